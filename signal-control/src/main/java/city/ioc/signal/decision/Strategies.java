package city.ioc.signal.decision;

import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.decision.adaptive.AdaptiveStrategy;
import city.ioc.signal.decision.ladder.ControlLadder;
import city.ioc.signal.decision.ladder.Fitness;
import city.ioc.signal.decision.ladder.Rung;
import city.ioc.signal.model.SignalLayout;
import java.time.ZoneId;
import java.util.List;

/** Makes strategies by name. */
public final class Strategies {
    /** Names that the settings may give. */
    public static final List<String> NAMES =
            List.of(FixedTimeStrategy.NAME, VehicleActuatedStrategy.NAME, AdaptiveStrategy.NAME);

    private Strategies() {}

    /**
     * A strategy that follows the intersection's schedule.
     *
     * @param coordinated whether the intersection is one of a corridor
     * @throws IllegalArgumentException when there is no strategy of that name
     */
    public static ControlStrategy named(String name, SignalLayout layout, ZoneId zone, boolean coordinated) {
        return switch (name) {
            case FixedTimeStrategy.NAME -> new FixedTimeStrategy(layout, zone);
            case VehicleActuatedStrategy.NAME -> new VehicleActuatedStrategy(layout, zone, coordinated);
            case AdaptiveStrategy.NAME -> new AdaptiveStrategy(layout, zone);
            default -> throw new IllegalArgumentException("no control strategy \"" + name + "\"; there are " + NAMES);
        };
    }

    /** The strategy of that name as an intersection is to run it: adaptive control with the ladder that it steps down. */
    public static ControlStrategy laddered(String name, SignalLayout layout, ZoneId zone, boolean coordinated) {
        return name.equals(AdaptiveStrategy.NAME)
                ? ladder(layout, zone, coordinated)
                : named(name, layout, zone, coordinated);
    }

    private static ControlStrategy ladder(SignalLayout layout, ZoneId zone, boolean coordinated) {
        return new ControlLadder(
                AdaptiveStrategy.NAME,
                List.of(
                        new ControlLadder.Step(
                                Rung.ADAPTIVE_COORDINATED,
                                new AdaptiveStrategy(layout, zone),
                                Fitness.lanesSeen().and(Fitness.neighboursHeard())),
                        new ControlLadder.Step(
                                Rung.ADAPTIVE, AdaptiveStrategy.isolated(layout, zone), Fitness.lanesSeen()),
                        new ControlLadder.Step(
                                Rung.ACTUATED,
                                new VehicleActuatedStrategy(layout, zone, coordinated),
                                Fitness.detectorsBelieved()),
                        new ControlLadder.Step(
                                Rung.TIME_OF_DAY,
                                new FixedTimeStrategy(layout, zone),
                                Fitness.planInForce(PlanSource.ofSchedule(layout, zone)))));
    }

    /** A strategy that runs one plan as its kind says, whatever the schedule says: for an operator's override. */
    public static ControlStrategy running(SignalPlan plan, SignalLayout layout, ZoneId zone) {
        return switch (plan.kind()) {
            case ACTUATED -> new VehicleActuatedStrategy(layout, zone, false, plan);
            case FIXED_TIME, NIGHT_FLASH -> new FixedTimeStrategy(layout, zone, plan);
        };
    }
}
