package city.ioc.api.http;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The place where a page ended: the sort key of its last row. Opaque to callers. */
public record Cursor(List<String> key) {
    public Cursor {
        key = List.copyOf(key);
    }

    public static Cursor of(Object... key) {
        return new Cursor(Arrays.stream(key).map(String::valueOf).toList());
    }

    public String text() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(CityJson.mapper().writeValueAsBytes(key));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The caller's cursor; one that we did not make is refused. */
    public static Optional<Cursor> of(Call call, int length) {
        return call.query("cursor").map(text -> parse(text, length));
    }

    static Cursor parse(String text, int length) {
        try {
            List<String> key = CityJson.mapper()
                    .readValue(Base64.getUrlDecoder().decode(text), new TypeReference<List<String>>() {});
            if (key.size() == length) return new Cursor(key);
        } catch (IOException | IllegalArgumentException | NullPointerException e) {
            throw wrong();
        }
        throw wrong();
    }

    public long number(int index) {
        try {
            return Long.parseLong(key.get(index));
        } catch (NumberFormatException e) {
            throw wrong();
        }
    }

    public java.time.Instant instant(int index) {
        try {
            return java.time.Instant.parse(key.get(index));
        } catch (java.time.DateTimeException e) {
            throw wrong();
        }
    }

    private static ProblemException wrong() {
        return Call.invalid("cursor", "is not the `next` of a page");
    }
}
