package city.ioc.api.read;

import city.ioc.api.http.Call;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Lengths that traffic is rolled up to. A day is one of the city's time zone. Pure. */
enum FlowBucket {
    MINUTE("1m", "flow_1m", Duration.ofMinutes(1), Duration.ofHours(2)),
    FIVE_MINUTES("5m", "flow_5m", Duration.ofMinutes(5), Duration.ofHours(24)),
    HOUR("1h", "flow_1h", Duration.ofHours(1), Duration.ofDays(7)),
    /** Added up from hours, for the day begins at midnight here, not in Greenwich. */
    DAY("1d", "flow_1h", Duration.ofDays(1), Duration.ofDays(31));

    static final int MOST = 2_000;

    private final String word;
    private final String table;
    private final Duration length;
    private final Duration usualRange;

    FlowBucket(String word, String table, Duration length, Duration usualRange) {
        this.word = word;
        this.table = table;
        this.length = length;
        this.usualRange = usualRange;
    }

    static FlowBucket of(String word) {
        for (FlowBucket bucket : values()) if (bucket.word.equals(word)) return bucket;
        throw Call.invalid("bucket", "must be one of 1m, 5m, 1h, 1d");
    }

    String word() {
        return word;
    }

    /** The table that its rows are read from. */
    String table() {
        return table;
    }

    Duration length() {
        return length;
    }

    /** The range that is shown when none is asked for. */
    Duration usualRange() {
        return usualRange;
    }

    /** The start of the bucket that an instant is in. */
    Instant startOf(Instant at, ZoneId zone) {
        if (this == DAY) return at.atZone(zone).truncatedTo(ChronoUnit.DAYS).toInstant();
        long seconds = length.toSeconds();
        return Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), seconds) * seconds);
    }

    /** Every bucket that begins in [from, to). */
    List<Instant> starts(Instant from, Instant to, ZoneId zone) {
        if (!from.isBefore(to)) throw Call.invalid("from", "must be before `to`");
        Instant first = startOf(from, zone);
        if (Duration.between(first, to).dividedBy(length) > MOST)
            throw Call.invalid("from", "more than " + MOST + " buckets; ask for a shorter range or longer buckets");
        List<Instant> starts = new ArrayList<>();
        ZonedDateTime at = first.atZone(zone);
        while (at.toInstant().isBefore(to)) {
            starts.add(at.toInstant());
            at = this == DAY ? at.plusDays(1) : at.plus(length);
        }
        return starts;
    }

    /** The bucket of a row as SQL; takes the zone as a parameter where this is a day. */
    String sql(String column) {
        return this == DAY ? "date_trunc('day', " + column + ", ?)" : column;
    }
}
