package city.ioc.core.store;

/** The database cannot be reached or cannot take writes now; the same rows may be tried again. */
public final class DatabaseUnavailableException extends Exception {
    private static final long serialVersionUID = 1L;

    public DatabaseUnavailableException(Throwable cause) {
        super(cause.toString(), cause);
    }
}
