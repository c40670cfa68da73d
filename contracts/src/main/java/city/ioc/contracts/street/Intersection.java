package city.ioc.contracts.street;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A signalised intersection. {@code control} says whether the centre commands it or only watches. {@code maxStage}: how long a
 * stage may last at most while another one has demand. {@code version}: of its signal data; it goes up with every change that is
 * imported.
 */
public record Intersection(
        IntersectionId id,
        LocalName name,
        String ward,
        GeoPoint at,
        Control control,
        DeviceId controller,
        List<Approach> approaches,
        List<SignalGroup> groups,
        Conflicts conflicts,
        Intergreens intergreens,
        List<Stage> stages,
        @JsonProperty("maxStageS") Duration maxStage,
        List<SignalPlan> plans,
        List<PlanTimes> schedule,
        LocalDate validFrom,
        Optional<LocalDate> validTo,
        Optional<Integer> version) {

    /** Who decides the signals. */
    public enum Control {
        /** The centre commands; the controller's local plan is the fallback. */
        COMMANDED,
        /** Foreign control: the centre watches lamps and detectors and sends nothing. */
        OBSERVED
    }

    public Intersection {
        approaches = List.copyOf(approaches);
        groups = List.copyOf(groups);
        stages = List.copyOf(stages);
        plans = List.copyOf(plans);
        schedule = List.copyOf(schedule);
        if (version.isPresent() && version.get() < 1)
            throw new IllegalArgumentException("intersection " + id + ": version must be at least 1");
    }

    /** An intersection whose signal data have no version yet. */
    public Intersection(
            IntersectionId id,
            LocalName name,
            String ward,
            GeoPoint at,
            Control control,
            DeviceId controller,
            List<Approach> approaches,
            List<SignalGroup> groups,
            Conflicts conflicts,
            Intergreens intergreens,
            List<Stage> stages,
            Duration maxStage,
            List<SignalPlan> plans,
            List<PlanTimes> schedule,
            LocalDate validFrom,
            Optional<LocalDate> validTo) {
        this(
                id,
                name,
                ward,
                at,
                control,
                controller,
                approaches,
                groups,
                conflicts,
                intergreens,
                stages,
                maxStage,
                plans,
                schedule,
                validFrom,
                validTo,
                Optional.empty());
    }

    /** This intersection with other plans. */
    public Intersection withPlans(List<SignalPlan> other) {
        return new Intersection(
                id,
                name,
                ward,
                at,
                control,
                controller,
                approaches,
                groups,
                conflicts,
                intergreens,
                stages,
                maxStage,
                other,
                schedule,
                validFrom,
                validTo,
                version);
    }

    /** This intersection with a version of its signal data. */
    public Intersection withVersion(int number) {
        return new Intersection(
                id,
                name,
                ward,
                at,
                control,
                controller,
                approaches,
                groups,
                conflicts,
                intergreens,
                stages,
                maxStage,
                plans,
                schedule,
                validFrom,
                validTo,
                Optional.of(number));
    }

    public Optional<SignalGroup> findGroup(SignalGroupId id) {
        return groups.stream().filter(group -> group.id().equals(id)).findFirst();
    }

    public SignalGroup getGroup(SignalGroupId id) {
        return findGroup(id)
                .orElseThrow(
                        () -> new IllegalArgumentException("intersection " + this.id + " has no signal group " + id));
    }

    public Optional<SignalGroup> findGroupByNumber(int number) {
        return groups.stream().filter(group -> group.number() == number).findFirst();
    }

    public Optional<Stage> findStage(StageId id) {
        return stages.stream().filter(stage -> stage.id().equals(id)).findFirst();
    }

    public Stage getStage(StageId id) {
        return findStage(id)
                .orElseThrow(() -> new IllegalArgumentException("intersection " + this.id + " has no stage " + id));
    }

    public Optional<SignalPlan> findPlan(PlanId id) {
        return plans.stream().filter(plan -> plan.id().equals(id)).findFirst();
    }

    /** The plan in force at a local time by the schedule: the latest entry at or before it, looking back up to a week. */
    public Optional<SignalPlan> findPlanAt(LocalDateTime local) {
        for (int back = 0; back <= 7; back++) {
            var day = local.toLocalDate().minusDays(back);
            boolean today = back == 0;
            Optional<SignalPlan> plan = schedule.stream()
                    .filter(times -> times.days().contains(day.getDayOfWeek()))
                    .filter(times -> !today || !times.from().isAfter(local.toLocalTime()))
                    .max(Comparator.comparing(PlanTimes::from))
                    .flatMap(times -> findPlan(times.plan()));
            if (plan.isPresent()) return plan;
        }
        return Optional.empty();
    }
}
