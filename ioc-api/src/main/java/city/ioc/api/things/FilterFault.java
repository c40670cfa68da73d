package city.ioc.api.things;

/** A function of a filter got a value that it cannot take. */
final class FilterFault extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    FilterFault(String message) {
        super(message);
    }
}
