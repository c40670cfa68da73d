package city.ioc.contracts.city;

import static city.ioc.contracts.city.PlanFaults.seconds;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalRules;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Names the faults in groups, stages, conflicts and intergreens. Pure. */
final class SignalDataCheck {
    /** How far two approaches may be from opposite or from a right angle and still count as such, degrees. */
    private static final double ANGLE_TOLERANCE_DEG = 30;

    private final Intersection x;
    private final Map<ApproachId, ApproachStreet> streets;
    private final PlanFaults faults;
    private final String where;

    private SignalDataCheck(Intersection x, Map<ApproachId, ApproachStreet> streets, PlanFaults faults) {
        this.x = x;
        this.streets = streets;
        this.faults = faults;
        this.where = "intersection " + x.id();
    }

    static void check(Intersection x, Map<ApproachId, ApproachStreet> streets, PlanFaults faults) {
        new SignalDataCheck(x, streets, faults).run();
    }

    private void run() {
        faults.unique(where + " group", x.groups(), group -> group.id().value());
        faults.unique(where + " group number", x.groups(), SignalGroup::number);
        faults.unique(where + " stage", x.stages(), stage -> stage.id().value());
        faults.unique(where + " plan", x.plans(), plan -> plan.id().value());
        x.groups().forEach(this::checkGroup);
        checkConflicts();
        checkStages();
        checkGeometry();
    }

    private void checkGroup(SignalGroup group) {
        String at = where + ", group " + group.id();
        Set<ApproachId> known = x.approaches().stream().map(Approach::id).collect(Collectors.toSet());
        for (Movement movement : group.movements())
            if (!known.contains(movement.approach())) faults.unknown(at, "approach " + movement.approach());
        group.crosses().filter(id -> !known.contains(id)).ifPresent(id -> faults.unknown(at, "approach " + id));
        switch (group.kind()) {
            case VEHICLE -> checkAmber(group, at);
            case PEDESTRIAN -> checkClearance(group, at);
        }
        if (x.stages().stream().noneMatch(stage -> stage.groups().contains(group.id())))
            faults.add(CityFault.Kind.GROUP_NEVER_GREEN, at, "is green in no stage", "add it to a stage");
    }

    private void checkAmber(SignalGroup group, String at) {
        double fastestKmh = group.movements().stream()
                .map(movement -> Optional.ofNullable(streets.get(movement.approach())))
                .flatMap(Optional::stream)
                .mapToDouble(ApproachStreet::speedLimitKmh)
                .max()
                .orElse(0);
        Duration least = SignalRules.leastAmber(fastestKmh);
        if (group.amber().compareTo(least) < 0)
            faults.add(
                    CityFault.Kind.AMBER_TOO_SHORT,
                    at,
                    "shows amber for " + seconds(group.amber())
                            + (fastestKmh > 0 ? " where " + fastestKmh + " km/h are allowed" : ""),
                    "show it for at least " + seconds(least) + " (RiLSA 2.4)");
    }

    private void checkClearance(SignalGroup group, String at) {
        Optional<Double> width = group.crossingM()
                .or(() -> group.crosses()
                        .flatMap(id -> Optional.ofNullable(streets.get(id)))
                        .map(ApproachStreet::crossingM));
        width.ifPresent(crossingM -> {
            Duration least = SignalRules.leastPedestrianClearance(crossingM);
            if (group.clearance().compareTo(least) < 0)
                faults.add(
                        CityFault.Kind.CLEARANCE_TOO_SHORT,
                        at,
                        "has a clearance of " + seconds(group.clearance()) + " for a crossing of " + crossingM + " m",
                        "clear it for at least " + seconds(least) + ", at " + SignalRules.PEDESTRIAN_CLEARING_SPEED_MPS
                                + " m/s (RiLSA 2.5)");
        });
    }

    private void checkConflicts() {
        Set<String> known = x.groups().stream().map(group -> group.id().value()).collect(Collectors.toSet());
        for (List<SignalGroupId> pair : x.conflicts().pairs()) {
            for (SignalGroupId id : pair)
                if (!known.contains(id.value())) faults.unknown(where + ", conflicts", "group " + id);
            if (!pair.stream().allMatch(id -> known.contains(id.value()))) continue;
            checkIntergreen(pair.get(0), pair.get(1));
            checkIntergreen(pair.get(1), pair.get(0));
        }
        for (String pair : x.intergreens().byPair().keySet())
            for (String id : pair.split(">", -1))
                if (!known.contains(id)) faults.unknown(where + ", intergreen " + pair, "group " + id);
    }

