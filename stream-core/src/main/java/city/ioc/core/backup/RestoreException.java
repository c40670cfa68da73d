package city.ioc.core.backup;

/** The database cannot take the backup; the message says why and what to do. */
public final class RestoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RestoreException(String message) {
        super(message);
    }
}
