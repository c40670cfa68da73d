package city.ioc.sim;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.sim.camera.CameraCrew;
import city.ioc.sim.camera.CameraSettings;
import city.ioc.sim.device.BootCounter;
import city.ioc.sim.device.DeviceCredentials;
import city.ioc.sim.device.FieldRun;
import city.ioc.sim.traffic.EnvironmentModel;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.StreetTraffic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The simulated city: streets, road users, weather, and devices that speak MQTT as real ones do. */
public final class SimulatorMain {
    private static final Logger log = LoggerFactory.getLogger(SimulatorMain.class);

    private SimulatorMain() {}

    public static void main(String[] arguments) {
        int status;
        try {
            status = run(SimulatorConfig.from(System.getenv()));
        } catch (IllegalArgumentException | CityException | UncheckedIOException e) {
            log.error("simulator cannot start: {}", e.getMessage());
            status = 2;
        } catch (IOException e) {
            log.error("simulator cannot start: {}", e.toString());
            status = 2;
        }
        if (status != 0) System.exit(status);
    }

    private static int run(SimulatorConfig config) throws IOException {
        City city = CityFiles.read(config.city());
        SimulationSettings fromFile = SimulationSettings.read(config.city(), city);
        SimulationSettings settings = config.rates().map(fromFile::withRates).orElse(fromFile);
        EnvironmentModel environment = new EnvironmentModel(config.seed(), city.timeZone());
        long session = BootCounter.next(config.home().resolve("simulator/session"), InstantSource.system());

        GroundTruth truth = GroundTruth.to(config.home().resolve("ground-truth/" + session + ".jsonl"));
        CameraCrew cameras = cameras(config, city);
        FieldRun run = FieldRun.start(new FieldRun.Options(
                city,
                settings.deviceFaults(),
                (sensor, metric, now) -> environment.valueAt(sensor.id().value(), metric, now),
                start -> new SimulatedStreet(
                        StreetTraffic.createFilled(city, settings, config.seed(), start, truth), cameras),
                config.broker(),
                credentials(config),
                session,
                config.clock()));
        cameras.start(new FieldPictures(run));
        Optional<SimulatorMetrics> metrics = config.metricsPort() == 0
                ? Optional.empty()
                : Optional.of(SimulatorMetrics.serve(config.metricsPort(), run::figures, cameras));
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            cameras.close();
                            run.close();
                            metrics.ifPresent(SimulatorMetrics::close);
                            close(truth);
                            log.info("stopped process=simulator");
                        },
                        "shutdown"));
        log.info(
                "started process=simulator city={} intersections={} devices={} seed={} session={} factor={} cameras={} broker={}",
                city.id(),
                city.intersections().size(),
                city.devices().size(),
                config.seed(),
                session,
                config.clock().factor(),
                cameras.count(),
                config.broker().url());
        try {
            run.ended().join();
            return 0;
        } catch (CompletionException e) {
            return 1;
        }
    }

    /** None in a city that runs faster than the clock: vehicles would jump by metres from picture to picture. */
    private static CameraCrew cameras(SimulatorConfig config, City city) {
        return new CameraCrew(
                city,
                CameraSettings.read(config.city(), city),
                config.clock().factor() <= 1 ? config.cameras() : 0,
                Duration.ofMillis(1000 / config.picturesPerSecond()));
    }

    private static void close(GroundTruth truth) {
        try {
            truth.close();
        } catch (IOException e) {
            log.warn("ground truth not closed: {}", e.toString());
        }
    }

    private static DeviceCredentials credentials(SimulatorConfig config) {
        return config.credentials()
                .map(DeviceCredentials::read)
                .or(() -> config.account().map(each -> DeviceCredentials.shared(each.user(), each.password())))
                .orElseGet(DeviceCredentials::anonymous);
    }
}
