package city.ioc.edge.vision.lamp;

import org.opencv.core.Mat;
import org.opencv.core.Rect;

/** Where in the picture a signal head is, in pixels. It may be larger than the head, with one head in it. */
public record HeadRegion(int x, int y, int width, int height) {
    /** Less than that has no room for three lamps. */
    private static final int LEAST = 3;

    public HeadRegion {
        if (x < 0 || y < 0)
            throw new IllegalArgumentException("a region begins inside the picture, but at " + x + "," + y);
        if (width < LEAST || height < LEAST || Math.max(width, height) < 2 * LEAST)
            throw new IllegalArgumentException(
                    "a region of " + width + "×" + height + " pixels has no room for the lamps of a signal head");
    }

    /** {@code x,y,w,h}. */
    public static HeadRegion parse(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) throw new IllegalArgumentException("a region is x,y,w,h, but is \"" + text + "\"");
        int[] numbers = new int[4];
        try {
            for (int i = 0; i < 4; i++) numbers[i] = Integer.parseInt(parts[i].strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("a region is x,y,w,h in whole pixels, but is \"" + text + "\"", e);
        }
        return new HeadRegion(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    /** @throws IllegalArgumentException when it is not inside the picture */
    public Rect within(Mat picture) {
        if (x + width > picture.cols() || y + height > picture.rows())
            throw new IllegalArgumentException("the region " + this + " is outside of the picture, which has "
                    + picture.cols() + "×" + picture.rows() + " pixels");
        return new Rect(x, y, width, height);
    }

    @Override
    public String toString() {
        return x + "," + y + "," + width + "," + height;
    }
}
