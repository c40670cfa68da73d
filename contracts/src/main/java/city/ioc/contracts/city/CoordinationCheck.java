package city.ioc.contracts.city;

import static city.ioc.contracts.city.PlanFaults.seconds;

import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalPlan;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.TemporalAdjusters;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Names where the plans along a corridor cannot keep step: offsets hold only between plans whose cycles are equal, or divide the
 * longest of them. Fixed-time plans of one name are compared, and those that the schedules run at the same time. Pure.
 */
public final class CoordinationCheck {
    private static final LocalDate SOME_MONDAY =
            LocalDate.EPOCH.with(TemporalAdjusters.next(DayOfWeek.MONDAY)).plusWeeks(1);

    private CoordinationCheck() {}

    /** The faults of a corridor. {@code intersections}: those of it that exist, in its order. */
    public static List<PlanFault> check(Corridor corridor, List<Intersection> intersections) {
        PlanFaults faults = new PlanFaults();
        String where = "corridor " + corridor.id();
        for (String name : planNames(intersections))
            judge(where + ", plan " + name, intersections, x -> named(x, name), faults);
        Set<Set<String>> judged = new HashSet<>();
        for (LocalDateTime moment : changes(intersections)) {
            Map<String, Duration> running = cycles(intersections, x -> x.findPlanAt(moment));
            Set<String> names = intersections.stream()
                    .flatMap(x -> x.findPlanAt(moment).stream())
                    .map(plan -> plan.id().value())
                    .collect(Collectors.toSet());
            if (names.size() < 2 || !judged.add(running.keySet())) continue; // one name: judged above
            judge(
                    where + ", " + moment.getDayOfWeek() + " " + moment.toLocalTime(),
                    intersections,
                    x -> x.findPlanAt(moment),
                    faults);
        }
        return faults.list();
    }

    private interface PlanChoice {
        Optional<SignalPlan> of(Intersection x);
    }

    private static void judge(String where, List<Intersection> intersections, PlanChoice choice, PlanFaults faults) {
        Map<String, Duration> cycles = cycles(intersections, choice);
        Optional<Duration> longest = cycles.values().stream().max(Duration::compareTo);
        if (longest.isEmpty() || cycles.values().stream().allMatch(each -> divides(each, longest.get()))) return;
        faults.add(
                CityFault.Kind.COORDINATION_CYCLES_DIFFER,
                where,
                "offsets need one cycle, but there are "
                        + cycles.entrySet().stream()
                                .map(entry -> entry.getKey() + " with " + seconds(entry.getValue()))
                                .collect(Collectors.joining(", ")),
                "give all of them one cycle, or a half of it");
    }

    private static boolean divides(Duration cycle, Duration longest) {
        return cycle.isPositive() && longest.toMillis() % cycle.toMillis() == 0;
    }

    private static Map<String, Duration> cycles(List<Intersection> intersections, PlanChoice choice) {
        Map<String, Duration> cycles = new LinkedHashMap<>();
        for (Intersection x : intersections)
            choice.of(x)
                    .filter(plan -> plan.kind() == SignalPlan.Kind.FIXED_TIME)
                    .ifPresent(plan -> cycles.put(x.id() + " " + plan.id(), plan.cycle()));
        return cycles;
    }

    private static Set<String> planNames(List<Intersection> intersections) {
        return intersections.stream()
                .flatMap(x -> x.plans().stream())
                .map(plan -> plan.id().value())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Optional<SignalPlan> named(Intersection x, String name) {
        return x.plans().stream().filter(plan -> plan.id().value().equals(name)).findFirst();
    }

    /** Every moment of a week at which some intersection changes its plan. */
    private static List<LocalDateTime> changes(List<Intersection> intersections) {
        Map<LocalDateTime, Boolean> moments = new TreeMap<>();
        for (Intersection x : intersections)
            for (PlanTimes times : x.schedule())
                for (DayOfWeek day : times.days()) moments.put(at(day, times.from()), true);
        return List.copyOf(moments.keySet());
    }

    private static LocalDateTime at(DayOfWeek day, LocalTime time) {
        return SOME_MONDAY.plusDays(day.getValue() - 1L).atTime(time);
    }
}
