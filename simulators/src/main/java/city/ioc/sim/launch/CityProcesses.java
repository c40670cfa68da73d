package city.ioc.sim.launch;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.local.BrokerAccount;
import city.ioc.local.BrokerOptions;
import city.ioc.local.DatabaseOptions;
import city.ioc.local.LocalBroker;
import city.ioc.local.LocalDatabase;
import city.ioc.local.ToolCache;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Every process of one city, in the order in which they are started and, backwards, ended. Started by one thread;
 * {@link #stop} may come from another at any moment.
 */
final class CityProcesses {
    private static final Duration READY_LIMIT = Duration.ofSeconds(180);
    private static final Duration CLOCK_EVERY = Duration.ofSeconds(2);

    private final LauncherConfig config;
    private final StateFolder state;
    private final Console console;
    private final City city;
    private final CityTime time;
    private final List<Watched> started = new CopyOnWriteArrayList<>();

    private volatile boolean ending;

    CityProcesses(LauncherConfig config, StateFolder state, Console console) {
        this.config = config;
        this.state = state;
        this.console = console;
        this.city = CityFiles.read(config.city());
        Instant livedUntil = CityTime.readLivedUntil(state.clock());
        Instant now = Instant.now();
        this.time = config.at()
                .map(at -> CityTime.beginning(at.atZone(city.timeZone()).toInstant(), livedUntil, now, config.speed()))
                .orElseGet(() -> CityTime.starting(livedUntil, now, config.speed()));
    }

    void start() {
        state.claim(city.id());
        Secrets secrets = new Secrets(state.secrets());
        Ports ports = new Ports(state.ports());
        Map<String, String> devices = secrets.passwords(
                "devices",
                CityAccounts.listConnected(city).stream()
                        .map(device -> device.id().value())
                        .toList());
        Map<String, String> services = secrets.passwords("accounts", CityAccounts.services(config.gateway()));
        List<BrokerAccount> accounts = CityAccounts.of(city, config.gateway(), devices, services);

        String brokerUrl = config.externalBroker().map(Object::toString).orElseGet(() -> {
            LocalBroker broker = new LocalBroker(new BrokerOptions(
                    ports.of("broker"),
                    state.broker(),
                    state.logs().resolve("broker.log"),
                    accounts,
                    Optional.empty()));
            startNow(new BrokerPart(broker));
            return broker.url();
        });
        if (config.externalBroker().isPresent()) {
            LocalBroker.writeAccounts(state.broker(), accounts);
            console.line("broker", brokerUrl + ", not ours; its password and ACL files are in " + state.broker());
        }
        String databasePassword = secrets.password("database");
        String databaseUrl = config.externalDatabase().orElseGet(() -> {
            LocalDatabase database = new LocalDatabase(new DatabaseOptions(
                    ports.of("database"),
                    state.database(),
                    state.logs().resolve("database.log"),
                    new ToolCache(state.cache()),
                    databasePassword,
                    true));
            startNow(new DatabasePart(database));
            return database.jdbcUrl();
        });
        if (config.externalDatabase().isPresent()) console.line("database", "not ours: as IOC_DB_URL says");

        PartSettings settings = new PartSettings(
                config,
                state,
                time,
                brokerUrl,
                databaseUrl,
                databasePassword,
                secrets.keyFile("jwt"),
                secrets.file("devices"),
                services,
                ports);
        List<JvmPart.Spec> specs = settings.specs();
        ports.save();
        StateFolder.writeSecret(state.attach(), settings.attachText());

        // The core first, alone: it makes the tables, and a cluster that starts as one node cannot start as two.
        startNow(new JvmPart(specs.getFirst(), console));
        List<Watched> others = new ArrayList<>();
        for (JvmPart.Spec spec : specs.subList(1, specs.size())) {
            Watched watched = new Watched(new JvmPart(spec, console), state, console);
            started.add(watched);
            watched.start();
            others.add(watched);
        }
        for (Watched watched : others) watched.awaitReady(READY_LIMIT);
    }

    private void startNow(Part part) {
        Watched watched = new Watched(part, state, console);
        started.add(watched);
        watched.start();
        watched.awaitReady(READY_LIMIT);
    }

    boolean isEnding() {
        return ending;
    }

    /** Ends every part, the last started first. */
    void stop() {
        ending = true;
        for (Watched watched : started.reversed()) watched.stop();
        saveTime();
        try {
            Files.deleteIfExists(state.attach());
        } catch (IOException e) {
            console.line("city", "cannot remove " + state.attach() + ": " + e);
        }
    }

    /** Blocks until the process ends; meanwhile keeps a note of the city's time where it runs ahead. */
    void keepTime() {
        while (true) {
            saveTime();
            try {
                Thread.sleep(CLOCK_EVERY.toMillis());
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /** The time that the city reaches before the next note, so that a crash in between does not turn it back. */
    private void saveTime() {
        if (time.speed() == 1) return;
        try {
            StateFolder.write(
                    state.clock(), time.at(Instant.now().plus(CLOCK_EVERY).plusSeconds(1)) + "\n");
        } catch (LaunchException e) {
            console.line("city", e.getMessage() == null ? "its time cannot be kept" : e.getMessage());
        }
    }
}
