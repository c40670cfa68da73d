package city.ioc.sim.plate;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.random.RandomGenerator;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;

/** What street, weather, lens, sensor and codec do to a picture of a plate. Each comes by chance; severity 0 is a clean day, 1 the worst. */
final class PlateDamage {
    private final RandomGenerator random;
    private final double severity;

    PlateDamage(RandomGenerator random, double severity) {
        this.random = random;
        this.severity = severity;
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Dirt and scratches lie on the plate itself, before any camera sees it. */
    void soil(Canvas plate) {
        int spots = (int) (severity * severity * random.nextInt(0, 10));
        for (int i = 0; i < spots; i++) {
            double x = random.nextDouble(plate.width());
            double y = random.nextDouble(plate.height());
            double rx = plate.height() * random.nextDouble(0.01, 0.09);
            double ry = plate.height() * random.nextDouble(0.01, 0.06);
            float tone = random.nextInt(60, 150);
            for (int py = (int) Math.max(0, y - ry); py < Math.min(plate.height(), y + ry); py++)
                for (int px = (int) Math.max(0, x - rx); px < Math.min(plate.width(), x + rx); px++)
                    if (Math.pow((px - x) / rx, 2) + Math.pow((py - y) / ry, 2) < 1)
                        for (int c = 0; c < 3; c++) plate.set(px, py, c, 0.35f * plate.get(px, py, c) + 0.65f * tone);
        }
        if (chance(0.3 * severity)) {
            double slope = random.nextDouble(-0.8, 0.8);
            double middle = random.nextDouble(0.2, 0.8) * plate.height();
            float shade = (float) random.nextDouble(0.4, 0.8);
            plate.light((x, y) -> y > middle + slope * (x - plate.width() / 2.0) ? shade : 1);
        }
    }

    /** What happens between plate and file. */
    BufferedImage picture(Canvas seen) {
        Canvas canvas = seen;
        light(canvas);
        blur(canvas);
        int width = canvas.width();
        int height = canvas.height();
        if (chance(0.25 * severity)) {
            double factor = random.nextDouble(0.55, 0.9);
            canvas = canvas.resized((int) Math.max(24, width * factor), (int) Math.max(12, height * factor));
        }
        canvas.noise(severity * Math.abs(random.nextGaussian()) * 9 + 1, 0.5, random);
        BufferedImage picture = canvas.toPicture();
        picture = jpeg(picture, (float) Math.clamp(random.nextDouble(0.95) * (1 - 0.55 * severity) + 0.22, 0.2, 0.95));
        if (canvas.width() != width)
            picture = Canvas.of(picture).resized(width, height).toPicture();
        return picture;
    }

    private void light(Canvas canvas) {
        double gain = 1 - severity * random.nextDouble(0, 0.45);
        double cast = severity * random.nextDouble(-0.12, 0.12);
        if (chance(0.15 * severity)) gain *= 0.4;
        double left = 1 - severity * random.nextDouble(0, 0.4);
        double right = 1 - severity * random.nextDouble(0, 0.4);
        float brightness = (float) gain;
        canvas.light((x, y) -> brightness * (float) (left + (right - left) * x / canvas.width()));
        for (int y = 0; y < canvas.height(); y++)
            for (int x = 0; x < canvas.width(); x++) {
                canvas.set(x, y, 0, canvas.get(x, y, 0) * (float) (1 + cast));
                canvas.set(x, y, 2, canvas.get(x, y, 2) * (float) (1 - cast));
            }
        if (chance(0.35 * severity)) {
            float haze = (float) random.nextDouble(10, 70);
            float contrast = 1 - haze / 160;
            canvas.light((x, y) -> contrast);
            canvas.add((x, y) -> haze);
        }
        if (chance(0.2 * severity)) {
            double cx = random.nextDouble(canvas.width());
            double cy = random.nextDouble(canvas.height());
            double rx = canvas.width() * random.nextDouble(0.05, 0.2);
            double ry = canvas.height() * random.nextDouble(0.05, 0.25);
            double most = random.nextDouble(40, 170);
            canvas.add((x, y) -> (float) (most * Math.exp(-Math.pow((x - cx) / rx, 2) - Math.pow((y - cy) / ry, 2))));
        }
    }

    /** @implNote relative to a character of a few pixels' stroke: what is unreadable to everybody tests nobody */
    private void blur(Canvas canvas) {
        double sigma = severity * Math.min(1.3, Math.abs(random.nextGaussian()) * 0.8);
        if (sigma > 0.2) {
            double[] weights = gaussian(sigma);
            canvas.smear(1, 0, weights);
            canvas.smear(0, 1, weights);
        }
        if (chance(0.3 * severity)) {
            int length = random.nextInt(2, 5);
            double[] weights = new double[length];
            java.util.Arrays.fill(weights, 1.0 / length);
            double angle = random.nextDouble(Math.PI);
            canvas.smear(Math.cos(angle), Math.sin(angle), weights);
        }
    }

    private static double[] gaussian(double sigma) {
        int half = (int) Math.ceil(3 * sigma);
        double[] weights = new double[2 * half + 1];
        double sum = 0;
        for (int i = -half; i <= half; i++) sum += weights[i + half] = Math.exp(-i * i / (2 * sigma * sigma));
        for (int i = 0; i < weights.length; i++) weights[i] /= sum;
        return weights;
    }

    private static BufferedImage jpeg(BufferedImage picture, float quality) {
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), settings);
            out.flush();
            return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
    }
}
