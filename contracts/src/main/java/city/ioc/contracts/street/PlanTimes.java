package city.ioc.contracts.street;

import city.ioc.contracts.id.PlanId;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** From when on which weekdays a plan runs; it lasts until the next entry of the day, the last one over midnight. */
public record PlanTimes(Set<DayOfWeek> days, LocalTime from, PlanId plan) {
    public PlanTimes {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
    }
}
