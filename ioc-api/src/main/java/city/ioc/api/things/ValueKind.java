package city.ioc.api.things;

/** What a part of an expression can be. */
enum ValueKind {
    TEXT("a text"),
    NUMBER("a number"),
    BOOLEAN("a condition"),
    TIME("a time"),
    DURATION("a duration"),
    PLACE("a place"),
    /** Whatever the entity has there: a result, or a value among its own properties. */
    ANY("any value"),
    /** The word {@code null}. */
    NULL("null");

    final String words;

    ValueKind(String words) {
        this.words = words;
    }

    /** Whether it can stand where the other one is needed; what is known only at an entity may. */
    boolean fits(ValueKind needed) {
        return this == needed || this == ANY || this == NULL || needed == ANY;
    }
}
