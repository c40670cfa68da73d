package city.ioc.edge.vision.detect;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.function.Consumer;
import org.opencv.core.CvType;
import org.opencv.core.Mat;

/** A street drawn by code, near enough to photographs for the network to know what is on it. */
public final class DrawnStreet {
    /** Size of a drawn car at scale 1, pixels. */
    public static final int CAR_WIDTH = 240;

    public static final int RIDER_WIDTH = 150;
    private final BufferedImage image;
    private final Graphics2D g;

    public DrawnStreet(int width, int height) {
        image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
        g = image.createGraphics();
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        int horizon = height / 4;
        g.setPaint(new GradientPaint(0, 0, new Color(150, 170, 190), 0, horizon, new Color(200, 205, 210)));
        g.fillRect(0, 0, width, horizon);
        g.setPaint(new GradientPaint(0, horizon, new Color(120, 120, 118), 0, height, new Color(90, 90, 90)));
        g.fillRect(0, horizon, width, height - horizon);
    }

    /** A car from its side, heading right. */
    public DrawnStreet car(double x, double y, double scale) {
        return at(x, y, scale, DrawnStreet::drawCar);
    }

    /** A bus from its front. */
    public DrawnStreet bus(double x, double y, double scale) {
        return at(x, y, scale, DrawnStreet::drawBus);
    }

    /** A motorcycle with its rider, heading right. */
    public DrawnStreet rider(double x, double y, double scale, Color shirt) {
        return at(x, y, scale, each -> drawRider(each, shirt));
    }

    /** The picture as a camera gives it; the caller releases it. */
    public Mat picture() {
        Mat picture = new Mat(image.getHeight(), image.getWidth(), CvType.CV_8UC3);
        picture.put(0, 0, ((DataBufferByte) image.getRaster().getDataBuffer()).getData());
        return picture;
    }

    private DrawnStreet at(double x, double y, double scale, Consumer<Graphics2D> draw) {
        AffineTransform before = g.getTransform();
        g.translate(x, y);
        g.scale(scale, scale);
        draw.accept(g);
        g.setTransform(before);
        return this;
    }

    private static void drawCar(Graphics2D g) {
        g.setColor(new Color(40, 40, 40, 120));
        g.fillOval(0, 82, 240, 16);
        Path2D body = new Path2D.Double();
        body.moveTo(5, 75);
        body.lineTo(8, 48);
        body.curveTo(20, 40, 45, 38, 62, 36);
        body.curveTo(80, 12, 95, 6, 120, 6);
        body.curveTo(160, 6, 175, 14, 195, 36);
        body.curveTo(215, 38, 230, 42, 234, 52);
        body.lineTo(236, 75);
        body.closePath();
        g.setPaint(new GradientPaint(0, 0, new Color(220, 50, 45), 0, 80, new Color(130, 15, 15)));
        g.fill(body);
        g.setColor(new Color(35, 45, 55));
        Path2D windows = new Path2D.Double();
        windows.moveTo(72, 36);
        windows.curveTo(88, 16, 98, 12, 122, 12);
        windows.curveTo(155, 12, 168, 18, 184, 36);
        windows.closePath();
        g.fill(windows);
        g.setColor(new Color(160, 25, 25));
        g.fillRect(122, 10, 5, 28);
        g.setColor(new Color(250, 240, 200));
        g.fillOval(222, 48, 12, 8);
        for (int x : new int[] {35, 175}) wheel(g, x, 58, 36);
    }

    private static void wheel(Graphics2D g, int x, int y, int size) {
        g.setColor(new Color(20, 20, 20));
        g.fillOval(x, y, size, size);
        g.setColor(new Color(165, 165, 170));
        g.fillOval(x + size / 4, y + size / 4, size / 2, size / 2);
        g.setColor(new Color(65, 65, 65));
        g.fillOval(x + size * 2 / 5, y + size * 2 / 5, size / 5, size / 5);
    }

    private static void drawBus(Graphics2D g) {
        g.setColor(new Color(40, 40, 40, 120));
        g.fillRect(0, 130, 130, 10);
        g.setPaint(new GradientPaint(0, 0, new Color(240, 200, 40), 0, 130, new Color(200, 140, 20)));
        g.fillRoundRect(0, 0, 130, 128, 14, 14);
        g.setColor(new Color(35, 45, 60));
        g.fillRoundRect(8, 22, 114, 54, 8, 8);
        g.setColor(new Color(20, 20, 20));
        g.fillRect(20, 6, 90, 12);
        g.setColor(new Color(255, 255, 230));
        g.fillOval(10, 92, 18, 14);
        g.fillOval(102, 92, 18, 14);
        g.setColor(new Color(50, 50, 50));
        g.fillRect(40, 96, 50, 10);
        g.setColor(Color.WHITE);
        g.fillRect(50, 110, 30, 10);
        g.setColor(new Color(20, 20, 20));
        g.fillRect(10, 126, 20, 14);
        g.fillRect(100, 126, 20, 14);
        g.setColor(new Color(200, 150, 30));
        g.fillRect(63, 22, 4, 54);
    }

    private static void drawRider(Graphics2D g, Color shirt) {
        wheel(g, 4, 108, 46);
        wheel(g, 102, 108, 46);
        g.setColor(new Color(150, 30, 40));
        Path2D body = new Path2D.Double();
        body.moveTo(20, 112);
        body.curveTo(25, 92, 45, 88, 66, 92);
        for (int[] p : new int[][] {{84, 112}, {104, 108}, {112, 72}, {122, 78}, {124, 112}, {100, 128}, {58, 128}})
            body.lineTo(p[0], p[1]);
        body.closePath();
        g.fill(body);
        g.setColor(new Color(25, 25, 25));
        g.fillRoundRect(22, 84, 52, 11, 8, 8);
        line(g, new Color(60, 60, 62), 5, 116, 80, 126, 128);
        g.setColor(new Color(250, 240, 190));
        g.fillOval(116, 74, 12, 12);
        line(g, new Color(40, 45, 70), 15, 50, 82, 82, 92);
        line(g, new Color(40, 45, 70), 15, 82, 92, 80, 122);
        line(g, new Color(30, 30, 30), 9, 78, 126, 90, 127);
        g.setColor(shirt);
        Path2D back = new Path2D.Double();
        back.moveTo(38, 86);
        back.curveTo(36, 60, 46, 38, 60, 34);
        back.curveTo(74, 36, 78, 46, 72, 60);
        back.lineTo(64, 88);
        back.closePath();
        g.fill(back);
        line(g, shirt, 10, 66, 46, 84, 64);
        Color skin = new Color(200, 150, 120);
        line(g, skin, 7, 84, 64, 108, 68);
        g.setColor(skin);
        g.fillOval(58, 12, 22, 26);
        g.setColor(new Color(30, 60, 140));
        g.fill(new Arc2D.Double(53, 4, 30, 32, -10, 200, Arc2D.PIE));
    }

    private static void line(Graphics2D g, Color colour, int width, double x1, double y1, double x2, double y2) {
        g.setColor(colour);
        g.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        g.draw(new Line2D.Double(x1, y1, x2, y2));
    }
}
