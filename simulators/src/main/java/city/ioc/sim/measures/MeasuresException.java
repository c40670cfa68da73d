package city.ioc.sim.measures;

/** What was asked for cannot be done; the message says why, and what to do. */
public final class MeasuresException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MeasuresException(String message) {
        super(message);
    }

    MeasuresException(String message, Throwable cause) {
        super(message, cause);
    }
}
