package city.ioc.contracts.street;

/** A name in Vietnamese and in English; the same word may serve both. */
public record LocalName(String vi, String en) {
    public LocalName {
        if (vi.isBlank() || en.isBlank()) throw new IllegalArgumentException("a name needs both \"vi\" and \"en\"");
    }
}
