package city.ioc.edge.vision.plate;

/** Heights of characters, in pixels, at which the spotter looks at a plate. */
final class Zooms {
    static final double COARSE = 22;
    static final double FINE = 28;

    private Zooms() {}
}
