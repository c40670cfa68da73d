package city.ioc.edge.outbox;

/** The outbox cannot be opened; the gateway must not start without it. */
public final class OutboxException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutboxException(String message, Throwable cause) {
        super(message, cause);
    }
}
