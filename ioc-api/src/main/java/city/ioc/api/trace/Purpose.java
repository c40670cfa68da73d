package city.ioc.api.trace;

import city.ioc.api.http.Call;
import java.util.Map;
import java.util.TreeMap;

/**
 * Why somebody looks at whose vehicle was where.
 *
 * @param purpose in words
 * @param reference the case, or the authority that asked and its letter
 */
record Purpose(String purpose, String reference) {
    private static final int LEAST_PURPOSE = 10;
    private static final int LEAST_REFERENCE = 3;

    /** Blanks state nothing. */
    static Purpose of(String purpose, String reference) {
        Purpose stated = new Purpose(purpose.strip(), reference.strip());
        if (stated.purpose.length() < LEAST_PURPOSE)
            throw Call.invalid("/purpose", "must say in at least " + LEAST_PURPOSE + " characters what it is for");
        if (stated.reference.length() < LEAST_REFERENCE)
            throw Call.invalid("/reference", "must name the case or the authority that asked");
        return stated;
    }

    /** For the audit log, beside what else there is to say. */
    Map<String, String> with(Map<String, String> detail) {
        Map<String, String> all = new TreeMap<>(detail);
        all.put("purpose", purpose);
        all.put("reference", reference);
        return all;
    }
}
