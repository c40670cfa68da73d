package city.ioc.sim.camera.draw;

import java.util.Arrays;

/**
 * Puts a {@link Mesh} together from boxes, tubes, balls, wheels and lofted shells. Sides face outwards whatever the order of the
 * points, except those of {@link #panel}. Not thread-safe.
 */
public final class MeshBuilder {
    private final double roundness;
    private float[] vertex = new float[6 * 256];
    private byte[] paint = new byte[256];
    private int[] triangles = new int[3 * 512];
    private int vertices;
    private int corners;

    /** @param roundness share of the sides that round things get; for what is seen from far away fewer do */
    public MeshBuilder(double roundness) {
        this.roundness = roundness;
    }

    public MeshBuilder() {
        this(1);
    }

    private int fewer(int sides) {
        return Math.max(4, (int) Math.round(sides * roundness));
    }

    /** A flat quadrilateral that is seen from the side from which its corners run counter-clockwise. */
    public MeshBuilder panel(Paint slot, double[] a, double[] b, double[] c, double[] d) {
        double[] n = cross(minus(b, a), minus(d, a));
        if (length(n) < 1e-9) n = cross(minus(c, b), minus(a, b));
        int first = vertices;
        for (double[] p : new double[][] {a, b, c, d}) add(slot, p[0], p[1], p[2], n[0], n[1], n[2]);
        triangle(first, first + 1, first + 2);
        triangle(first, first + 2, first + 3);
        return this;
    }

    /** An upright box. */
    public MeshBuilder box(Paint slot, double x0, double x1, double y0, double y1, double z0, double z1) {
        return taperedBox(slot, new double[] {x0, x1, y0, y1, z0}, new double[] {x0, x1, y0, y1, z1});
    }

    /** A box whose lower and upper faces differ: x0, x1, y0, y1, z of each. */
    public MeshBuilder taperedBox(Paint slot, double[] low, double[] high) {
        double[] a = {low[0], low[2], low[4]};
        double[] b = {low[1], low[2], low[4]};
        double[] c = {low[1], low[3], low[4]};
        double[] d = {low[0], low[3], low[4]};
        double[] e = {high[0], high[2], high[4]};
        double[] f = {high[1], high[2], high[4]};
        double[] g = {high[1], high[3], high[4]};
        double[] h = {high[0], high[3], high[4]};
        panel(slot, a, b, f, e);
        panel(slot, b, c, g, f);
        panel(slot, c, d, h, g);
        panel(slot, d, a, e, h);
        return panel(slot, e, f, g, h);
    }

