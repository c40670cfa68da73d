package city.ioc.sim.camera;

import city.ioc.sim.camera.text.Glyphs;
import city.ioc.sim.camera.text.TextPainter;
import java.awt.image.BufferedImage;
import java.util.Locale;

/**
 * The line at the top of every picture: that it is simulated, in both languages, then which camera and when. Letters are drawn once
 * and copied. Confined to one thread.
 */
final class Caption {
    /** Nobody may take such a picture for one of a real street. */
    static final String SIMULATED = "MÔ PHỎNG / SIMULATED";

    private static final String LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÔỎ.-:/ ";
    private static final int LONGEST = 62;

    private final int pictureWidth;
    private final int cellWidth;
    private final int cellHeight;
    private final byte[][] cells = new byte[LETTERS.length()][];

    Caption(int pictureWidth) {
        this.pictureWidth = pictureWidth;
        cellWidth = Math.max(6, pictureWidth / LONGEST);
        cellHeight = (int) Math.round(cellWidth * 1.9);
        double letterHeight = cellHeight * 0.62;
        double letterWidth = cellWidth * 0.74;
        for (int i = 0; i < LETTERS.length(); i++) {
            BufferedImage cell = new BufferedImage(cellWidth, cellHeight, BufferedImage.TYPE_BYTE_GRAY);
            TextPainter.write(
                    cell,
                    new TextPainter.Line(
                            String.valueOf(LETTERS.charAt(i)),
                            (cellWidth - letterWidth) / 2,
                            cellHeight * 0.27,
                            letterHeight,
                            letterWidth,
                            letterWidth,
                            Math.max(1.1, letterHeight * 0.13)),
                    255);
            cells[i] = new byte[cellWidth * cellHeight];
            for (int y = 0; y < cellHeight; y++)
                for (int x = 0; x < cellWidth; x++)
                    cells[i][y * cellWidth + x] = (byte) cell.getRaster().getSample(x, y, 0);
        }
    }

    int height() {
        return cellHeight;
    }

    /** Writes into blue, green, red bytes, over a darkened band. Letters that cannot be written become blanks. */
    void write(byte[] bgr, String text) {
        for (int i = 0; i < 3 * pictureWidth * cellHeight; i++) bgr[i] = (byte) ((bgr[i] & 0xff) / 3);
        String upper = text.toUpperCase(Locale.ROOT);
        for (int i = 0; i < upper.length(); i++) {
            char letter = upper.charAt(i);
            int left = cellWidth / 2 + i * cellWidth;
            if (left + cellWidth > pictureWidth) return;
            int index = LETTERS.indexOf(letter);
            if (index >= 0 && Glyphs.knows(letter)) copy(cells[index], bgr, left);
        }
    }

    private void copy(byte[] cell, byte[] bgr, int left) {
        for (int y = 0; y < cellHeight; y++)
            for (int x = 0; x < cellWidth; x++) {
                int ink = cell[y * cellWidth + x] & 0xff;
                if (ink == 0) continue;
                int at = 3 * (y * pictureWidth + left + x);
                for (int c = 0; c < 3; c++) {
                    int v = bgr[at + c] & 0xff;
                    bgr[at + c] = (byte) (v + (240 - v) * ink / 255);
                }
            }
    }
}
