package city.ioc.sim.camera.draw;

import java.util.ArrayList;
import java.util.List;

/** A flat picture to be stuck on a surface, kept in ever smaller sizes so that it does not sparkle when it is far. Immutable. */
public final class Texture {
    private record Level(int width, int height, int[] rgb) {}

    private final List<Level> levels = new ArrayList<>();

    /** @param rgb rows of 0xRRGGBB, not changed afterwards */
    public Texture(int width, int height, int[] rgb) {
        levels.add(new Level(width, height, rgb));
        while (levels.getLast().width > 4 && levels.getLast().height > 4) levels.add(half(levels.getLast()));
    }

    private static Level half(Level from) {
        int w = from.width / 2;
        int h = from.height / 2;
        int[] rgb = new int[w * h];
        for (int y = 0; y < h; y++)
            for (int x = 0; x < w; x++) {
                int at = 2 * y * from.width + 2 * x;
                int[] four = {from.rgb[at], from.rgb[at + 1], from.rgb[at + from.width], from.rgb[at + from.width + 1]};
                int r = 2;
                int g = 2;
                int b = 2;
                for (int each : four) {
                    r += each >> 16 & 0xff;
                    g += each >> 8 & 0xff;
                    b += each & 0xff;
                }
                rgb[y * w + x] = (r >> 2) << 16 | (g >> 2) << 8 | b >> 2;
            }
        return new Level(w, h, rgb);
    }

    int width() {
        return levels.getFirst().width;
    }

    int height() {
        return levels.getFirst().height;
    }

    /** Level for that many of the first level's dots per sample. */
    int level(double dotsPerSample) {
        int level = (int) Math.floor(Math.log(Math.max(1, dotsPerSample)) / Math.log(2) + 0.25);
        return Math.min(level, levels.size() - 1);
    }

    /** Colour at a place 0..1, between dots, of one level. */
    int at(int level, float u, float v) {
        Level l = levels.get(level);
        float x = u * l.width - 0.5f;
        float y = v * l.height - 0.5f;
        int x0 = Math.max(0, Math.min(l.width - 1, (int) Math.floor(x)));
        int y0 = Math.max(0, Math.min(l.height - 1, (int) Math.floor(y)));
        int x1 = Math.min(l.width - 1, x0 + 1);
        int y1 = Math.min(l.height - 1, y0 + 1);
        int fx = Math.max(0, Math.min(256, (int) ((x - x0) * 256)));
        int fy = Math.max(0, Math.min(256, (int) ((y - y0) * 256)));
        int upper = mix(l.rgb[y0 * l.width + x0], l.rgb[y0 * l.width + x1], fx);
        int lower = mix(l.rgb[y1 * l.width + x0], l.rgb[y1 * l.width + x1], fx);
        return mix(upper, lower, fy);
    }

    private static int mix(int a, int b, int share) {
        int rest = 256 - share;
        int rb = ((a & 0xff00ff) * rest + (b & 0xff00ff) * share) >>> 8 & 0xff00ff;
        int g = ((a & 0x00ff00) * rest + (b & 0x00ff00) * share) >>> 8 & 0x00ff00;
        return rb | g;
    }
}
