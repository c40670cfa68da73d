package city.ioc.sim;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.sim.camera.CameraCrew;
import city.ioc.sim.camera.CameraSettings;
import city.ioc.sim.device.BootCounter;
import city.ioc.sim.device.DeviceCredentials;
import city.ioc.sim.device.FieldRun;
import city.ioc.sim.sumo.SumoException;
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
        } catch (IllegalArgumentException | CityException | SumoException | UncheckedIOException e) {
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
        long session = BootCounter.next(config.home().resolve("simulator/session"), InstantSource.system());
        CameraCrew cameras = cameras(config, city);
        Streets streets = config.sumo().isPresent()
                ? SumoStreets.of(config, city, config.sumo().get())
                : OwnStreets.of(config, city, session, cameras);
        return live(config, city, session, streets, cameras);
    }

    private static int live(SimulatorConfig config, City city, long session, Streets streets, CameraCrew cameras)
            throws IOException {
        FieldRun run = FieldRun.start(new FieldRun.Options(
                city,
                streets.deviceFaults(),
                streets.surroundings(),
                streets::begin,
                config.broker(),
                credentials(config),
                session,
                config.clock()));
        streets.watch(run::figures);
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
                            streets.close();
                            log.info("stopped process=simulator");
                        },
                        "shutdown"));
        log.info(
                "started process=simulator city={} streets={} intersections={} devices={} seed={} session={} factor={} cameras={} broker={}",
                city.id(),
                streets.name(),
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

    private static DeviceCredentials credentials(SimulatorConfig config) {
        return config.credentials()
                .map(DeviceCredentials::read)
                .or(() -> config.account().map(each -> DeviceCredentials.shared(each.user(), each.password())))
                .orElseGet(DeviceCredentials::anonymous);
    }
}
