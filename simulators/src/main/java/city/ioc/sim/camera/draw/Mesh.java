package city.ioc.sim.camera.draw;

/**
 * A body of triangles in its own coordinates: x to the right, y ahead, z up, metres; what stands on the ground has its foot at
 * z = 0. A vertex names a {@link Paint}, which gets its colour when the mesh is drawn. Immutable; arrays are shared, never changed.
 */
public final class Mesh {
    final float[] x;
    final float[] y;
    final float[] z;
    final float[] nx;
    final float[] ny;
    final float[] nz;
    final byte[] paint;
    final int[] triangles;

    Mesh(float[] x, float[] y, float[] z, float[] nx, float[] ny, float[] nz, byte[] paint, int[] triangles) {
        this.x = x;
        this.y = y;
        this.z = z;
        this.nx = nx;
        this.ny = ny;
        this.nz = nz;
        this.paint = paint;
        this.triangles = triangles;
    }

    public int vertices() {
        return x.length;
    }

    public int triangleCount() {
        return triangles.length / 3;
    }
}
