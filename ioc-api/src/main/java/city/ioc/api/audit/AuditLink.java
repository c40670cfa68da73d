package city.ioc.api.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A row of the audit log as it is stored.
 *
 * @param detail as the database writes its JSON
 * @param previous hash of the row before, in hexadecimal digits
 * @param hash of this row, the same way
 */
record AuditLink(
        long id,
        Instant at,
        String actor,
        String action,
        Optional<String> target,
        String outcome,
        String detail,
        String previous,
        String hash) {

    static final String COLUMNS = "id, at, actor, action, target, outcome, detail::text as detail, previous, hash";
    /** What the first row follows. */
    static final String NOTHING = "0".repeat(64);

    static AuditLink read(ResultSet row) throws SQLException {
        return new AuditLink(
                row.getLong("id"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("actor"),
                row.getString("action"),
                Optional.ofNullable(row.getString("target")),
                row.getString("outcome"),
                row.getString("detail"),
                HexFormat.of().formatHex(row.getBytes("previous")),
                HexFormat.of().formatHex(row.getBytes("hash")));
    }

    /** Whether the row says what it was hashed with. */
    boolean isAsWritten() {
        return hashAs(id).equals(hash);
    }

    /** The hash that the row would have as row {@code number}. Not the database's own function: that may have been changed as well. */
    String hashAs(long number) {
        StringBuilder text = new StringBuilder();
        add(text, Long.toString(number));
        add(text, Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, at)));
        add(text, actor);
        add(text, action);
        target.ifPresentOrElse(value -> add(text, value), () -> text.append('-'));
        add(text, outcome);
        add(text, detail);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(HexFormat.of().parseHex(previous));
            return HexFormat.of().formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void add(StringBuilder text, String value) {
        text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':').append(value);
    }
}
