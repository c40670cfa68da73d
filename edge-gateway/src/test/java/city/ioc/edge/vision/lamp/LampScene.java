package city.ioc.edge.vision.lamp;

import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/**
 * A signal head as a street camera shows it, drawn in light and then exposed: daylight and lamps add up, the lens spreads bright
 * lamps into halos, the colour filters leak, exposure clips, and JPEG smears what is left. So red that is too bright turns pink
 * and white by itself. Everything is chosen by the seed.
 */
final class LampScene {
    static final int MARGIN = 8;
    private static final double[][] LENS = {{0.04, 0.05, 1.0}, {0.03, 0.5, 1.0}, {0.6, 1.0, 0.08}};

    final SplittableRandom chance;
    final double fps;
    final int frames;
    final HeadRegion region;
    final LampState[] truth;
    final boolean[] hidden;
    final String describe;

    private final int width;
    private final int height;
    private final double[][] street;
    private final double[][] halo = new double[3][];
    private final double[] lampX = new double[3];
    private final double[] lampY = new double[3];
    private final double radius;
    private final double ambient;
    private final double lampLight;
    private final double leak;
    private final double haze;
    private final double noise;
    private final int quality;
    private final double exposure;
    private final double exposureSwing;
    private final boolean shaking;
    private final double flicker;
    private final int flickerEvery;
    private final int[] busFrom;
    private final int busFrames;
    private final double busShare;
    private final double[] warmth;

    enum Light {
        SUN,
        CLOUD,
        DUSK,
        NIGHT
    }

    /** What the signal does. */
    enum Show {
        ONE_LAMP,
        FLASHING_AMBER,
        CYCLE
    }

    /** What a test wants of a scene; the rest is left to chance. */
    record Wish(
            Optional<Light> light,
            Optional<Show> show,
            OptionalDouble lampAgainstPaper,
            OptionalDouble flicker,
            OptionalInt buses,
            OptionalDouble fps) {
        static final Wish NONE = new Wish(
                Optional.empty(),
                Optional.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalInt.empty(),
                OptionalDouble.empty());

        Wish light(Light wanted) {
            return new Wish(Optional.of(wanted), show, lampAgainstPaper, flicker, buses, fps);
        }

        Wish show(Show wanted) {
            return new Wish(light, Optional.of(wanted), lampAgainstPaper, flicker, buses, fps);
        }

        /** Brightness of a lit lamp against white paper in the scene's light. */
        Wish lamp(double wanted) {
            return new Wish(light, show, OptionalDouble.of(wanted), flicker, buses, fps);
        }

        Wish flicker(double wanted) {
            return new Wish(light, show, lampAgainstPaper, OptionalDouble.of(wanted), buses, fps);
        }

        Wish buses(int wanted) {
            return new Wish(light, show, lampAgainstPaper, flicker, OptionalInt.of(wanted), fps);
        }

        Wish fps(double wanted) {
            return new Wish(light, show, lampAgainstPaper, flicker, buses, OptionalDouble.of(wanted));
        }
    }

    LampScene(long seed, Duration length) {
        this(seed, length, Wish.NONE);
    }

