package city.ioc.contracts.evidence;

/** Part of a picture, pixels; {@code x}, {@code y} its upper left corner. */
public record PictureRegion(int x, int y, int width, int height) {
    public PictureRegion {
        if (x < 0 || y < 0 || width < 1 || height < 1)
            throw new IllegalArgumentException(
                    "a region has a place and a size, but is %d,%d,%d,%d".formatted(x, y, width, height));
    }
}
