package city.ioc.measures.log;

import java.util.Arrays;
import java.util.Optional;

/** What a detector is for, in the words of the tables that come with recorded logs. */
public enum DetectorFunction {
    /** Upstream of the stop line, where vehicles pass before they can meet a queue. */
    ADVANCE("Advance"),
    /** At the stop line; on as long as somebody stands on it. */
    PRESENCE("Presence"),
    /** At the stop line; counts. */
    STOP_BAR_COUNT("Stopbar Count"),
    /** Just behind the stop line, where only who has entered passes. */
    YELLOW_RED("Yellow_Red");

    private final String word;

    DetectorFunction(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    public static Optional<DetectorFunction> find(String word) {
        return Arrays.stream(values())
                .filter(each -> each.word.equalsIgnoreCase(word.strip()))
                .findFirst();
    }
}
