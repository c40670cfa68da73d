package city.ioc.sim.camera.draw;

import java.util.Arrays;

/**
 * Samples of a picture, {@link #PER_SIDE} × {@link #PER_SIDE} a pixel, with colour, nearness and the number of the thing that each
 * shows. Only tiles that something is drawn in are cleared and looked at, so a frame costs what moves in it. Confined to one thread.
 */
public final class Rasteriser {
    /** Samples along a pixel's side. */
    public static final int PER_SIDE = 2;
    /** What a sample shows on which nothing but a shadow falls: of the sun, and the darker one right under a thing. */
    static final short SHADOW = -1;

    static final short CONTACT = -2;

    static final int TILE = 16;

    final int width;
    final int height;
    final int stride;
    final int rows;
    final int tilesAcross;
    final int[] colour;
    /** 1 / distance: greater is nearer. */
    final float[] nearness;
    /** Which thing is seen, from 1; 0: the background. */
    final short[] item;

    final boolean[] touched;
    private float[] backgroundNearness;

    public Rasteriser(int width, int height) {
        this.width = width;
        this.height = height;
        backgroundNearness = new float[width * height];
        stride = width * PER_SIDE;
        rows = height * PER_SIDE;
        colour = new int[stride * rows];
        nearness = new float[stride * rows];
        item = new short[stride * rows];
        tilesAcross = (width + TILE - 1) / TILE;
        touched = new boolean[tilesAcross * ((height + TILE - 1) / TILE)];
    }

    /**
     * Forgets the last frame.
     *
     * @param standing nearness of each pixel's standing things, 0 where there is ground or sky; not copied
     */
    public void begin(float[] standing) {
        backgroundNearness = standing;
        Arrays.fill(touched, false);
    }

    /** Which thing a pixel shows, 0 for none. */
    public int itemAt(double x, double y) {
        if (!(x >= 0 && y >= 0 && x < width && y < height)) return 0;
        if (!touched[(int) y / TILE * tilesAcross + (int) x / TILE]) return 0;
        return Math.max(0, item[(int) (y * PER_SIDE) * stride + (int) (x * PER_SIDE)]);
    }

    /** Makes the tiles of a rectangle of samples ready to be drawn in; says whether any of it is in the picture. */
    boolean touch(double x0, double y0, double x1, double y1) {
        if (!(x1 >= 0 && y1 >= 0 && x0 < stride && y0 < rows)) return false;
        int side = TILE * PER_SIDE;
        int tx1 = (int) Math.min(stride - 1, x1) / side;
        int ty1 = (int) Math.min(rows - 1, y1) / side;
        for (int ty = (int) Math.max(0, y0) / side; ty <= ty1; ty++)
            for (int tx = (int) Math.max(0, x0) / side; tx <= tx1; tx++) {
                int tile = ty * tilesAcross + tx;
                if (!touched[tile]) clear(tile, tx, ty);
            }
        return true;
    }

    private void clear(int tile, int tx, int ty) {
        touched[tile] = true;
        int x1 = Math.min(width, (tx + 1) * TILE);
        int y1 = Math.min(height, (ty + 1) * TILE);
        for (int y = ty * TILE; y < y1; y++)
            for (int x = tx * TILE; x < x1; x++) {
                float near = backgroundNearness[y * width + x];
                for (int dy = 0; dy < PER_SIDE; dy++) {
                    int at = (y * PER_SIDE + dy) * stride + x * PER_SIDE;
                    for (int dx = 0; dx < PER_SIDE; dx++) {
                        nearness[at + dx] = near;
                        item[at + dx] = 0;
                    }
                }
            }
    }

    /** A corner on its way to the picture: place in samples, nearness, colour 0..255. */
    static final class Corners {
        float[] x = new float[1024];
        float[] y = new float[1024];
        float[] near = new float[1024];
        float[] red = new float[1024];
        float[] green = new float[1024];
        float[] blue = new float[1024];

        void ensure(int count) {
            if (count <= x.length) return;
            int size = Math.max(count, 2 * x.length);
            x = new float[size];
            y = new float[size];
            near = new float[size];
            red = new float[size];
            green = new float[size];
            blue = new float[size];
        }
    }

