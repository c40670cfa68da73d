package city.ioc.sim.camera;

import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.FrameTruth.Box;
import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshBuilder;
import city.ioc.sim.camera.draw.Paint;
import city.ioc.sim.camera.draw.Palette;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Signal heads of three 300 mm lenses, red over amber over green, with the lamps as they are shown.
 *
 * @param strength of a burning lamp, 1 as new; old ones are dim
 * @param fading how far the lenses' colour has gone out of them, 0 none … 1 white
 */
public record HeadPainter(double strength, double fading) {
    /** Between the middles of two lenses. */
    static final double PITCH_M = 0.36;

    static final double LENS_M = 0.15;
    private static final Mesh MESH = mesh();
    private static final int RED = 0xff3020;
    private static final int AMBER = 0xffa818;
    private static final int GREEN = 0x20f0a0;
    private static final long FLASH_MS = 1000;

    /** Lamps as good as new. */
    public static final HeadPainter NEW = new HeadPainter(1, 0);

    public HeadPainter {
        if (!(strength >= 0 && strength <= 2))
            throw new IllegalArgumentException("a lamp's strength must be 0..2, but is " + strength);
        if (!(fading >= 0 && fading <= 1))
            throw new IllegalArgumentException("a lens's fading must be 0..1, but is " + fading);
    }

    static Mesh shape() {
        return MESH;
    }

    private static Mesh mesh() {
        MeshBuilder b = new MeshBuilder();
        double half = PITCH_M * 1.5 + 0.06;
        b.box(Paint.TRIM, -0.21, 0.21, 0, 0.22, -half, half);
        Paint[] lenses = {Paint.LENS_RED, Paint.LENS_AMBER, Paint.LENS_GREEN};
        for (int i = 0; i < 3; i++) {
            double z = PITCH_M * (1 - i);
            b.round(lenses[i], 16, 0, -0.012, z, LENS_M);
            // A visor over each lens.
            b.taperedBox(Paint.TRIM, new double[] {-0.16, 0.16, -0.16, 0, z + LENS_M + 0.015}, new double[] {
                -0.13, 0.13, -0.14, 0, z + LENS_M + 0.035
            });
        }
        return b.build();
    }

    /** Which lamps burn at an instant. */
    static Set<Paint> burning(Lamp lamp, Instant at) {
        boolean on = Math.floorMod(at.toEpochMilli(), FLASH_MS) < FLASH_MS / 2;
        return switch (lamp) {
            case RED -> EnumSet.of(Paint.LENS_RED);
            case RED_AMBER -> EnumSet.of(Paint.LENS_RED, Paint.LENS_AMBER);
            case AMBER -> EnumSet.of(Paint.LENS_AMBER);
            case GREEN -> EnumSet.of(Paint.LENS_GREEN);
            case FLASHING_AMBER -> on ? EnumSet.of(Paint.LENS_AMBER) : EnumSet.noneOf(Paint.class);
            case CLEARANCE -> on ? EnumSet.of(Paint.LENS_GREEN) : EnumSet.noneOf(Paint.class);
            case DARK, UNKNOWN -> EnumSet.noneOf(Paint.class);
        };
    }

    /** Around the three lenses in the picture. */
    static Box box(HeadPlace head, Projection projection) {
        double half = PITCH_M * 1.5;
        double east = Math.cos(head.headingRad()) * 0.2;
        double north = -Math.sin(head.headingRad()) * 0.2;
        double x0 = Double.POSITIVE_INFINITY;
        double y0 = Double.POSITIVE_INFINITY;
        double x1 = Double.NEGATIVE_INFINITY;
        double y1 = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < 4; i++) {
            double side = i < 2 ? -1 : 1;
            Optional<Projection.Pixel> corner = projection.pixel(
                    head.east() + side * east, head.north() + side * north, head.up() + (i % 2 == 0 ? half : -half));
            if (corner.isEmpty()) continue;
            x0 = Math.min(x0, corner.get().x());
            x1 = Math.max(x1, corner.get().x());
            y0 = Math.min(y0, corner.get().y());
            y1 = Math.max(y1, corner.get().y());
        }
        return new Box(x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0));
    }

    Palette palette(Set<Paint> burning, boolean dark) {
        Palette palette = new Palette()
                .with(Paint.TRIM, 0x17181a)
                .with(Paint.LENS_RED, burning.contains(Paint.LENS_RED) ? faded(RED) : 0x30100e)
                .with(Paint.LENS_AMBER, burning.contains(Paint.LENS_AMBER) ? faded(AMBER) : 0x33240c)
                .with(Paint.LENS_GREEN, burning.contains(Paint.LENS_GREEN) ? faded(GREEN) : 0x0c2b20);
        for (Paint lens : burning) palette.glowing(lens, strength * (dark ? 1.6 : 0.95));
        return palette;
    }

    int colour(Paint lens) {
        return faded(lens == Paint.LENS_RED ? RED : lens == Paint.LENS_AMBER ? AMBER : GREEN);
    }

    private int faded(int rgb) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int c = rgb >> shift & 0xff;
            result |= (int) Math.round(c + (255 - c) * fading) << shift;
        }
        return result;
    }
}