    LampScene(long seed, Duration length, Wish wish) {
        chance = new SplittableRandom(seed * 7919 + 13);
        double[] rates = {5, 10, 12.5, 25, 30};
        fps = wish.fps().orElse(rates[chance.nextInt(rates.length)]);
        frames = (int) (length.toMillis() / 1000.0 * fps);
        int headLong = (int) Math.round(14 * Math.pow(10, chance.nextDouble()));
        int headShort = Math.max(5, (int) Math.round(headLong * between(0.34, 0.44)));
        boolean standing = chance.nextDouble() < 0.8;
        boolean reversed = !standing && chance.nextDouble() < 0.2;
        int headW = standing ? headShort : headLong;
        int headH = standing ? headLong : headShort;
        width = headW * 2 + 2 * MARGIN;
        height = headH * 2 + 2 * MARGIN;
        int left = (width - headW) / 2;
        int top = (height - headH) / 2;
        double loose = chance.nextDouble() < 0.5 ? 0.06 : 0.5;
        int cutL = (int) (chance.nextDouble() * loose * headW);
        int cutT = (int) (chance.nextDouble() * loose * headH);
        int cutR = (int) (chance.nextDouble() * loose * headW);
        int cutB = (int) (chance.nextDouble() * loose * headH);
        region = new HeadRegion(left - cutL, top - cutT, headW + cutL + cutR, headH + cutT + cutB);
        double step = headLong / 3.05;
        radius = Math.min(step, headShort) * between(0.34, 0.44);
        for (int k = 0; k < 3; k++) {
            double along = (reversed ? 2 - k : k) * step + (headLong - 2 * step) / 2;
            lampX[k] = left + (standing ? headW / 2.0 : along);
            lampY[k] = top + (standing ? along : headH / 2.0);
        }
        Light light = wish.light().orElse(Light.values()[chance.nextInt(4)]);
        ambient = switch (light) {
            case SUN -> 1.0;
            case CLOUD -> 0.35;
            case DUSK -> 0.05;
            case NIGHT -> 0.002;
        };
        // A lamp against white paper in this light: a dim one in the sun just shows.
        double drawn = switch (light) {
            case SUN -> between(0.35, 2.5);
            case CLOUD -> between(0.4, 4) * 0.35;
            case DUSK -> between(2, 20) * 0.05;
            case NIGHT -> between(0.1, 1.5);
        };
        lampLight =
                wish.lampAgainstPaper().isPresent() ? wish.lampAgainstPaper().getAsDouble() * ambient : drawn;
        leak = between(0.01, 0.12);
        haze = chance.nextDouble() < 0.4 ? between(0.1, 0.45) : 0.02;
        noise = between(0.8, light == Light.NIGHT ? 7 : 4);
        quality = chance.nextInt(30, 85);
        exposureSwing = chance.nextDouble() < 0.5 ? between(0.1, 0.4) : 0;
        shaking = chance.nextDouble() < 0.3;
        flicker = wish.flicker().orElse(chance.nextDouble() < 0.3 ? between(0.3, 1.0) : 0);
        flickerEvery = chance.nextInt(3, 9);
        warmth = new double[] {between(0.85, 1.1), 1, between(0.9, 1.15)};
        street = street(left, top, headW, headH, light);
        double mean = Arrays.stream(street[1]).average().orElse(0.1) + 0.01 * lampLight;
        exposure = Math.min(40, between(0.2, 0.45) / Math.max(mean, 1e-6));
        for (int k = 0; k < 3; k++) halo[k] = halo(k);
        truth = truth(wish);
        hidden = new boolean[frames];
        int buses = wish.buses().orElse(chance.nextInt(3));
        busFrames = (int) (fps * between(0.5, 2));
        busShare = between(0.4, 1.2);
        busFrom = new int[buses];
        for (int b = 0; b < buses; b++) {
            busFrom[b] = chance.nextInt(frames);
            for (int t = busFrom[b]; t < Math.min(frames, busFrom[b] + busFrames); t++) {
                int lit = truth[t] == LampState.DARK ? 0 : truth[t].ordinal();
                hidden[t] = lampY[lit] + radius / 2 > height * (1 - busShare);
            }
        }
        describe = "seed " + seed + " " + light + " " + show(standing, reversed) + headW + "x" + headH + " in " + region
                + ", " + fps + " frames/s, lamp " + lampLight / ambient + " times paper";
    }

    private static String show(boolean standing, boolean reversed) {
        return standing ? "" : reversed ? "lying the other way " : "lying ";
    }

    private double between(double from, double to) {
        return from + chance.nextDouble() * (to - from);
    }

    private LampState[] truth(Wish wish) {
        LampState[] states = new LampState[frames];
        double kind = chance.nextDouble();
        Show show = wish.show().orElse(kind < 0.06 ? Show.ONE_LAMP : kind < 0.14 ? Show.FLASHING_AMBER : Show.CYCLE);
        double green = between(8, 25);
        double red = between(8, 30);
        double amber = 3;
        double cycle = green + amber + red;
        double phase = between(0, cycle);
        boolean fails = chance.nextDouble() < 0.1 && wish.show().isEmpty();
        double darkFrom = fails ? between(0, frames / fps) : 1e9;
        LampState standing = LampState.values()[chance.nextInt(3)];
        for (int t = 0; t < frames; t++) {
            double s = t / fps;
            states[t] = switch (show) {
                case ONE_LAMP -> standing;
                case FLASHING_AMBER -> s % 1.0 < 0.5 ? LampState.AMBER : LampState.DARK;
                case CYCLE -> {
                    double at = (s + phase) % cycle;
                    yield at < green ? LampState.GREEN : at < green + amber ? LampState.AMBER : LampState.RED;
                }
            };
            if (s > darkFrom && s < darkFrom + 8) states[t] = LampState.DARK;
        }
        return states;
    }

