package city.ioc.sim.sumo;

import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.Released;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalLayout;
import java.time.Instant;
import java.time.ZoneOffset;

/** The strategies that are measured. */
public final class SumoStrategies {
    private SumoStrategies() {}

    /** The strategy of a controller of ours for one intersection. */
    public static ControlStrategy of(SumoRun.Controller controller, SignalLayout layout) {
        return switch (controller) {
            case ADAPTIVE ->
                Strategies.NAMES.contains(controller.text())
                        ? Strategies.laddered(controller.text(), layout, ZoneOffset.UTC, false)
                        : new MaxPressureStrategy(layout);
            case LOCAL -> new Released(Instant.MAX);
            case MAX_PRESSURE -> new MaxPressureStrategy(layout);
            case FIXED, ACTUATED -> throw new IllegalArgumentException(controller.text() + " is run by SUMO itself");
        };
    }
}