    /** A round tube from one point to another, closed by rounded ends. */
    public MeshBuilder tube(Paint slot, int atMost, double[] from, double r0, double[] to, double r1) {
        int sides = fewer(atMost);
        double[] axis = minus(to, from);
        double long0 = length(axis);
        if (long0 < 1e-6) return this;
        double[] t = scaled(axis, 1 / long0);
        double[] u = cross(t, Math.abs(t[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0});
        u = scaled(u, 1 / length(u));
        double[] v = cross(t, u);
        // Rings: tip, shoulder, edge, edge, shoulder, tip.
        double[] along = {-r0 * 0.8, -r0 * 0.5, 0, long0, long0 + r1 * 0.5, long0 + r1 * 0.8};
        double[] radius = {r0 * 0.2, r0 * 0.75, r0, r1, r1 * 0.75, r1 * 0.2};
        double[] lean = {-1.5, -0.7, 0, 0, 0.7, 1.5};
        int first = vertices;
        for (int ring = 0; ring < along.length; ring++) {
            for (int i = 0; i < sides; i++) {
                double a = 2 * Math.PI * i / sides;
                double ca = Math.cos(a);
                double sa = Math.sin(a);
                double[] n = new double[3];
                double[] p = new double[3];
                for (int k = 0; k < 3; k++) {
                    n[k] = ca * u[k] + sa * v[k] + lean[ring] * t[k];
                    p[k] = from[k] + along[ring] * t[k] + radius[ring] * (ca * u[k] + sa * v[k]);
                }
                add(slot, p[0], p[1], p[2], n[0], n[1], n[2]);
            }
        }
        stitch(first, along.length, sides, true);
        return this;
    }

    /** An ellipsoid, or its part above {@code lowest} (−1 the whole, 0 the upper half). */
    public MeshBuilder ball(Paint slot, int atMost, double[] centre, double rx, double ry, double rz, double lowest) {
        int sides = fewer(atMost);
        int rings = Math.max(4, sides / 2 + 1);
        double bottom = Math.asin(Math.max(-1, Math.min(1, lowest)));
        int first = vertices;
        for (int ring = 0; ring < rings; ring++) {
            double b = bottom + (Math.PI / 2 - bottom) * ring / (rings - 1);
            for (int i = 0; i < sides; i++) {
                double a = 2 * Math.PI * i / sides;
                double cx = Math.cos(a) * Math.cos(b);
                double cy = Math.sin(a) * Math.cos(b);
                double cz = Math.sin(b);
                add(slot, centre[0] + rx * cx, centre[1] + ry * cy, centre[2] + rz * cz, cx / rx, cy / ry, cz / rz);
            }
        }
        stitch(first, rings, sides, true);
        return this;
    }

    /** A wheel that rolls ahead: its axle runs from side to side. */
    public MeshBuilder wheel(int sides, double x, double y, double radius, double width) {
        return disc(Paint.TYRE, sides, x, y, radius, radius, width)
                .disc(Paint.RIM, sides, x, y, radius, radius * 0.62, width + 0.02);
    }

    /** A flat cylinder whose axle runs from side to side. */
    public MeshBuilder disc(Paint slot, int atMost, double x, double y, double z, double radius, double width) {
        int sides = fewer(atMost);
        for (int side = -1; side <= 1; side += 2) {
            int middle = add(slot, x + side * width / 2, y, z, side, 0, 0);
            for (int i = 0; i < sides; i++) {
                double a = 2 * Math.PI * i / sides;
                add(slot, x + side * width / 2, y + radius * Math.cos(a), z + radius * Math.sin(a), side, 0, 0);
            }
            for (int i = 0; i < sides; i++) {
                int p = middle + 1 + i;
                int q = middle + 1 + (i + 1) % sides;
                if (side > 0) triangle(middle, p, q);
                else triangle(middle, q, p);
            }
        }
        int first = vertices;
        for (int side = -1; side <= 1; side += 2)
            for (int i = 0; i < sides; i++) {
                double a = 2 * Math.PI * i / sides;
                add(
                        slot,
                        x + side * width / 2,
                        y + radius * Math.cos(a),
                        z + radius * Math.sin(a),
                        0,
                        Math.cos(a),
                        Math.sin(a));
            }
        stitch(first, 2, sides, true);
        return this;
    }

    /** A flat disc that faces backwards. */
    public MeshBuilder round(Paint slot, int atMost, double x, double y, double z, double radius) {
        int sides = fewer(atMost);
        int middle = add(slot, x, y, z, 0, -1, 0);
        for (int i = 0; i < sides; i++) {
            double a = 2 * Math.PI * i / sides;
            add(slot, x + radius * Math.cos(a), y, z + radius * Math.sin(a), 0, -1, 0);
        }
        for (int i = 0; i < sides; i++) triangle(middle, middle + 1 + i, middle + 1 + (i + 1) % sides);
        return this;
    }

    /**
     * A shell through cross-sections of equally many points, each an open line from one side over the top to the other, or a
     * closed ring; the first and last are closed by flat ends.
     */
    public MeshBuilder loft(Paint slot, boolean closed, double[][][] sections) {
        int n = sections[0].length;
        int first = vertices;
        for (double[][] section : sections) for (double[] p : section) add(slot, p[0], p[1], p[2], 0, 0, 0);
        int firstCorner = corners;
        stitch(first, sections.length, n, closed);
        smooth(first, firstCorner);
        cap(slot, sections[0], sections[1]);
        cap(slot, sections[sections.length - 1], sections[sections.length - 2]);
        return this;
    }

    private void cap(Paint slot, double[][] section, double[][] neighbour) {
        double[] middle = mean(section);
        double[] normal = new double[3];
        for (int i = 0; i < section.length; i++) {
            double[] n = cross(minus(section[i], middle), minus(section[(i + 1) % section.length], middle));
            for (int k = 0; k < 3; k++) normal[k] += n[k];
        }
        boolean outward = dot(normal, minus(middle, mean(neighbour))) > 0;
        if (!outward) normal = scaled(normal, -1);
        int centre = add(slot, middle[0], middle[1], middle[2], normal[0], normal[1], normal[2]);
        for (double[] p : section) add(slot, p[0], p[1], p[2], normal[0], normal[1], normal[2]);
        for (int i = 0; i < section.length; i++) {
            int p = centre + 1 + i;
            int q = centre + 1 + (i + 1) % section.length;
            if (outward) triangle(centre, p, q);
            else triangle(centre, q, p);
        }
    }

    /** Joins rings of points into quadrilaterals that face away from the middle of all of them. */
    private void stitch(int first, int rings, int n, boolean closed) {
        double[] middle = new double[3];
        for (int i = 0; i < rings * n; i++)
            for (int k = 0; k < 3; k++) middle[k] += vertex[(first + i) * 6 + k] / (rings * n);
        int last = closed ? n : n - 1;
        double outward = 0;
        for (int ring = 0; ring + 1 < rings; ring++)
            for (int i = 0; i < last; i++) {
                int a = first + ring * n + i;
                int b = first + ring * n + (i + 1) % n;
                double[] normal = cross(minus(at(b), at(a)), minus(at(a + n), at(a)));
                outward += dot(normal, minus(at(a), middle));
            }
        for (int ring = 0; ring + 1 < rings; ring++)
            for (int i = 0; i < last; i++) {
                int a = first + ring * n + i;
                int b = first + ring * n + (i + 1) % n;
                if (outward > 0) {
                    triangle(a, b, b + n);
                    triangle(a, b + n, a + n);
                } else {
                    triangle(a, b + n, b);
                    triangle(a, a + n, b + n);
                }
            }
    }

    /** Normals of a shell: the mean of its faces around each vertex. */
    private void smooth(int firstVertex, int firstCorner) {
        for (int c = firstCorner; c < corners; c += 3) {
            double[] a = at(triangles[c]);
            double[] n = cross(minus(at(triangles[c + 1]), a), minus(at(triangles[c + 2]), a));
            for (int k = 0; k < 3; k++)
                for (int d = 0; d < 3; d++) vertex[triangles[c + k] * 6 + 3 + d] += (float) n[d];
        }
        for (int i = firstVertex; i < vertices; i++) normalise(i);
    }

    public Mesh build() {
        float[][] parts = new float[6][vertices];
        for (int i = 0; i < vertices; i++) for (int k = 0; k < 6; k++) parts[k][i] = vertex[i * 6 + k];
        return new Mesh(
                parts[0],
                parts[1],
                parts[2],
                parts[3],
                parts[4],
                parts[5],
                Arrays.copyOf(paint, vertices),
                Arrays.copyOf(triangles, corners));
    }

    private int add(Paint slot, double x, double y, double z, double nx, double ny, double nz) {
        if (vertices == paint.length) {
            paint = Arrays.copyOf(paint, vertices * 2);
            vertex = Arrays.copyOf(vertex, vertices * 12);
        }
        double[] values = {x, y, z, nx, ny, nz};
        for (int k = 0; k < 6; k++) vertex[vertices * 6 + k] = (float) values[k];
        paint[vertices] = (byte) slot.ordinal();
        normalise(vertices);
        return vertices++;
    }

    private void normalise(int i) {
        float nx = vertex[i * 6 + 3];
        float ny = vertex[i * 6 + 4];
        float nz = vertex[i * 6 + 5];
        float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length < 1e-12f) return;
        for (int k = 3; k < 6; k++) vertex[i * 6 + k] /= length;
    }

    private void triangle(int a, int b, int c) {
        if (corners + 3 > triangles.length) triangles = Arrays.copyOf(triangles, corners * 2);
        triangles[corners++] = a;
        triangles[corners++] = b;
        triangles[corners++] = c;
    }

    private double[] at(int i) {
        return new double[] {vertex[i * 6], vertex[i * 6 + 1], vertex[i * 6 + 2]};
    }

    private static double[] mean(double[][] points) {
        double[] mean = new double[3];
        for (double[] p : points) for (int k = 0; k < 3; k++) mean[k] += p[k] / points.length;
        return mean;
    }

    private static double[] minus(double[] a, double[] b) {
        return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
    }

    private static double[] scaled(double[] a, double s) {
        return new double[] {a[0] * s, a[1] * s, a[2] * s};
    }

    private static double[] cross(double[] a, double[] b) {
        return new double[] {a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]};
    }

    private static double dot(double[] a, double[] b) {
        return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
    }

    private static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }
}
