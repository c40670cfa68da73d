package city.ioc.sim;

import city.ioc.contracts.city.City;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.sim.device.FieldRun;
import city.ioc.sim.device.Street;
import city.ioc.sim.device.Surroundings;
import city.ioc.sim.sumo.SumoCity;
import city.ioc.sim.sumo.SumoException;
import city.ioc.sim.sumo.SumoScenario;
import city.ioc.sim.sumo.SumoStreet;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The streets of a SUMO scenario. Its runs are in {@code sumo/} of the state folder. */
final class SumoStreets implements Streets {
    /** So long the streets wait for the core at the start, by the system's clock. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final SumoStreet.Options options;
    private volatile @Nullable Supplier<FieldRun.Figures> figures;
    private volatile @Nullable SumoStreet street;

    private SumoStreets(SimulatorConfig config, SumoScenario scenario, SumoCity made) {
        long patience = (long) (PATIENCE.toMillis() * config.clock().factor());
        options = new SumoStreet.Options(
                scenario,
                made,
                Math.toIntExact(config.seed()),
                config.home().resolve("sumo"),
                this::isCommanded,
                Duration.ofMillis(patience));
    }

    /** @throws SumoException when the city is not one of this scenario */
    static SumoStreets of(SimulatorConfig config, City city, Path folder) {
        SumoScenario whole = SumoScenario.in(folder);
        SumoScenario scenario = config.sumoUntil().map(whole::until).orElse(whole);
        SumoCity made = SumoCity.of(scenario);
        if (!isMadeFrom(made.city(), city))
            throw new SumoException("the city of " + config.city() + " was not made from " + folder
                    + ", or the net has changed since; make it again with ./ioc import-sumo");
        return new SumoStreets(config, scenario, made);
    }

    /** Whether lights, groups and devices are the scenario's; times and plans may have been changed since. */
    private static boolean isMadeFrom(City scenario, City city) {
        return scenario.devices().equals(city.devices())
                && scenario.intersections().size() == city.intersections().size()
                && scenario.intersections().stream()
                        .allMatch(x -> city.findIntersection(x.id())
                                .filter(given -> groups(given).equals(groups(x)))
                                .isPresent());
    }

    private static List<List<Object>> groups(Intersection x) {
        return x.groups().stream()
                .map((SignalGroup group) -> List.<Object>of(group.id(), group.number(), group.movements()))
                .toList();
    }

    @Override
    public String name() {
        return options.scenario().name();
    }

    @Override
    public List<DeviceFault> deviceFaults() {
        return List.of();
    }

    @Override
    public Surroundings surroundings() {
        return (sensor, metric, now) -> {
            throw new SumoException("a SUMO scenario has no environment sensor such as " + sensor.id());
        };
    }

    @Override
    public Street begin(Instant start) {
        SumoStreet begun = new SumoStreet(options, start);
        street = begun;
        return begun;
    }

    @Override
    public void watch(Supplier<FieldRun.Figures> now) {
        figures = now;
    }

    private boolean isCommanded() {
        Supplier<FieldRun.Figures> known = figures;
        if (known == null) return false;
        FieldRun.Figures now = known.get();
        return now.commanded() == options.city().signals().size();
    }

    @Override
    public void close() {
        SumoStreet begun = street;
        if (begun != null) begun.close();
    }
}
