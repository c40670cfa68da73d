package city.ioc.api.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A document that seldom changes, with the tag that a browser asks again by. */
public record Document(byte[] body, String etag) {

    public static Document of(Object value) {
        return ofBytes(Answer.bytes(value));
    }

    public static Document ofBytes(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return new Document(body, "\"" + HexFormat.of().formatHex(hash, 0, 12) + "\"");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** The document, or 304 when the caller has this very one. */
    public Answer answer(Call call) {
        Map<String, String> headers = Map.of("ETag", etag, "Cache-Control", "private, no-cache");
        return matches(call.header("If-None-Match"))
                ? new Answer(304, Optional.empty(), headers, List.of())
                : new Answer(200, Optional.of(body), headers, List.of());
    }

    public boolean matches(Optional<String> ifNoneMatch) {
        return ifNoneMatch
                .map(text -> text.trim().equals("*")
                        || Arrays.stream(text.split(",", -1))
                                .map(tag -> tag.trim().replaceFirst("^W/", "").replace("-gzip\"", "\""))
                                .anyMatch(etag::equals))
                .orElse(false);
    }
}
