package city.ioc.measures.measure;

import city.ioc.measures.log.LogTime;
import java.time.Duration;
import java.util.Locale;

/** Equal parts of the day, counted from midnight. */
public record Bins(long lengthMs) {
    public static final Bins QUARTER_HOUR = new Bins(Duration.ofMinutes(15).toMillis());

    public Bins {
        if (lengthMs < 60_000 || lengthMs > LogTime.DAY_MS || LogTime.DAY_MS % lengthMs != 0)
            throw new IllegalArgumentException(
                    "a bin must be one of the equal parts of a day of at least a minute, for instance 5m, 15m or 1h, but is "
                            + Duration.ofMillis(lengthMs)
                                    .toString()
                                    .substring(2)
                                    .toLowerCase(Locale.ROOT));
    }

    /** Reads {@code 5m}, {@code 1h} or {@code 1d}. */
    public static Bins parse(String text) {
        if (!text.matches("[1-9][0-9]{0,3}[smhd]"))
            throw new IllegalArgumentException("a bin must read like 5m, 15m or 1h, but is \"" + text + "\"");
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return new Bins(number
                * switch (text.charAt(text.length() - 1)) {
                    case 's' -> 1_000L;
                    case 'm' -> 60_000L;
                    case 'h' -> 3_600_000L;
                    default -> LogTime.DAY_MS;
                });
    }

    /** Start of the bin that a time is in. */
    public long start(long atMs) {
        return Math.floorDiv(atMs, lengthMs) * lengthMs;
    }
}
