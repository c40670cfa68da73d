package city.ioc.edge.vision.lamp;

/**
 * Where the three lamps of a head are in its patch: squares of equal size on a line, red, amber, green. A head of two lamps has
 * its amber between them, and never lit.
 *
 * @param x of the red lamp's middle
 * @param stepX from one lamp's middle to the next
 * @param half of a square's side
 */
record LampLayout(int x, int y, int stepX, int stepY, int half) {
    static final int LAMPS = 3;

    int left(int lamp) {
        return x + lamp * stepX - half;
    }

    int top(int lamp) {
        return y + lamp * stepY - half;
    }

    int side() {
        return 2 * half + 1;
    }

    /** Mean blue, green, red of each lamp's square, lamp by lamp, into {@code nine}. */
    void measure(byte[] pixels, int width, double[] nine) {
        int side = side();
        for (int lamp = 0; lamp < LAMPS; lamp++) {
            long blue = 0;
            long green = 0;
            long red = 0;
            for (int row = top(lamp); row < top(lamp) + side; row++) {
                int at = (row * width + left(lamp)) * 3;
                for (int i = 0; i < side; i++, at += 3) {
                    blue += pixels[at] & 0xFF;
                    green += pixels[at + 1] & 0xFF;
                    red += pixels[at + 2] & 0xFF;
                }
            }
            double area = (double) side * side;
            nine[lamp * 3] = blue / area;
            nine[lamp * 3 + 1] = green / area;
            nine[lamp * 3 + 2] = red / area;
        }
    }
}