    private void checkIntergreen(SignalGroupId ending, SignalGroupId beginning) {
        Optional<Duration> intergreen = x.intergreens().find(ending, beginning);
        Duration end = x.getGroup(ending).endOfGreen();
        if (intergreen.isEmpty()) {
            faults.add(
                    CityFault.Kind.MISSING_INTERGREEN,
                    where,
                    "groups " + ending + " and " + beginning + " conflict but there is no intergreen " + ending + ">"
                            + beginning,
                    "add it, at least " + seconds(end));
        } else if (intergreen.get().compareTo(end) < 0) {
            faults.add(
                    CityFault.Kind.INTERGREEN_TOO_SHORT,
                    where,
                    "intergreen " + ending + ">" + beginning + " of " + seconds(intergreen.get())
                            + " ends before the amber and clearance of " + ending + ", " + seconds(end),
                    "make it at least as long");
        }
    }

    private void checkStages() {
        for (Stage stage : x.stages()) {
            String at = where + ", stage " + stage.id();
            List<SignalGroupId> groups = List.copyOf(stage.groups());
            for (SignalGroupId id : groups) if (x.findGroup(id).isEmpty()) faults.unknown(at, "group " + id);
            for (List<SignalGroupId> pair : x.conflicts().pairs())
                if (groups.containsAll(pair))
                    faults.add(
                            CityFault.Kind.CONFLICT_IN_STAGE,
                            at,
                            "groups " + pair.get(0) + " and " + pair.get(1) + " conflict and would be green together",
                            "take one of them out of the stage");
        }
    }

    /** What the directions of the approaches say about which groups must conflict (right-hand traffic). */
    private void checkGeometry() {
        Map<ApproachId, Double> bearings = new HashMap<>();
        x.approaches().forEach(approach -> bearings.put(approach.id(), approach.bearingDeg()));
        for (int i = 0; i < x.groups().size(); i++)
            for (int j = i; j < x.groups().size(); j++) {
                SignalGroup a = x.groups().get(i);
                SignalGroup b = x.groups().get(j);
                if (i != j && x.conflicts().between(a.id(), b.id())) continue;
                checkTogether(a, b, bearings);
            }
    }

    private void checkTogether(SignalGroup a, SignalGroup b, Map<ApproachId, Double> bearings) {
        boolean sound = checkTurns(a, b, bearings);
        if (!a.equals(b)) sound &= checkTurns(b, a, bearings);
        if (!sound || a.equals(b) && a.kind() == SignalGroup.Kind.PEDESTRIAN) return;
        boolean cross = a.movements().stream()
                .anyMatch(one -> b.movements().stream().anyMatch(other -> areCrossing(one, other, bearings)));
        if (cross || walksInto(a, b) || walksInto(b, a))
            faults.add(
                    CityFault.Kind.MISSING_CONFLICT,
                    where,
                    a.equals(b)
                            ? "group " + a.id() + " releases streams that cross"
                            : "groups " + a.id() + " and " + b.id() + " cross but do not conflict",
                    a.equals(b) ? "divide the group" : "add the conflict and its intergreens");
    }

    /** Whether left turns of {@code a} that claim to be protected are so while {@code b} is green; adds the fault if not. */
    private boolean checkTurns(SignalGroup a, SignalGroup b, Map<ApproachId, Double> bearings) {
        for (Movement left : a.movements()) {
            if (left.turn() != Turn.LEFT || left.permissive()) continue;
            boolean opposed = b.movements().stream()
                    .anyMatch(other -> other.turn() == Turn.THROUGH
                            && angle(left, other, bearings)
                                    .filter(degrees -> Math.abs(degrees - 180) <= ANGLE_TOLERANCE_DEG)
                                    .isPresent());
            if (!opposed) continue;
            faults.add(
                    CityFault.Kind.TURN_NOT_PROTECTED,
                    where + ", group " + a.id(),
                    "its left turn from " + left.approach() + " yields to nobody, but group " + b.id()
                            + " may send oncoming traffic at the same time",
                    "declare the turn permissive, or the groups in conflict");
            return false;
        }
        return true;
    }

    private boolean areCrossing(Movement one, Movement other, Map<ApproachId, Double> bearings) {
        return one.turn() == Turn.THROUGH
                && other.turn() == Turn.THROUGH
                && angle(one, other, bearings)
                        .filter(degrees -> Math.abs(degrees % 180 - 90) <= ANGLE_TOLERANCE_DEG)
                        .isPresent();
    }

    private static boolean walksInto(SignalGroup walking, SignalGroup vehicles) {
        return walking.crosses().isPresent()
                && vehicles.movements().stream()
                        .anyMatch(movement -> movement.turn() == Turn.THROUGH
                                && movement.approach().equals(walking.crosses().get()));
    }

    private Optional<Double> angle(Movement one, Movement other, Map<ApproachId, Double> bearings) {
        Double a = bearings.get(one.approach());
        Double b = bearings.get(other.approach());
        if (a == null || b == null || one.approach().equals(other.approach()) || areApart(one, other))
            return Optional.empty();
        return Optional.of((b - a + 360) % 360);
    }

    /** Whether the approaches end at different nodes of the intersection. */
    private boolean areApart(Movement one, Movement other) {
        ApproachStreet a = streets.get(one.approach());
        ApproachStreet b = streets.get(other.approach());
        return a != null && b != null && !a.node().equals(b.node());
    }
}
