package city.ioc.contracts.field;

import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Pattern;

/**
 * What somebody knows of a plate: its characters, {@code ?} for one that is not known and {@code *} for any number of them. It may be a
 * whole plate and shows itself masked, as {@link PlateText} does.
 */
public record PlatePattern(String value) {
    /** With fewer, a pattern would list the town. */
    public static final int LEAST_KNOWN = 3;

    /** What a character that only looks like the one that was asked for counts of one that is the same. */
    private static final double LOOK_ALIKE = 0.5;

    private static final double NONE = Double.NEGATIVE_INFINITY;
    private static final Pattern SEPARATORS = Pattern.compile("[\\s.\\-]+");
    private static final Pattern FORM = Pattern.compile("[0-9A-Z?*]{1,16}");
    private static final Pattern STARS = Pattern.compile("\\*+");

    public PlatePattern {
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException(
                    "a plate's pattern has up to 16 digits, letters, ? for one character and * for any number");
        if (known(value) < LEAST_KNOWN)
            throw new IllegalArgumentException("a plate's pattern needs at least " + LEAST_KNOWN + " known characters");
    }

    /** As people write it: with separators, in any case, with Đ. */
    public static PlatePattern of(String text) {
        String plain =
                SEPARATORS.matcher(text.toUpperCase(Locale.ROOT)).replaceAll("").replace('Đ', 'D');
        return new PlatePattern(STARS.matcher(plain).replaceAll("*"));
    }

    private static int known(String pattern) {
        return (int) pattern.chars().filter(each -> each != '?' && each != '*').count();
    }

    /** Whether it leaves nothing open. */
    public boolean isWhole() {
        return known(value) == value.length();
    }

    /**
     * How like the pattern a plate is: the share of the known characters that are the same, those that only look alike counting half.
     * Empty where a character is another, or more or fewer than the pattern allows.
     */
    public OptionalDouble likeness(PlateText plate) {
        String text = plate.value();
        // best[j]: the most that the pattern's characters so far count when they take the first j of the plate
        double[] best = new double[text.length() + 1];
        Arrays.fill(best, NONE);
        best[0] = 0;
        for (char each : value.toCharArray()) {
            double[] next = new double[best.length];
            for (int j = 0; j < best.length; j++) {
                if (each == '*') next[j] = j == 0 ? best[0] : Math.max(best[j], next[j - 1]);
                else next[j] = j == 0 ? NONE : best[j - 1] + weight(each, text.charAt(j - 1));
            }
            best = next;
        }
        double most = best[text.length()];
        return most == NONE ? OptionalDouble.empty() : OptionalDouble.of(most / known(value));
    }

    private static double weight(char wanted, char there) {
        if (wanted == '?') return 0;
        if (wanted == there) return 1;
        return LookAlikes.fold(wanted) == LookAlikes.fold(there) ? LOOK_ALIKE : NONE;
    }

    /** For a log: where something is known, not what; the province apart. */
    public String masked() {
        StringBuilder masked = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char each = value.charAt(i);
            boolean province = i < 2 && Character.isDigit(value.charAt(0)) && Character.isDigit(value.charAt(1));
            masked.append(each == '?' || each == '*' || province ? each : 'x');
        }
        return masked.toString();
    }

    @Override
    public String toString() {
        return masked();
    }
}
