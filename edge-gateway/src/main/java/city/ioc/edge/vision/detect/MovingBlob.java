package city.ioc.edge.vision.detect;

/**
 * A connected area of a picture that differs from the street as it is when nobody is there. Pixels of the picture.
 *
 * @param fill which part of the box differs, 0..1: a body fills its box, a shadow or a swaying branch does not
 */
public record MovingBlob(double x, double y, double w, double h, double fill) {
    public MovingBlob {
        if (!(w > 0 && h > 0)) throw new IllegalArgumentException("a blob has an area, but is " + w + " x " + h);
    }

    public double area() {
        return w * h;
    }
}
