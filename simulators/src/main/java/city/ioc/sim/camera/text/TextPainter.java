package city.ioc.sim.camera.text;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;

/** Writes text with {@link Glyphs} into a coverage mask. */
public final class TextPainter {
    private TextPainter() {}

    /**
     * Where a line of text goes, all in pixels.
     *
     * @param left edge of the first letter's strokes
     * @param top upper edge of a letter's strokes
     * @param heightPx of a letter with its strokes
     * @param advancePx from letter to letter
     * @param strokePx width of a stroke
     */
    public record Line(
            String text,
            double left,
            double top,
            double heightPx,
            double letterWidthPx,
            double advancePx,
            double strokePx) {
        /** A dot or a dash takes less room. */
        double advance(char letter) {
            return switch (letter) {
                case '.' -> advancePx * 0.42;
                case '-', ':' -> advancePx * 0.75;
                default -> advancePx;
            };
        }

        public double widthPx() {
            double width = 0;
            for (char letter : text.toCharArray()) width += advance(letter);
            return width - (advancePx - letterWidthPx);
        }
    }

    /** Adds a line to a picture of grey, in that grey. */
    public static void write(BufferedImage picture, Line line, int grey) {
        Graphics2D g = picture.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        g.setColor(new java.awt.Color(grey, grey, grey));
        g.setStroke(new BasicStroke((float) line.strokePx(), BasicStroke.CAP_SQUARE, BasicStroke.JOIN_ROUND));
        double sx = (line.letterWidthPx() - line.strokePx()) / Glyphs.WIDTH;
        double sy = (line.heightPx() - line.strokePx()) / Glyphs.HEIGHT;
        double left = line.left();
        for (char letter : line.text().toCharArray()) {
            double shift = (line.advance(letter) - line.advancePx()) / 2;
            AffineTransform place = new AffineTransform(
                    sx, 0, 0, sy, left + shift + line.strokePx() / 2, line.top() + line.strokePx() / 2);
            g.draw(new Path2D.Double(Glyphs.path(letter), place));
            left += line.advance(letter);
        }
        g.dispose();
    }
}
