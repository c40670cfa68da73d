package city.ioc.contracts.wire;

import org.jspecify.annotations.Nullable;

/** Bytes that are no message of the contract; the text says what was wrong. */
public final class WireException extends Exception {
    private static final long serialVersionUID = 1L;
    private final Fault fault;

    /** What kind of wrong. */
    public enum Fault {
        MALFORMED,
        UNKNOWN_VERSION
    }

    public WireException(Fault fault, @Nullable String message) {
        super(message);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }
}
