package city.ioc.edge.vision.feed;

/** A source gives no more pictures, with the reason to count it by. */
public final class FeedException extends Exception {
    private static final long serialVersionUID = 1;
    private final FeedFault fault;

    public FeedException(FeedFault fault, String message) {
        super(message);
        this.fault = fault;
    }

    public FeedFault fault() {
        return fault;
    }
}
