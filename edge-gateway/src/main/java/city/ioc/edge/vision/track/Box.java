package city.ioc.edge.vision.track;

import city.ioc.contracts.evidence.PictureRegion;

/** Where something is in a picture: centre and size, pixels. */
public record Box(double centreX, double centreY, double w, double h) {
    /** Part of a box that is added on each side of it, to show what is around. */
    private static final double MARGIN = 0.2;

    static Box ofCorner(double x, double y, double w, double h) {
        return new Box(x + w / 2, y + h / 2, w, h);
    }

    public double left() {
        return centreX - w / 2;
    }

    public double right() {
        return centreX + w / 2;
    }

    public double top() {
        return centreY - h / 2;
    }

    public double bottom() {
        return centreY + h / 2;
    }

    public double area() {
        return w * h;
    }

    /** Length that its errors and gaps are measured in: a rider's are smaller than a bus's. */
    public double size() {
        return Math.sqrt(w * h);
    }

    double overlap(Box other) {
        double width = Math.min(right(), other.right()) - Math.max(left(), other.left());
        double height = Math.min(bottom(), other.bottom()) - Math.max(top(), other.top());
        return width > 0 && height > 0 ? width * height : 0;
    }

    double iou(Box other) {
        double shared = overlap(other);
        return shared / (area() + other.area() - shared);
    }

    /** Part of this box that the other covers. */
    double coveredBy(Box other) {
        return overlap(other) / area();
    }

    /** This box with a margin, as far as a picture of that size in pixels shows it. */
    public PictureRegion shown(int width, int height) {
        int fromX = (int) Math.clamp(left() - MARGIN * w, 0, width - 1);
        int fromY = (int) Math.clamp(top() - MARGIN * h, 0, height - 1);
        int toX = (int) Math.clamp(right() + MARGIN * w, fromX + 1, width);
        int toY = (int) Math.clamp(bottom() + MARGIN * h, fromY + 1, height);
        return new PictureRegion(fromX, fromY, toX - fromX, toY - fromY);
    }
}