    /** Fills a triangle that turns clockwise in the picture; others show their back and are left out. */
    void triangle(Corners c, int i, int j, int k, short number) {
        float x0 = c.x[i];
        float y0 = c.y[i];
        float x1 = c.x[j];
        float y1 = c.y[j];
        float x2 = c.x[k];
        float y2 = c.y[k];
        float area = (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0);
        if (area >= -1e-4f) return;
        int minX = Math.max(0, (int) Math.ceil(Math.min(x0, Math.min(x1, x2)) - 0.5f));
        int maxX = Math.min(stride - 1, (int) Math.floor(Math.max(x0, Math.max(x1, x2)) - 0.5f));
        int minY = Math.max(0, (int) Math.ceil(Math.min(y0, Math.min(y1, y2)) - 0.5f));
        int maxY = Math.min(rows - 1, (int) Math.floor(Math.max(y0, Math.max(y1, y2)) - 0.5f));
        if (minX > maxX || minY > maxY) return;
        float inverse = 1 / area;
        // Weights of corners j and k at a point, linear in x and y.
        float wjx = (y2 - y0) * inverse;
        float wjy = -(x2 - x0) * inverse;
        float wkx = -(y1 - y0) * inverse;
        float wky = (x1 - x0) * inverse;
        float dj = c.near[j] - c.near[i];
        float dk = c.near[k] - c.near[i];
        float rj = c.red[j] - c.red[i];
        float rk = c.red[k] - c.red[i];
        float gj = c.green[j] - c.green[i];
        float gk = c.green[k] - c.green[i];
        float bj = c.blue[j] - c.blue[i];
        float bk = c.blue[k] - c.blue[i];
        for (int y = minY; y <= maxY; y++) {
            float py = y + 0.5f - y0;
            float px = minX + 0.5f - x0;
            float wj = px * wjx + py * wjy;
            float wk = px * wkx + py * wky;
            int at = y * stride + minX;
            for (int x = minX; x <= maxX; x++, at++, wj += wjx, wk += wkx) {
                if (wj < 0 || wk < 0 || wj + wk > 1) continue;
                float near = c.near[i] + wj * dj + wk * dk;
                if (near <= nearness[at]) continue;
                nearness[at] = near;
                item[at] = number;
                colour[at] = (int) (c.red[i] + wj * rj + wk * rk) << 16
                        | (int) (c.green[i] + wj * gj + wk * gk) << 8
                        | (int) (c.blue[i] + wj * bj + wk * bk);
            }
        }
    }

    /** How many samples within bounds show a thing. */
    public int count(MeshPainter.Bounds bounds, int number) {
        return count(bounds.x0, bounds.y0, bounds.x1, bounds.y1, number);
    }

    private int count(double x0, double y0, double x1, double y1, int number) {
        int n = 0;
        int right = (int) Math.min(stride - 1, x1);
        int bottom = (int) Math.min(rows - 1, y1);
        for (int y = (int) Math.max(0, y0); y <= bottom; y++)
            for (int at = y * stride + (int) Math.max(0, x0), end = y * stride + right; at <= end; at++)
                if (item[at] == number) n++;
        return n;
    }

    /**
     * Lays what was drawn over a background of the same size, both 0xRRGGBB.
     *
     * @param shadow how dark shadows are, 0 none … 1 black
     */
    public void resolve(int[] pixels, double shadow) {
        int sunlit = (int) Math.round(256 * Math.sqrt(1 - shadow));
        int contact = (int) Math.round(256 * Math.sqrt((1 - shadow) * 0.5));
        for (int ty = 0; ty * TILE < height; ty++)
            for (int tx = 0; tx < tilesAcross; tx++) {
                if (!touched[ty * tilesAcross + tx]) continue;
                int x1 = Math.min(width, (tx + 1) * TILE);
                int y1 = Math.min(height, (ty + 1) * TILE);
                for (int y = ty * TILE; y < y1; y++)
                    for (int x = tx * TILE; x < x1; x++) resolve(pixels, x, y, sunlit, contact);
            }
    }

    private void resolve(int[] pixels, int x, int y, int sunlit, int contact) {
        int at = y * PER_SIDE * stride + x * PER_SIDE;
        if ((item[at] | item[at + 1] | item[at + stride] | item[at + stride + 1]) == 0) return;
        int behind = pixels[y * width + x];
        int r = 0;
        int g = 0;
        int b = 0;
        for (int k = 0; k < PER_SIDE * PER_SIDE; k++) {
            int sample = at + (k & 1) + (k >> 1) * stride;
            short number = item[sample];
            int c = number > 0 ? colour[sample] : behind;
            int share = number >= 0 ? 256 : number == SHADOW ? sunlit : contact;
            r += (c >> 16 & 0xff) * share;
            g += (c >> 8 & 0xff) * share;
            b += (c & 0xff) * share;
        }
        pixels[y * width + x] = (r >> 10) << 16 | (g >> 10) << 8 | b >> 10;
    }

    /** Nearness of each pixel's nearest thing, 0 where nothing was drawn. */
    public float[] nearness() {
        float[] nearest = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                if (!touched[y / TILE * tilesAcross + x / TILE]) continue;
                int at = y * PER_SIDE * stride + x * PER_SIDE;
                // Only where all samples agree that something stands there: half-covered pixels are left to what moves
                // behind.
                float least = Math.min(
                        Math.min(nearness[at], nearness[at + 1]),
                        Math.min(nearness[at + stride], nearness[at + stride + 1]));
                nearest[y * width + x] = least;
            }
        return nearest;
    }
}
