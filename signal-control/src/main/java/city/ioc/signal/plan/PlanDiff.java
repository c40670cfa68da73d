package city.ioc.signal.plan;

import static city.ioc.signal.plan.PlanChange.Subject.APPROACH;
import static city.ioc.signal.plan.PlanChange.Subject.CONFLICT;
import static city.ioc.signal.plan.PlanChange.Subject.GROUP;
import static city.ioc.signal.plan.PlanChange.Subject.INTERGREEN;
import static city.ioc.signal.plan.PlanChange.Subject.INTERSECTION;
import static city.ioc.signal.plan.PlanChange.Subject.PLAN;
import static city.ioc.signal.plan.PlanChange.Subject.SCHEDULE;
import static city.ioc.signal.plan.PlanChange.Subject.STAGE;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Lists what changed between two versions of an intersection's signal data. The version itself is no change. Pure. */
public final class PlanDiff {
    private final List<PlanChange> changes = new ArrayList<>();

    private PlanDiff() {}

    /** All changes from {@code before} to {@code after}; empty exactly when both say the same. */
    public static List<PlanChange> between(Intersection before, Intersection after) {
        PlanDiff diff = new PlanDiff();
        diff.intersection(before, after);
        diff.each(
                before.approaches(),
                after.approaches(),
                approach -> approach.id().value(),
                APPROACH,
                "approach ",
                diff::approach);
        diff.each(before.groups(), after.groups(), group -> group.id().value(), GROUP, "group ", diff::group);
        diff.conflicts(before, after);
        diff.intergreens(before, after);
        diff.each(before.stages(), after.stages(), stage -> stage.id().value(), STAGE, "stage ", diff::stage);
        diff.each(before.plans(), after.plans(), plan -> plan.id().value(), PLAN, "plan ", diff::plan);
        diff.schedule(before.schedule(), after.schedule());
        return List.copyOf(diff.changes);
    }

    private void intersection(Intersection a, Intersection b) {
        compare(INTERSECTION, "", "code", a.id(), b.id());
        name(INTERSECTION, "", a.name(), b.name());
        compare(INTERSECTION, "", "ward", a.ward(), b.ward());
        compare(INTERSECTION, "", "position", a.at(), b.at());
        compare(INTERSECTION, "", "control", a.control(), b.control());
        compare(INTERSECTION, "", "controller", a.controller(), b.controller());
        seconds(INTERSECTION, "", "longest stage", a.maxStage(), b.maxStage());
        compare(INTERSECTION, "", "valid from", a.validFrom(), b.validFrom());
        compare(INTERSECTION, "", "valid to", orNone(a.validTo()), orNone(b.validTo()));
    }

    private void approach(Approach a, Approach b) {
        String place = "approach " + a.id();
        name(APPROACH, place, a.name(), b.name());
        compare(APPROACH, place, "link", a.link(), b.link());
        compare(APPROACH, place, "bearing", a.bearingDeg() + "°", b.bearingDeg() + "°");
    }

    private void group(SignalGroup a, SignalGroup b) {
        String place = "group " + a.id();
        compare(GROUP, place, "number", a.number(), b.number());
        compare(GROUP, place, "kind", a.kind(), b.kind());
        seconds(
                GROUP,
                place,
                a.kind() == SignalGroup.Kind.PEDESTRIAN ? "least walk" : "minimum green",
                a.minGreen(),
                b.minGreen());
        seconds(GROUP, place, "longest red", a.maxRed(), b.maxRed());
        seconds(GROUP, place, "amber", a.amber(), b.amber());
        seconds(GROUP, place, "clearance", a.clearance(), b.clearance());
        compare(GROUP, place, "crosses", orNone(a.crosses()), orNone(b.crosses()));
        compare(
                GROUP,
                place,
                "crossing",
                orNone(a.crossingM().map(m -> m + " m")),
                orNone(b.crossingM().map(m -> m + " m")));
        addedAndRemoved(
                GROUP,
                place,
                a.movements().stream().map(PlanDiff::text).collect(Collectors.toCollection(LinkedHashSet::new)),
                b.movements().stream().map(PlanDiff::text).collect(Collectors.toCollection(LinkedHashSet::new)),
                "releases ",
                "no longer releases ");
    }

    private static String text(Movement movement) {
        return movement.approach() + " " + movement.turn() + " to " + movement.exit()
                + (movement.permissive() ? " (permissive)" : " (protected)");
    }

    private void conflicts(Intersection a, Intersection b) {
        addedAndRemoved(CONFLICT, "", pairs(a), pairs(b), "conflict added: ", "conflict removed: ");
    }

