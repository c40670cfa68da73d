package city.ioc.measures.normal;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Traffic of a day by quarters of an hour, in vehicles an hour; empty where it was not measured.
 *
 * @param flows 96 of them
 */
public record DayFlows(LocalDate date, List<OptionalDouble> flows) {
    public static final Duration SLOT = Duration.ofMinutes(15);
    /** Quarters of an hour in a day. */
    public static final int SLOTS = 96;

    public DayFlows {
        flows = List.copyOf(flows);
        if (flows.size() != SLOTS)
            throw new IllegalArgumentException("a day has " + SLOTS + " quarters of an hour, not " + flows.size());
    }

    public OptionalDouble at(int slot) {
        return flows.get(slot);
    }

    /** Nothing was measured. */
    public static DayFlows unknown(LocalDate date) {
        OptionalDouble[] flows = new OptionalDouble[SLOTS];
        Arrays.fill(flows, OptionalDouble.empty());
        return new DayFlows(date, List.of(flows));
    }

    public boolean isUnknown() {
        return flows.stream().allMatch(OptionalDouble::isEmpty);
    }
}
