package city.ioc.edge.vision.frame;

/** Width and height in pixels. */
public record PictureSize(int width, int height) {
    public PictureSize {
        if (width <= 0 || height <= 0)
            throw new IllegalArgumentException("a picture has an area, but is " + width + "×" + height);
    }

    public long pixels() {
        return (long) width * height;
    }

    @Override
    public String toString() {
        return width + "×" + height;
    }
}
