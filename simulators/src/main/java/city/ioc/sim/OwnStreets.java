package city.ioc.sim;

import city.ioc.contracts.city.City;
import city.ioc.sim.camera.CameraCrew;
import city.ioc.sim.device.FieldRun;
import city.ioc.sim.device.Street;
import city.ioc.sim.device.Surroundings;
import city.ioc.sim.traffic.EnvironmentModel;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import city.ioc.sim.traffic.StreetTraffic;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streets that the product itself simulates, as the city's {@code simulation.json} says, and the truth about them. */
record OwnStreets(
        City city,
        SimulationSettings settings,
        EnvironmentModel environment,
        GroundTruth truth,
        CameraCrew cameras,
        long seed)
        implements Streets {
    private static final Logger log = LoggerFactory.getLogger(OwnStreets.class);

    static OwnStreets of(SimulatorConfig config, City city, long session, CameraCrew cameras) throws IOException {
        SimulationSettings fromFile = SimulationSettings.read(config.city(), city);
        return new OwnStreets(
                city,
                config.rates().map(fromFile::withRates).orElse(fromFile),
                new EnvironmentModel(config.seed(), city.timeZone()),
                GroundTruth.to(config.home().resolve("ground-truth/" + session + ".jsonl")),
                cameras,
                config.seed());
    }

    @Override
    public String name() {
        return "own";
    }

    @Override
    public List<DeviceFault> deviceFaults() {
        return settings.deviceFaults();
    }

    @Override
    public Surroundings surroundings() {
        return (sensor, metric, now) -> environment.valueAt(sensor.id().value(), metric, now);
    }

    @Override
    public Street begin(Instant start) {
        return new SimulatedStreet(StreetTraffic.createFilled(city, settings, seed, start, truth), cameras);
    }

    @Override
    public void watch(Supplier<FieldRun.Figures> figures) {}

    @Override
    public void close() {
        try {
            truth.close();
        } catch (IOException e) {
            log.warn("ground truth not closed: {}", e.toString());
        }
    }
}
