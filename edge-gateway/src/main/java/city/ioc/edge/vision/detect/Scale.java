package city.ioc.edge.vision.detect;

import java.util.ArrayList;
import java.util.List;
import org.opencv.core.Rect;

/** Part of a picture and the size the network sees it at. */
public record Scale(Rect part, int inputWidth, int inputHeight) {
    /** Network pixels of one pass at most; beyond it a picture is looked at in tiles. */
    private static final double MOST_PIXELS = 1.3e6;
    /** Magnification at which small riders and walkers are found best; more finds no more and sees parts as wholes. */
    private static final double FINE = 2;
    /** Width in network pixels of a view that finds what fills the picture. */
    private static final int COARSE_WIDTH = 640;
    /** Tiles share this part of a side, so that what one cuts the other has whole. */
    private static final double SHARED = 0.25;

    /** A part at a magnification, as near as the network's stride allows. */
    public static Scale of(Rect part, double magnification) {
        return new Scale(
                part, NanoDet.fitting(part.width * magnification), NanoDet.fitting(part.height * magnification));
    }

    /** The whole picture at a width that suits what is large in it. */
    static Scale coarse(int width, int height) {
        return of(new Rect(0, 0, width, height), Math.min(1, (double) COARSE_WIDTH / width));
    }

    /** Views for what is small: the whole picture magnified, or 2 x 2 tiles of it where that would be too much at once. */
    static List<Scale> fine(int width, int height) {
        double whole = Math.sqrt(MOST_PIXELS / ((double) width * height));
        if (whole >= FINE * 0.8) return List.of(of(new Rect(0, 0, width, height), Math.min(FINE, whole)));
        List<Scale> tiles = new ArrayList<>();
        int w = (int) Math.ceil(width * (0.5 + SHARED / 2));
        int h = (int) Math.ceil(height * (0.5 + SHARED / 2));
        double magnification = Math.min(FINE, Math.sqrt(MOST_PIXELS / ((double) w * h)));
        for (int y : List.of(0, height - h)) {
            for (int x : List.of(0, width - w)) tiles.add(of(new Rect(x, y, w, h), magnification));
        }
        return tiles;
    }

    /** Network pixels, what a look costs. */
    public long pixels() {
        return (long) inputWidth * inputHeight;
    }
}