    private double[][] street(int left, int top, int headW, int headH, Light light) {
        double[][] planes = new double[3][width * height];
        int kind = chance.nextInt(4);
        double phantom = light == Light.SUN ? between(0.03, 0.3) : between(0.02, 0.08);
        double housing = between(0.02, 0.12);
        double lampsOfTown = light == Light.NIGHT ? between(0.5, 4) : 1;
        double[] wall = {between(0.05, 0.5), between(0.05, 0.5), between(0.05, 0.5)};
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                boolean inHead = x >= left && x < left + headW && y >= top && y < top + headH;
                for (int c = 0; c < 3; c++) {
                    double albedo;
                    if (inHead) albedo = housing;
                    else if (kind == 0) albedo = 0.5 + 0.3 * y / height + (c == 0 ? 0.25 : c == 1 ? 0.1 : 0);
                    else if (kind == 1) albedo = wall[c] * ((x / 9 + y / 11) % 2 == 0 ? 1 : 0.4);
                    else if (kind == 2)
                        albedo = (c == 1 ? 0.22 : c == 0 ? 0.06 : 0.1)
                                * (0.4 + 1.2 * Math.abs(Math.sin(x * 1.7 + y * 2.3)));
                    else albedo = y < height / 2 ? 0.7 : wall[c];
                    planes[c][at] = albedo * ambient * lampsOfTown;
                }
                for (int k = 0; k < 3; k++)
                    if (Math.hypot(x - lampX[k], y - lampY[k]) < radius)
                        for (int c = 0; c < 3; c++)
                            planes[c][at] = ambient * lampsOfTown * (phantom * LENS[k][c] + 0.02);
            }
        return planes;
    }

    private double[] halo(int lamp) {
        double[] plane = new double[width * height];
        double share = 0.02 + 0.06 * chance.nextDouble();
        double sigma = radius * between(0.8, 2.2);
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                double d = Math.hypot(x - lampX[lamp], y - lampY[lamp]);
                double disc = Math.clamp(radius - d + 0.5, 0, 1) * (1 - 0.3 * d / Math.max(radius, 1));
                plane[y * width + x] = Math.max(0, disc) + share * Math.exp(-d * d / (2 * sigma * sigma));
            }
        return plane;
    }

    /** The caller releases it. */
    Mat frame(int t) {
        int shiftX = shaking ? chance.nextInt(-1, 2) : 0;
        int shiftY = shaking ? chance.nextInt(-1, 2) : 0;
        double gain = exposure * (1 + exposureSwing * Math.sin(t / fps / 9.0));
        double shine = lampLight;
        if (flicker > 0) shine *= t % flickerEvery == 0 ? 1 - flicker : 1 - flicker * 0.2 * (t % 2);
        int lit = truth[t].ordinal();
        byte[] pixels = new byte[width * height * 3];
        boolean bus = false;
        for (int from : busFrom) bus |= t >= from && t < from + busFrames;
        double veil = haze * 0.35 / exposure;
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) {
                int sx = Math.clamp(x + shiftX, 0, width - 1);
                int sy = Math.clamp(y + shiftY, 0, height - 1);
                int at = sy * width + sx;
                double b = street[0][at];
                double g = street[1][at];
                double r = street[2][at];
                if (lit < 3) {
                    double l = halo[lit][at] * shine;
                    b += l * LENS[lit][0];
                    g += l * LENS[lit][1];
                    r += l * LENS[lit][2];
                }
                if (bus && y > height * (1 - busShare)) {
                    b = ambient * 0.6;
                    g = ambient * 0.3;
                    r = ambient * 0.25;
                }
                b = b * (1 - 2 * leak) + leak * (g + r) + veil;
                g = g * (1 - 2 * leak) + leak * (b + r) + veil;
                r = r * (1 - 2 * leak) + leak * (b + g) + veil;
                int o = (y * width + x) * 3;
                pixels[o] = develop(b * warmth[0] * gain);
                pixels[o + 1] = develop(g * warmth[1] * gain);
                pixels[o + 2] = develop(r * warmth[2] * gain);
            }
        Mat picture = new Mat(height, width, CvType.CV_8UC3);
        picture.put(0, 0, pixels);
        byte[] jpeg = Pictures.encodeJpeg(picture, quality);
        picture.release();
        try {
            return Pictures.decode(jpeg);
        } catch (PictureException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte develop(double linear) {
        double value = 255 * Math.pow(Math.clamp(linear, 0, 1), 1 / 2.2) + chance.nextDouble(-1.7, 1.7) * noise;
        return (byte) (int) Math.clamp(value, 0, 255);
    }

    Instant at(int t) {
        return Instant.EPOCH.plusNanos((long) (t / fps * 1e9));
    }
}
