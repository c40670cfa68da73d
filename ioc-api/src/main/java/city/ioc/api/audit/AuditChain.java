package city.ioc.api.audit;

import city.ioc.api.read.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the audit log from its first row and says where it was tampered with. What was cut off at the end leaves no trace in what
 * is left: only an anchor, the hash of a row that was noted elsewhere, shows it.
 */
public final class AuditChain {
    /** How far around its place a row's former place is looked for. */
    private static final long NEAR = 1_000;

    private AuditChain() {}

    /** What was found. */
    public sealed interface Finding {
        /** Every row is as it was written, and follows the one that it was written after. {@code last}: hash of the last row. */
        record Sound(long rows, String last) implements Finding {}

        /** The first row with which something is wrong. */
        record Broken(long row, Fault fault, String detail) implements Finding {}

        /** The rows are sound, and the anchor is none of them. */
        record AnchorMissing(long rows, String last, String anchor) implements Finding {}
    }

    /** What is wrong with a row. */
    public enum Fault {
        /** It says something else than what it was written with. */
        CHANGED,
        /** It, or several from it on, are no longer there. */
        MISSING,
        /** It stands where another was. */
        REORDERED
    }

    /** The last row's hash; 64 zeros of an empty log. */
    public static String anchor(Connection connection) throws SQLException {
        return Sql.of("select " + AuditLink.COLUMNS + " from audit_log order by id desc limit 1")
                .find(connection, AuditLink::read)
                .map(AuditLink::hash)
                .orElse(AuditLink.NOTHING);
    }

    /** Reads all rows. {@code anchor}: a hash that the log had as its last at some time. */
    public static Finding verify(Connection connection, Optional<String> anchor) throws SQLException {
        Walk walk = new Walk(anchor);
        Sql.of("select " + AuditLink.COLUMNS + " from audit_log order by id").forEach(connection, row -> {
            walk.next(AuditLink.read(row));
            return row;
        });
        return walk.finding();
    }

    /** The way through the rows; stops looking at the first fault. */
    private static final class Walk {
        private final Optional<String> anchor;
        private long rows;
        private long lastId;
        private String last = AuditLink.NOTHING;
        private boolean anchorSeen;
        private Finding.@Nullable Broken broken;

        Walk(Optional<String> anchor) {
            this.anchor = anchor;
            this.anchorSeen = anchor.isEmpty() || anchor.get().equals(AuditLink.NOTHING);
        }

        void next(AuditLink link) {
            if (broken != null) return;
            broken = fault(link);
            rows++;
            lastId = link.id();
            last = link.hash();
            anchorSeen |= anchor.filter(last::equals).isPresent();
        }

        private Finding.@Nullable Broken fault(AuditLink link) {
            if (!link.isAsWritten()) return changedOrReordered(link);
            if (link.previous().equals(last)) return null;
            if (link.id() > lastId + 1) {
                long to = link.id() - 1;
                return new Finding.Broken(
                        lastId + 1,
                        Fault.MISSING,
                        to == lastId + 1
                                ? "the row between " + lastId + " and " + link.id() + " is no longer there"
                                : "rows " + (lastId + 1) + " to " + to + " are no longer there");
            }
            // it follows another row than the one before it, whose hash was computed anew, then
            return new Finding.Broken(
                    lastId,
                    Fault.CHANGED,
                    "it is not what row " + link.id() + " was written after: it was rewritten together with its hash");
        }

        private static Finding.Broken changedOrReordered(AuditLink link) {
            return LongStream.rangeClosed(Math.max(1, link.id() - NEAR), link.id() + NEAR)
                    .filter(number -> link.hashAs(number).equals(link.hash()))
                    .mapToObj(number -> new Finding.Broken(
                            link.id(), Fault.REORDERED, "what stands there was written as row " + number))
                    .findFirst()
                    .orElseGet(() -> new Finding.Broken(
                            link.id(),
                            Fault.CHANGED,
                            "what it says (" + link.action() + " by " + link.actor() + " at " + link.at()
                                    + ") does not fit its hash"));
        }

        Finding finding() {
            if (broken != null) return broken;
            return anchorSeen
                    ? new Finding.Sound(rows, last)
                    : new Finding.AnchorMissing(rows, last, anchor.orElseThrow());
        }
    }
}
