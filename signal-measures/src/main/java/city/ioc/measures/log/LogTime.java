package city.ioc.measures.log;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;

/** What a controller's clock showed, as text and as milliseconds. A day is 86,400 s: logs do not tell of changed clocks. */
public final class LogTime {
    public static final long DAY_MS = 86_400_000L;
    private static final String PLAIN = "0000-00-00 00:00:00.";
    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']HH:mm")
            .optionalStart()
            .appendPattern(":ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .optionalEnd()
            .optionalEnd()
            .parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
            .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
            .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
            .toFormatter(Locale.ROOT);

    private LogTime() {}

    /** @throws DateTimeException when the text is no date or date and time; parts below a millisecond are cut off */
    public static long parse(String text) {
        return isPlain(text) ? plain(text) : ms(LocalDateTime.parse(text, READ));
    }

    /** The usual {@code 2030-01-31 06:45:00.1…}: logs have millions of them, and a formatter takes ten times as long. */
    private static boolean isPlain(String text) {
        int length = text.length();
        if (length < 19 || length == 20 || length > 29) return false;
        for (int i = 0; i < length; i++) {
            char expected = i < PLAIN.length() ? PLAIN.charAt(i) : '0';
            char found = text.charAt(i);
            boolean fits = expected == '0' ? found >= '0' && found <= '9' : found == expected;
            if (!fits) return false;
        }
        return true;
    }

    private static long plain(String text) {
        LocalDateTime time = LocalDateTime.of(
                digits(text, 0, 4),
                digits(text, 5, 7),
                digits(text, 8, 10),
                digits(text, 11, 13),
                digits(text, 14, 16),
                digits(text, 17, 19));
        int millis = 0;
        for (int i = 20; i < 23; i++) millis = millis * 10 + (i < text.length() ? text.charAt(i) - '0' : 0);
        return ms(time) + millis;
    }

    private static int digits(String text, int from, int to) {
        int number = 0;
        for (int i = from; i < to; i++) number = number * 10 + text.charAt(i) - '0';
        return number;
    }

    public static long ms(LocalDateTime time) {
        return time.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    public static LocalDateTime of(long ms) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(ms, 1000L), (int) Math.floorMod(ms, 1000L) * 1_000_000, ZoneOffset.UTC);
    }

    /** {@code 2030-01-31 06:45:00}. */
    public static String seconds(long ms) {
        StringBuilder text = new StringBuilder(23);
        appendSeconds(text, ms);
        return text.toString();
    }

    /** {@code 2030-01-31 06:45:00.100}. */
    public static String millis(long ms) {
        StringBuilder text = new StringBuilder(23);
        appendSeconds(text, ms);
        int rest = (int) Math.floorMod(ms, 1000L);
        text.append('.').append((char) ('0' + rest / 100));
        return two(text, rest % 100).toString();
    }

    private static void appendSeconds(StringBuilder text, long ms) {
        LocalDateTime time = of(ms);
        int year = time.getYear();
        two(two(text, year / 100), year % 100).append('-');
        two(text, time.getMonthValue()).append('-');
        two(text, time.getDayOfMonth()).append(' ');
        two(text, time.getHour()).append(':');
        two(text, time.getMinute()).append(':');
        two(text, time.getSecond());
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }
}
