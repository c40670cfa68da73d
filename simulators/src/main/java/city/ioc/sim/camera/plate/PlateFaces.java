package city.ioc.sim.camera.plate;

import city.ioc.sim.camera.draw.Texture;
import city.ioc.sim.camera.text.TextPainter;
import city.ioc.sim.traffic.NumberPlate;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.util.LinkedHashMap;
import java.util.Map;

/** Draws the faces of number plates, and keeps those it drew last. Confined to one thread. */
public final class PlateFaces {
    /** Dots per millimetre of the plate. */
    private static final double SCALE = 1.2;

    private final Map<NumberPlate, Texture> faces;

    /** @param remembered how many faces are kept */
    public PlateFaces(int remembered) {
        faces = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<NumberPlate, Texture> eldest) {
                return size() > remembered;
            }
        };
    }

    public Texture of(NumberPlate plate) {
        return faces.computeIfAbsent(plate, PlateFaces::draw);
    }

    static Texture draw(NumberPlate plate) {
        BufferedImage ink = ink(plate);
        int ground = ground(plate.colour());
        int letters = plate.colour() == NumberPlate.Colour.BLUE ? 0xf4f4f4 : 0x161616;
        int[] rgb = new int[ink.getWidth() * ink.getHeight()];
        for (int y = 0; y < ink.getHeight(); y++)
            for (int x = 0; x < ink.getWidth(); x++)
                rgb[y * ink.getWidth() + x] =
                        blend(ground, letters, ink.getRaster().getSample(x, y, 0));
        return new Texture(ink.getWidth(), ink.getHeight(), rgb);
    }

    /** The colour of the plate where nothing is written. */
    public static int ground(NumberPlate.Colour colour) {
        return switch (colour) {
            case WHITE -> 0xeef0ee;
            case YELLOW -> 0xf0c21c;
            case BLUE -> 0x1f4fa3;
        };
    }

    /** Height of the letters. */
    public static double letterMm(NumberPlate.Layout layout) {
        return switch (layout) {
            case ONE_LINE -> 76;
            case TWO_LINES_CAR -> 63;
            case TWO_LINES_MOTORCYCLE -> 53;
        };
    }

    private static BufferedImage ink(NumberPlate plate) {
        double w = plate.layout().widthMm() * SCALE;
        double h = plate.layout().heightMm() * SCALE;
        BufferedImage ink = new BufferedImage((int) w, (int) h, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D g = ink.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.setStroke(new BasicStroke((float) (2.5 * SCALE)));
        double rim = 4 * SCALE;
        g.draw(new RoundRectangle2D.Double(rim, rim, w - 2 * rim, h - 2 * rim, 10 * SCALE, 10 * SCALE));
        g.dispose();
        int lines = plate.lines().size();
        double height = letterMm(plate.layout()) * SCALE;
        double gap = (h - lines * height) / (lines + 1);
        for (int i = 0; i < lines; i++) write(ink, plate.lines().get(i), height, gap + i * (height + gap), w);
        return ink;
    }

    private static void write(BufferedImage ink, String text, double height, double top, double width) {
        double letter = height * 0.5;
        TextPainter.Line line = new TextPainter.Line(text, 0, top, height, letter, letter * 1.22, height * 0.135);
        double room = width * 0.86;
        double squeeze = Math.min(1, room / line.widthPx());
        line = new TextPainter.Line(text, 0, top, height, letter * squeeze, letter * 1.22 * squeeze, height * 0.135);
        TextPainter.write(
                ink,
                new TextPainter.Line(
                        text,
                        (width - line.widthPx()) / 2,
                        top,
                        height,
                        line.letterWidthPx(),
                        line.advancePx(),
                        line.strokePx()),
                255);
    }

    private static int blend(int ground, int letters, int share) {
        int result = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int a = ground >> shift & 0xff;
            int b = letters >> shift & 0xff;
            result |= (a + (b - a) * share / 255) << shift;
        }
        return result;
    }
}
