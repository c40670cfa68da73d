package city.ioc.sim.sumo;

/** SUMO is missing, does not understand something, or has ended. */
public final class SumoException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SumoException(String message) {
        super(message);
    }

    public SumoException(String message, Throwable cause) {
        super(message, cause);
    }
}
