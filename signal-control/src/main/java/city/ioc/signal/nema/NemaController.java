package city.ioc.signal.nema;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.PlanTimes;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The data of a NEMA TS 2 controller that make signal data: phases in rings between barriers, overlaps, coordination patterns. Format
 * and meaning: docs/nema-ring-barrier.md.
 *
 * @param rings for each ring its phases in order, leading ones first
 * @param barriers for each barrier group its phases
 * @param maxRed longest red of every group; NEMA has none
 */
public record NemaController(
        IntersectionId id,
        LocalName name,
        String ward,
        GeoPoint at,
        DeviceId controller,
        List<Approach> approaches,
        LocalDate validFrom,
        @JsonProperty("maxRedS") Duration maxRed,
        List<Phase> phases,
        List<List<Integer>> rings,
        List<List<Integer>> barriers,
        Optional<List<Overlap>> overlaps,
        Optional<List<Pattern>> patterns,
        Optional<List<PlanTimes>> schedule) {

    /** What keeps a phase called without a detector. */
    public enum Recall {
        NONE,
        MINIMUM,
        MAXIMUM,
        PEDESTRIAN
    }

    /**
     * A phase: vehicles, and with {@code walk} pedestrians beside them.
     *
     * @param passage headway that ends its actuated green
     * @param crosses the approach that its pedestrians cross, {@code crossingM} metres wide
     */
    public record Phase(
            int number,
            @JsonProperty("minGreenS") Duration minGreen,
            @JsonProperty("maxGreenS") Duration maxGreen,
            @JsonProperty("yellowS") Duration yellow,
            @JsonProperty("redClearanceS") Duration redClearance,
            @JsonProperty("passageS") Duration passage,
            @JsonProperty("walkS") Optional<Duration> walk,
            @JsonProperty("pedestrianClearanceS") Optional<Duration> pedestrianClearance,
            Recall recall,
            List<Movement> movements,
            Optional<ApproachId> crosses,
            Optional<Double> crossingM) {
        public Phase {
            movements = List.copyOf(movements);
            if (number < 1 || number > 55)
                throw new IllegalArgumentException("phase number must be 1..55, but is " + number);
            if (walk.isPresent() != pedestrianClearance.isPresent())
                throw new IllegalArgumentException("phase " + number + ": walkS and pedestrianClearanceS go together");
        }

        /** From the end of green to the end of red clearance. */
        Duration change() {
            return yellow.plus(redClearance);
        }

        /** The shortest split that serves it, pedestrians included. */
        Duration leastSplit() {
            Duration least = minGreen;
            if (walk.isPresent()) {
                Duration walking = walk.get().plus(pedestrianClearance.orElse(Duration.ZERO));
                if (walking.compareTo(least) > 0) least = walking;
            }
            return least.plus(change());
        }
    }

    /** A signal that is green while any of its parent phases is, and between two of them. */
    public record Overlap(
            int number,
            List<Integer> parents,
            @JsonProperty("yellowS") Duration yellow,
            @JsonProperty("redClearanceS") Duration redClearance,
            List<Movement> movements) {
        public Overlap {
            parents = List.copyOf(parents);
            movements = List.copyOf(movements);
            if (number < 1 || number > 99 || parents.isEmpty())
                throw new IllegalArgumentException("overlap " + number + " must be 1..99 and have parent phases");
        }
    }

    /** Which moment of the cycle the offset of a pattern tells. */
    public enum OffsetReference {
        /** The first of the coordinated phases becomes green. */
        FIRST_GREEN,
        /** The last of the coordinated phases becomes green. */
        LAST_GREEN,
        /** The first of the coordinated phases begins its yellow. */
        FIRST_YELLOW
    }

    /**
     * A coordination pattern.
     *
     * @param splits by phase: green, yellow and red clearance
     * @param rings another order of phases, where lead and lag differ from the controller's
     */
    public record Pattern(
            PlanId id,
            LocalName name,
            @JsonProperty("cycleS") Duration cycle,
            @JsonProperty("offsetS") Duration offset,
            OffsetReference offsetReference,
            List<Integer> coordinated,
            @JsonProperty("splitsS") Map<Integer, Duration> splits,
            Optional<List<List<Integer>>> rings) {
        public Pattern {
            coordinated = List.copyOf(coordinated);
            splits = java.util.Collections.unmodifiableMap(new TreeMap<>(splits));
            rings = rings.map(NemaController::copy);
        }
    }

    public NemaController {
        approaches = List.copyOf(approaches);
        phases = List.copyOf(phases);
        rings = copy(rings);
        barriers = copy(barriers);
        overlaps = overlaps.map(List::copyOf);
        patterns = patterns.map(List::copyOf);
        schedule = schedule.map(List::copyOf);
    }

    Optional<Phase> findPhase(int number) {
        return phases.stream().filter(phase -> phase.number() == number).findFirst();
    }

    Phase getPhase(int number) {
        return findPhase(number).orElseThrow(() -> new IllegalArgumentException("there is no phase " + number));
    }

    private static List<List<Integer>> copy(List<List<Integer>> lists) {
        List<List<Integer>> copy = new ArrayList<>();
        lists.forEach(each -> copy.add(List.copyOf(each)));
        return List.copyOf(copy);
    }
}
