package city.ioc.sim.camera.draw;

/** Places a mesh in the world, lights its corners and fills its triangles. Confined to one thread. */
public final class MeshPainter {
    private final Projection projection;
    private final Rasteriser target;
    private final Rasteriser.Corners corners = new Rasteriser.Corners();
    private final Bounds bounds = new Bounds();

    public MeshPainter(Projection projection, Rasteriser target) {
        this.projection = projection;
        this.target = target;
    }

    /** Where a mesh stands: its origin, and the compass direction its y axis points to. */
    public record Place(double east, double north, double up, double headingRad) {}

    /** The rectangle in the picture that the last mesh spans, in pixels, also outside the picture. */
    public static final class Bounds {
        double x0;
        double y0;
        double x1;
        double y1;

        void clear() {
            x0 = Double.POSITIVE_INFINITY;
            y0 = Double.POSITIVE_INFINITY;
            x1 = Double.NEGATIVE_INFINITY;
            y1 = Double.NEGATIVE_INFINITY;
        }

        void add(float x, float y) {
            if (x < x0) x0 = x;
            if (x > x1) x1 = x;
            if (y < y0) y0 = y;
            if (y > y1) y1 = y;
        }

        /** A copy, for later. */
        public Bounds copy() {
            Bounds copy = new Bounds();
            copy.x0 = x0;
            copy.y0 = y0;
            copy.x1 = x1;
            copy.y1 = y1;
            return copy;
        }

        public double left() {
            return x0 / Rasteriser.PER_SIDE;
        }

        public double top() {
            return y0 / Rasteriser.PER_SIDE;
        }

        public double right() {
            return x1 / Rasteriser.PER_SIDE;
        }

        public double bottom() {
            return y1 / Rasteriser.PER_SIDE;
        }
    }

    public Bounds bounds() {
        return bounds;
    }

    /** Draws a mesh as thing {@code number}; false when nothing of it can be in the picture. */
    public boolean draw(Mesh mesh, Place place, Palette palette, Light light, int number) {
        if (!project(mesh, place)) return false;
        if (!target.touch(bounds.x0, bounds.y0, bounds.x1, bounds.y1)) return false;
        shade(mesh, place, palette, light);
        int[] t = mesh.triangles;
        short item = (short) number;
        for (int i = 0; i < t.length; i += 3) {
            if (corners.near[t[i]] <= 0 || corners.near[t[i + 1]] <= 0 || corners.near[t[i + 2]] <= 0) continue;
            target.triangle(corners, t[i], t[i + 1], t[i + 2], item);
        }
        return true;
    }

    private boolean project(Mesh mesh, Place place) {
        int n = mesh.vertices();
        corners.ensure(n);
        bounds.clear();
        CameraPose pose = projection.pose();
        double sin = Math.sin(place.headingRad());
        double cos = Math.cos(place.headingRad());
        // The camera's axes in the mesh's frame: an affine map per axis.
        double[] right = axis(place, sin, cos, 0);
        double[] down = axis(place, sin, cos, 1);
        double[] depth = axis(place, sin, cos, 2);
        double scale = pose.focalPx() * Rasteriser.PER_SIDE;
        double cx = pose.width() * Rasteriser.PER_SIDE / 2.0;
        double cy = pose.height() * Rasteriser.PER_SIDE / 2.0;
        boolean any = false;
        for (int i = 0; i < n; i++) {
            float x = mesh.x[i];
            float y = mesh.y[i];
            float z = mesh.z[i];
            double d = depth[0] + depth[1] * x + depth[2] * y + depth[3] * z;
            if (d < Projection.NEAR_M) {
                corners.near[i] = 0;
                continue;
            }
            any = true;
            double inverse = 1 / d;
            float px = (float) (cx + scale * inverse * (right[0] + right[1] * x + right[2] * y + right[3] * z));
            float py = (float) (cy + scale * inverse * (down[0] + down[1] * x + down[2] * y + down[3] * z));
            corners.x[i] = px;
            corners.y[i] = py;
            corners.near[i] = (float) inverse;
            bounds.add(px, py);
        }
        return any;
    }

