package city.ioc.sim.plate;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Draws a plate as it left the press, seen from the front.
 *
 * @param lines what stands on it, with dashes and dots
 */
public record PlateDrawing(PlateShape shape, PlatePaint paint, List<String> lines) {
    private static final double MARGIN = 0.05;

    public PlateDrawing {
        lines = List.copyOf(lines);
        if (lines.size() != shape.lines())
            throw new IllegalArgumentException("a " + shape + " has " + shape.lines() + " lines, not " + lines.size());
    }

    /** The text without separators. */
    public String text() {
        return String.join("", lines).replaceAll("[^0-9A-Z]", "");
    }

    /** @param pixelsPerMm of the picture; its screws, its stamp and the thickness of its frame are chance */
    public BufferedImage draw(PlateTypeface typeface, double pixelsPerMm, RandomGenerator random) {
        int width = (int) Math.round(shape.widthMm() * pixelsPerMm);
        int height = (int) Math.round(shape.heightMm() * pixelsPerMm);
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(paint.ground());
        g.fillRect(0, 0, width, height);
        double mm = pixelsPerMm;
        g.setColor(paint.ink());
        if (random.nextDouble() < 0.85) {
            double line = random.nextDouble(1.5, 4) * mm;
            g.setStroke(new BasicStroke((float) line));
            double inset = random.nextDouble(1, 4) * mm;
            g.draw(new RoundRectangle2D.Double(inset, inset, width - 2 * inset, height - 2 * inset, 10 * mm, 10 * mm));
        }
        double share = shape.lines() == 1 ? random.nextDouble(0.6, 0.76) : random.nextDouble(0.36, 0.42);
        double characterHeight = share * height;
        double gap = shape.lines() == 1 ? 0 : random.nextDouble(0.04, 0.09) * height;
        double total = shape.lines() * characterHeight + (shape.lines() - 1) * gap;
        double y = (height - total) / 2;
        for (String line : lines) {
            row(g, typeface, line, width, y, characterHeight, random);
            y += characterHeight + gap;
        }
        fittings(g, width, height, mm, random);
        g.dispose();
        return picture;
    }

    private void row(
            Graphics2D g,
            PlateTypeface face,
            String line,
            int width,
            double y,
            double tallest,
            RandomGenerator random) {
        double spacing = random.nextDouble(0.1, 0.2);
        double natural = length(face, line, spacing);
        double room = width * (1 - 2 * MARGIN);
        double height = tallest;
        double squeeze = Math.min(1, room / (natural * height));
        double stretch = natural * height < 0.75 * room && random.nextDouble() < 0.5 ? random.nextDouble(1, 1.25) : 1;
        double across = squeeze * stretch;
        double x = (width - natural * height * across) / 2;
        g.setColor(paint.ink());
        java.awt.geom.AffineTransform before = g.getTransform();
        for (char c : line.toCharArray()) {
            double advance = (advance(face, c) + spacing) * height * across;
            double left = x + spacing / 2 * height * across;
            if (c == '-') {
                g.fill(new Rectangle2D.Double(
                        left, y + 0.44 * height, advance - spacing * height * across, 0.13 * height));
            } else if (c == '.') {
                double d = 0.15 * height;
                g.fill(new Ellipse2D.Double(left, y + 0.46 * height, d, d));
            } else {
                g.translate(left, y);
                g.scale(across, 1);
                face.draw(g, c, 0, 0, height);
                g.setTransform(before);
            }
            x += advance;
        }
    }

    private static double advance(PlateTypeface face, char c) {
        if (c == '-') return 0.26;
        if (c == '.') return 0.14;
        return face.width(c);
    }

    private static double length(PlateTypeface face, String line, double spacing) {
        double length = 0;
        for (char c : line.toCharArray()) length += advance(face, c) + spacing;
        return length;
    }

    private static void fittings(Graphics2D g, int width, int height, double mm, RandomGenerator random) {
        if (random.nextDouble() < 0.6) {
            double d = random.nextDouble(7, 13) * mm;
            double inset = random.nextDouble(0.12, 0.25) * width;
            double y = shapeless(random, height, d);
            for (double x : new double[] {inset, width - inset}) {
                int tone = random.nextInt(40, 200);
                g.setColor(new java.awt.Color(tone, tone, tone));
                g.fill(new Ellipse2D.Double(x - d / 2, y, d, d));
            }
        }
        if (random.nextDouble() < 0.3) {
            g.setColor(new java.awt.Color(190, 120, 110, 160));
            double d = random.nextDouble(10, 16) * mm;
            g.draw(new Ellipse2D.Double(
                    random.nextDouble(0.1, 0.9) * width, random.nextDouble(0.02, 0.9) * height, d, d));
        }
    }

    private static double shapeless(RandomGenerator random, int height, double d) {
        return random.nextBoolean() ? 0.04 * height : height - d - 0.04 * height;
    }
}
