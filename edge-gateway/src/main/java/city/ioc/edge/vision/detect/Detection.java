package city.ioc.edge.vision.detect;

/**
 * One road user in one picture. {@code x}, {@code y}: upper left corner of its box, pixels.
 *
 * @param score how sure the detector is, 0..1
 */
public record Detection(RoadUser kind, double score, double x, double y, double w, double h) {
    public Detection {
        if (!(score >= 0 && score <= 1)) throw new IllegalArgumentException("score must be 0..1, but is " + score);
        if (!(w > 0 && h > 0)) throw new IllegalArgumentException("a box must have an area, but is " + w + " x " + h);
    }

    public double right() {
        return x + w;
    }

    public double bottom() {
        return y + h;
    }

    public double centreX() {
        return x + w / 2;
    }

    public double centreY() {
        return y + h / 2;
    }

    public double area() {
        return w * h;
    }

    /** Area that both boxes cover. */
    public double overlap(Detection other) {
        double width = Math.min(right(), other.right()) - Math.max(x, other.x);
        double height = Math.min(bottom(), other.bottom()) - Math.max(y, other.y);
        return width > 0 && height > 0 ? width * height : 0;
    }

    /** Intersection over union of the boxes, 0..1. */
    public double iou(Detection other) {
        double shared = overlap(other);
        return shared / (area() + other.area() - shared);
    }

    /** The same box, taken for another kind or with another score. */
    public Detection as(RoadUser other, double newScore) {
        return new Detection(other, newScore, x, y, w, h);
    }
}