    private static Set<String> pairs(Intersection x) {
        return x.conflicts().pairs().stream()
                .map(pair -> pair.stream().map(SignalGroupId::value).sorted().collect(Collectors.joining("–")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void intergreens(Intersection a, Intersection b) {
        Map<String, Duration> before = a.intergreens().byPair();
        Map<String, Duration> after = b.intergreens().byPair();
        Set<String> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        for (String pair : all)
            change(
                    INTERGREEN,
                    "intergreen " + pair,
                    Optional.ofNullable(before.get(pair)),
                    Optional.ofNullable(after.get(pair)));
    }

    private void change(PlanChange.Subject subject, String place, Optional<Duration> before, Optional<Duration> after) {
        if (before.isPresent() && after.isPresent()) seconds(subject, place, "", before.get(), after.get());
        else if (after.isPresent()) add(subject, place, "added, " + seconds(after.get()));
        else before.ifPresent(time -> add(subject, place, "removed, was " + seconds(time)));
    }

    private void stage(Stage a, Stage b) {
        String place = "stage " + a.id();
        name(STAGE, place, a.name(), b.name());
        addedAndRemoved(STAGE, place, codes(a), codes(b), "group added: ", "group removed: ");
    }

    private static Set<String> codes(Stage stage) {
        return stage.groups().stream().map(SignalGroupId::value).collect(Collectors.toCollection(TreeSet::new));
    }

    private void plan(SignalPlan a, SignalPlan b) {
        String place = "plan " + a.id();
        name(PLAN, place, a.name(), b.name());
        compare(PLAN, place, "kind", a.kind(), b.kind());
        seconds(PLAN, place, "cycle", a.cycle(), b.cycle());
        seconds(PLAN, place, "offset", a.offset(), b.offset());
        if (!order(a).equals(order(b))) {
            add(PLAN, place, "stages " + splits(a) + " → " + splits(b));
            return;
        }
        for (int i = 0; i < a.splits().size(); i++) {
            SignalPlan.Split before = a.splits().get(i);
            SignalPlan.Split after = b.splits().get(i);
            String at = place + ", stage " + before.stage();
            seconds(PLAN, at, "split", before.length(), after.length());
            seconds(PLAN, at, "gap", before.gap(), after.gap());
        }
    }

    private static List<String> order(SignalPlan plan) {
        return plan.splits().stream().map(split -> split.stage().value()).toList();
    }

    private static String splits(SignalPlan plan) {
        return plan.splits().stream()
                .map(split -> split.stage() + " " + seconds(split.length()))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** By moment of the week, days with the same change together. */
    private void schedule(List<PlanTimes> a, List<PlanTimes> b) {
        Map<String, Set<DayOfWeek>> days = new LinkedHashMap<>();
        Map<LocalTime, Map<DayOfWeek, String>> before = table(a);
        Map<LocalTime, Map<DayOfWeek, String>> after = table(b);
        Set<LocalTime> times = new TreeSet<>(before.keySet());
        times.addAll(after.keySet());
        for (LocalTime time : times)
            for (DayOfWeek day : DayOfWeek.values()) {
                String old = before.getOrDefault(time, Map.of()).getOrDefault(day, "–");
                String now = after.getOrDefault(time, Map.of()).getOrDefault(day, "–");
                if (!old.equals(now))
                    days.computeIfAbsent(time + " " + old + " → " + now, key -> new TreeSet<>())
                            .add(day);
            }
        days.forEach((text, on) -> add(
                SCHEDULE, "schedule", on.stream().map(DayOfWeek::name).collect(Collectors.joining(" ")) + " " + text));
    }

    private static Map<LocalTime, Map<DayOfWeek, String>> table(List<PlanTimes> schedule) {
        Map<LocalTime, Map<DayOfWeek, String>> table = new TreeMap<>();
        for (PlanTimes times : schedule)
            for (DayOfWeek day : times.days())
                table.computeIfAbsent(times.from(), key -> new TreeMap<>())
                        .merge(day, times.plan().value(), (one, other) -> one + " and " + other);
        return table;
    }

    private <T> void each(
            List<T> before,
            List<T> after,
            Function<T, String> code,
            PlanChange.Subject subject,
            String noun,
            BiConsumer<T, T> compare) {
        Map<String, T> old =
                before.stream().collect(Collectors.toMap(code, each -> each, (a, b) -> b, LinkedHashMap::new));
        Map<String, T> now =
                after.stream().collect(Collectors.toMap(code, each -> each, (a, b) -> b, LinkedHashMap::new));
        old.forEach((id, item) -> {
            T other = now.get(id);
            if (other == null) add(subject, noun + id, "removed");
            else compare.accept(item, other);
        });
        now.keySet().stream().filter(id -> !old.containsKey(id)).forEach(id -> add(subject, noun + id, "added"));
        if (old.keySet().equals(now.keySet()) && !List.copyOf(old.keySet()).equals(List.copyOf(now.keySet())))
            add(subject, noun.strip() + "s", "order " + old.keySet() + " → " + now.keySet());
    }

    private void addedAndRemoved(
            PlanChange.Subject subject,
            String place,
            Set<String> before,
            Set<String> after,
            String added,
            String removed) {
        before.stream().filter(each -> !after.contains(each)).forEach(each -> add(subject, place, removed + each));
        after.stream().filter(each -> !before.contains(each)).forEach(each -> add(subject, place, added + each));
    }

    private void name(PlanChange.Subject subject, String place, LocalName before, LocalName after) {
        compare(subject, place, "name", before.vi() + " / " + before.en(), after.vi() + " / " + after.en());
    }

    private void compare(PlanChange.Subject subject, String place, String what, Object before, Object after) {
        if (!before.equals(after)) add(subject, place, what + " " + before + " → " + after);
    }

    private void seconds(PlanChange.Subject subject, String place, String what, Duration before, Duration after) {
        if (before.equals(after)) return;
        Duration by = after.minus(before);
        add(
                subject,
                place,
                (what.isEmpty() ? "" : what + " ") + seconds(before) + " → " + seconds(after) + " ("
                        + (by.isNegative() ? "−" + seconds(by.negated()) : "+" + seconds(by)) + ")");
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }

    private static String orNone(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    private void add(PlanChange.Subject subject, String place, String text) {
        changes.add(new PlanChange(subject, place, text));
    }
}
