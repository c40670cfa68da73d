package city.ioc.edge.vision.analysis;

/**
 * How much of the processor an eye may take.
 *
 * @param looksPerSecond how often the network looks at most
 * @param pixelsPerLook network pixels of one look at most; a million cost about a quarter of a second of one core
 */
public record Effort(double looksPerSecond, double pixelsPerLook) {
    /** For recordings: what helps, no more. */
    public static final Effort RECORDING = new Effort(10, 800_000);
    /** For one of several live cameras: 0.15 of a core at 5 pictures a second. */
    public static final Effort LIVE = new Effort(2.5, 160_000);

    public Effort {
        if (!(looksPerSecond > 0 && pixelsPerLook >= 32 * 32))
            throw new IllegalArgumentException("an eye must look: " + looksPerSecond + " times, " + pixelsPerLook);
    }
}
