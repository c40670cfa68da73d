package city.ioc.sim.plate;

/** The sizes that plates are made in, millimetres (Circular 24/2023/TT-BCA; motorcycles' unchanged since 2010). */
public enum PlateShape {
    CAR_LONG(520, 110, 1),
    CAR_SHORT(330, 165, 2),
    MOTORCYCLE(190, 140, 2);

    private final int width;
    private final int height;
    private final int lines;

    PlateShape(int width, int height, int lines) {
        this.width = width;
        this.height = height;
        this.lines = lines;
    }

    public int widthMm() {
        return width;
    }

    public int heightMm() {
        return height;
    }

    public int lines() {
        return lines;
    }
}