    private double[] axis(Place place, double sin, double cos, int which) {
        double e = place.east();
        double n = place.north();
        double u = place.up();
        double origin = along(which, e, n, u);
        return new double[] {
            origin,
            along(which, e + cos, n - sin, u) - origin,
            along(which, e + sin, n + cos, u) - origin,
            along(which, e, n, u + 1) - origin
        };
    }

    private double along(int which, double e, double n, double u) {
        return switch (which) {
            case 0 -> projection.right(e, n);
            case 1 -> projection.down(e, n, u);
            default -> projection.depth(e, n, u);
        };
    }

    private void shade(Mesh mesh, Place place, Palette palette, Light light) {
        float sin = (float) Math.sin(place.headingRad());
        float cos = (float) Math.cos(place.headingRad());
        // Light and eye in the mesh's frame.
        float lx = (float) (light.east() * cos - light.north() * sin);
        float ly = (float) (light.east() * sin + light.north() * cos);
        float lz = (float) light.up();
        CameraPose pose = projection.pose();
        double de = pose.east() - place.east();
        double dn = pose.north() - place.north();
        float ex = (float) (de * cos - dn * sin);
        float ey = (float) (de * sin + dn * cos);
        float ez = (float) (pose.heightM() - place.up());
        Light.Rgb sun = light.sun();
        Light.Rgb sky = light.sky();
        Light.Rgb ground = light.ground();
        for (int i = 0; i < mesh.vertices(); i++) {
            if (corners.near[i] <= 0) continue;
            float nx = mesh.nx[i];
            float ny = mesh.ny[i];
            float nz = mesh.nz[i];
            float facing = Math.max(0, nx * lx + ny * ly + nz * lz);
            float above = 0.5f + 0.5f * nz;
            float below = 1 - above;
            int paint = mesh.paint[i];
            float glow = palette.glow[paint];
            float red = palette.red[paint] * (sun.red() * facing + sky.red() * above + ground.red() * below + glow);
            float green =
                    palette.green[paint] * (sun.green() * facing + sky.green() * above + ground.green() * below + glow);
            float blue =
                    palette.blue[paint] * (sun.blue() * facing + sky.blue() * above + ground.blue() * below + glow);
            float shine = Paint.of(paint).shine;
            if (shine > 0) {
                float vx = ex - mesh.x[i];
                float vy = ey - mesh.y[i];
                float vz = ez - mesh.z[i];
                float inverse = 1 / (float) Math.sqrt(vx * vx + vy * vy + vz * vz + 1e-6f);
                float cosine = Math.max(0, (nx * vx + ny * vy + nz * vz) * inverse);
                float grazing = 1 - cosine;
                // What the surface mirrors: sky above, street below; more of it at a grazing angle.
                float mirror = shine * (0.12f + 0.88f * grazing * grazing * grazing);
                float rz = 2 * cosine * nz - vz * inverse;
                float up = Math.max(0, Math.min(1, 0.35f + 0.9f * rz));
                red += mirror * (sky.red() * up + ground.red() * 0.5f * (1 - up));
                green += mirror * (sky.green() * up + ground.green() * 0.5f * (1 - up));
                blue += mirror * (sky.blue() * up + ground.blue() * 0.5f * (1 - up));
                float rx = 2 * cosine * nx - vx * inverse;
                float ry = 2 * cosine * ny - vy * inverse;
                float spot = Math.max(0, rx * lx + ry * ly + rz * lz);
                spot = spot * spot * spot * spot;
                spot = spot * spot * spot * shine;
                red += spot * sun.red();
                green += spot * sun.green();
                blue += spot * sun.blue();
            }
            corners.red[i] = Palette.screen(red);
            corners.green[i] = Palette.screen(green);
            corners.blue[i] = Palette.screen(blue);
        }
    }
}
