package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.config.SettingKey;
import city.ioc.local.FreePort;
import city.ioc.local.LocalDatabase;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.launch.CityLauncher;
import city.ioc.sim.launch.RunningCity;
import city.ioc.sim.launch.StateFolder;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A city of its own on free ports and a fresh state folder, started the way {@code ./ioc up} does and ended with everything it
 * made. For benches and end-to-end tests. Owned by one thread.
 */
public final class BenchCity implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final int LAST_LINES = 40;

    private final StateFolder state;
    private final Path cityFolder;
    private final int port;
    private final Process process;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private final CompletableFuture<Void> ready = new CompletableFuture<>();

    private final CityEnd end;

    private BenchCity(StateFolder state, Path cityFolder, int port, Process process, CityEnd end) {
        this.state = state;
        this.cityFolder = cityFolder;
        this.port = port;
        this.process = process;
        this.end = end;
        Thread.ofPlatform().daemon().name("bench-city").start(this::read);
    }

    /**
     * Starts a city and waits until it is ready.
     *
     * @param cache folder with the compiled database extension, as in the state folder of {@code ./ioc up}
     * @param arguments of {@code up}
     * @throws BenchException with the last lines of its output when it does not come up
     */
    public static BenchCity start(Path cityFolder, Path cache, List<String> arguments) {
        return start(cityFolder, cache, arguments, Map.of());
    }

    /** As above, with further settings. */
    public static BenchCity start(
            Path cityFolder, Path cache, List<String> arguments, Map<SettingKey, String> settings) {
        try {
            StateFolder state = new StateFolder(Files.createTempDirectory("ioc-bench-"));
            Files.createDirectories(cache);
            Files.createSymbolicLink(state.cache(), cache.toAbsolutePath());
            int port = FreePort.find();
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx64m",
                    "-XX:+UseSerialGC",
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    CityLauncher.class.getName(),
                    "up"));
            command.addAll(arguments);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            Map<String, String> environment = builder.environment();
            environment.keySet().removeIf(name -> name.startsWith("IOC_"));
            settings.forEach((key, value) -> environment.put(key.name(), value));
            environment.put(SettingKey.IOC_HOME.name(), state.root().toString());
            environment.put(SettingKey.IOC_PORT.name(), Integer.toString(port));
            environment.put(
                    SettingKey.IOC_CITY.name(), cityFolder.toAbsolutePath().toString());
            CityEnd end = new CityEnd(state.root());
            BenchCity city = new BenchCity(state, cityFolder, port, start(builder, end), end);
            city.awaitReady();
            return city;
        } catch (IOException e) {
            throw new BenchException("a city for the bench cannot be started: " + e, e);
        }
    }

    private static Process start(ProcessBuilder launcher, CityEnd end) throws IOException {
        try {
            return end.start(launcher);
        } catch (IOException e) {
            end.close();
            throw e;
        }
    }

    private void awaitReady() {
        try {
            ready.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            close();
            throw new BenchException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            String said = lastLines();
            close();
            throw new BenchException("the city did not become ready; it said:\n" + said, e);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line;
            while ((line = lines.readLine()) != null) {
                synchronized (lastLines) {
                    lastLines.addLast(line);
                    if (lastLines.size() > LAST_LINES) lastLines.removeFirst();
                }
                if (line.contains("ready: http")) ready.complete(null);
            }
        } catch (IOException e) {
            ready.completeExceptionally(e);
        }
        ready.completeExceptionally(new BenchException("it ended"));
    }

    /** Whether its launcher runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** The latest lines that the city printed. */
    public String lastLines() {
        synchronized (lastLines) {
            return String.join("\n", lastLines);
        }
    }

    public City city() {
        return CityFiles.read(cityFolder);
    }

    /** Folder of its files. */
    public Path folder() {
        return cityFolder;
    }

    public StateFolder state() {
        return state;
    }

    public URI web() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** Process ids by part, the launcher's own as {@code city}. */
    public Map<String, Long> pids() {
        return RunningCity.pids(state);
    }

    /** SIGKILL to a part, as the kernel does to a process when memory runs out. */
    public void kill(String part) {
        Long pid = pids().get(part);
        if (pid == null) throw new BenchException("no part \"" + part + "\" runs; there are " + pids().keySet());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    public URI broker() {
        return URI.create("tcp://127.0.0.1:" + port("broker"));
    }

    /** The port of a part, for instance {@code core.metrics}. */
    public int port(String name) {
        return line(state.ports(), name + "=")
                .map(Integer::parseInt)
                .orElseThrow(() -> new BenchException("the city has no port \"" + name + "\""));
    }

    /** Password at the broker of an account: {@code core}, {@code commissioning} or the gateway's code. */
    public String brokerPassword(String account) {
        return line(state.secrets().resolve("accounts"), account + ":")
                .orElseThrow(() -> new BenchException("there is no account \"" + account + "\" at the broker"));
    }

    /** JDBC URL of its database; the user is {@link LocalDatabase#USER}. */
    public String databaseUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port("database") + "/" + LocalDatabase.NAME;
    }

    /** A connection of its own to the city's database. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl(), LocalDatabase.USER, databasePassword());
    }

    public String databasePassword() {
        try {
            return Files.readString(state.secrets().resolve("database")).trim();
        } catch (IOException e) {
            throw new BenchException("the database's password cannot be read: " + e, e);
        }
    }

    /** Password of a first-run login. */
    public String password(String user) {
        return line(state.firstRunLogins(), user + " ")
                .map(rest -> rest.split(" ")[0])
                .orElseThrow(() -> new BenchException("there is no first-run login \"" + user + "\""));
    }

    /** The centre's interface, as a first-run user. */
    public CentreClient centre(String user) {
        return new CentreClient(web(), new CentreClient.Login(user, password(user)));
    }

    /** GET of a path under /api/v1, as the operator. */
    public JsonNode ask(String path) {
        try {
            return centre("operator").get(path);
        } catch (IOException e) {
            throw new BenchException(e.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static Optional<String> line(Path file, String start) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> line.startsWith(start))
                    .map(line -> line.substring(start.length()).trim())
                    .findFirst();
        } catch (IOException e) {
            throw new BenchException(file + " cannot be read: " + e, e);
        }
    }

    /** Ends the city and removes its state folder. */
    @Override
    public void close() {
        end.close();
    }
}
