package city.ioc.api.http;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an operation answers. The body is already bytes, so that it can be made on the thread that read the rows. */
public record Answer(int status, Optional<byte[]> body, Map<String, String> headers, List<String> cookies) {
    public Answer {
        headers = Map.copyOf(headers);
        cookies = List.copyOf(cookies);
    }

    public static Answer json(int status, Object value) {
        return new Answer(status, Optional.of(bytes(value)), Map.of(), List.of());
    }

    public static Answer ok(Object value) {
        return json(200, value);
    }

    public static Answer empty(int status) {
        return new Answer(status, Optional.empty(), Map.of(), List.of());
    }

    public static Answer redirect(String location) {
        return new Answer(302, Optional.empty(), Map.of("Location", location), List.of());
    }

    public Answer withCookie(String cookie) {
        return new Answer(
                status,
                body,
                headers,
                java.util.stream.Stream.concat(cookies.stream(), java.util.stream.Stream.of(cookie))
                        .toList());
    }

    static byte[] bytes(Object value) {
        try {
            return CityJson.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "an answer cannot be written: " + value.getClass().getName(), e);
        }
    }
}
