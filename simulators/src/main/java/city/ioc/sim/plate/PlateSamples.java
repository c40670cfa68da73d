package city.ioc.sim.plate;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.Polygon;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * Near crops of plates for measuring readers, the same ones for the same numbers. Readers are tuned on {@link Split#VALIDATION}
 * alone; {@link Split#TEST} is for the last look.
 */
public final class PlateSamples {
    /** Which of two sets that share no picture. */
    public enum Split {
        VALIDATION(0x5eed_0001L),
        TEST(0x7e57_0001L);

        private final long seed;

        Split(long seed) {
            this.seed = seed;
        }
    }

    private PlateSamples() {}

    /** The picture of a number in a split. */
    public static PlateSample sample(Split split, int number) {
        RandomGenerator random = new SplittableRandom(split.seed + 7919L * number);
        PlateShape shape = PlateShape.values()[random.nextInt(3)];
        PlateDrawing plate = PlateNumbers.any(shape, random);
        double severity = Math.sqrt(random.nextDouble()) * 0.95;
        double width = shape == PlateShape.CAR_LONG ? random.nextDouble(100, 330) : random.nextDouble(60, 210);
        return crop(plate, width, severity, random);
    }

    private static PlateSample crop(PlateDrawing plate, double width, double severity, RandomGenerator random) {
        PlateDamage damage = new PlateDamage(random, severity);
        PlateTypeface typeface = new PlateTypeface(random);
        double mm = Math.max(1.2, 2 * width / plate.shape().widthMm());
        BufferedImage drawn = plate.draw(typeface, mm, random);
        Canvas flat = Canvas.of(drawn);
        damage.soil(flat);
        double height = width * plate.shape().heightMm() / plate.shape().widthMm() * random.nextDouble(0.85, 1.15);
        double[][] corners = corners(width, height, severity, random);
        double marginX = random.nextDouble(0.02, 0.3) * width;
        double marginY = random.nextDouble(0.03, 0.4) * height;
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] each : corners) {
            left = Math.min(left, each[0]);
            right = Math.max(right, each[0]);
            top = Math.min(top, each[1]);
            bottom = Math.max(bottom, each[1]);
        }
        int w = (int) Math.round(right - left + 2 * marginX);
        int h = (int) Math.round(bottom - top + 2 * marginY);
        for (double[] each : corners) {
            each[0] += marginX - left;
            each[1] += marginY - top;
        }
        Canvas scene = Canvas.of(surroundings(w, h, corners, random));
        paste(flat, corners, scene);
        double characterHeight = height * (plate.shape().lines() == 1 ? 0.68 : 0.39);
        return new PlateSample(damage.picture(scene), plate, characterHeight);
    }

    /** Where the plate's corners are seen: turned, sheared and in perspective, the more the worse the day. */
    private static double[][] corners(double width, double height, double severity, RandomGenerator random) {
        double turn = Math.toRadians(Math.clamp(random.nextGaussian() * 6 * severity, -18, 18));
        double shear = random.nextGaussian() * 0.12 * severity;
        double[][] corners = {
            {-width / 2, -height / 2}, {width / 2, -height / 2}, {width / 2, height / 2}, {-width / 2, height / 2}
        };
        for (double[] each : corners) {
            double x = each[0] + shear * each[1] + random.nextGaussian() * 0.02 * severity * width;
            double y = each[1] + random.nextGaussian() * 0.04 * severity * height;
            each[0] = x * Math.cos(turn) - y * Math.sin(turn);
            each[1] = x * Math.sin(turn) + y * Math.cos(turn);
        }
        return corners;
    }

    private static BufferedImage surroundings(int width, int height, double[][] corners, RandomGenerator random) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setPaint(new GradientPaint(0, 0, colour(random), width, height, colour(random)));
        g.fillRect(0, 0, width, height);
        for (int i = random.nextInt(1, 6); i > 0; i--) {
            g.setColor(colour(random));
            g.setStroke(new BasicStroke(random.nextInt(1, 8)));
            int y = random.nextInt(height);
            g.drawLine(0, y, width, y + random.nextInt(-height / 3, height / 3 + 1));
            if (random.nextBoolean())
                g.fillOval(random.nextInt(width), random.nextInt(height), width / 5 + 1, height / 5 + 1);
        }
        if (random.nextBoolean()) {
            Polygon frame = new Polygon();
            double grown = random.nextDouble(1.02, 1.1);
            double cx = 0;
            double cy = 0;
            for (double[] each : corners) {
                cx += each[0] / 4;
                cy += each[1] / 4;
            }
            for (double[] each : corners)
                frame.addPoint((int) (cx + (each[0] - cx) * grown), (int) (cy + (each[1] - cy) * grown));
            int tone = random.nextInt(20, 140);
            g.setColor(new Color(tone, tone, tone));
            g.fillPolygon(frame);
        }
        g.dispose();
        return picture;
    }

    private static Color colour(RandomGenerator random) {
        int tone = random.nextInt(10, 220);
        return new Color(near(tone, random), near(tone, random), near(tone, random));
    }

    private static int near(int tone, RandomGenerator random) {
        return Math.clamp(tone + random.nextInt(-25, 26), 0, 255);
    }

    private static void paste(Canvas plate, double[][] corners, Canvas scene) {
        double[] toPlate = Homography.between(corners, new double[][] {
            {0, 0}, {plate.width(), 0}, {plate.width(), plate.height()}, {0, plate.height()}
        });
        int samples = 3;
        for (int y = 0; y < scene.height(); y++)
            for (int x = 0; x < scene.width(); x++) {
                float[] sum = new float[3];
                int inside = 0;
                for (int j = 0; j < samples; j++)
                    for (int i = 0; i < samples; i++) {
                        double[] p = Homography.map(toPlate, x + (i + 0.5) / samples, y + (j + 0.5) / samples);
                        if (p[0] < 0 || p[1] < 0 || p[0] >= plate.width() || p[1] >= plate.height()) continue;
                        inside++;
                        for (int c = 0; c < 3; c++) sum[c] += plate.at(p[0] - 0.5, p[1] - 0.5, c);
                    }
                float rest = 1 - (float) inside / (samples * samples);
                for (int c = 0; c < 3; c++)
                    scene.set(x, y, c, sum[c] / (samples * samples) + rest * scene.get(x, y, c));
            }
    }
}
