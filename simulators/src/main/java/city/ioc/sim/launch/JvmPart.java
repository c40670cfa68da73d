package city.ioc.sim.launch;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.config.SettingKey;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of the product's own programs in a JVM of its own. Its output goes to its log, warnings also to the console. */
final class JvmPart implements Part {
    private static final Duration STOP_GRACE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final long LOG_BYTES = 10_000_000;
    private static final int LAST_LINES = 20;

    /** What a process needs of this one's environment; settings are handed over one by one. */
    private static final List<String> INHERITED = List.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "USER", "SUMO_HOME");

    private final Spec spec;
    private final Console console;
    private final Deque<String> lastLines = new ArrayDeque<>();
    private volatile @Nullable Process process;

    JvmPart(Spec spec, Console console) {
        this.spec = spec;
        this.console = console;
    }

    /**
     * What to start.
     *
     * @param healthPort where it serves /health; ready is 200, and from a part that tells of the core, that it heard it
     * @param maxHeapMiB most memory for objects
     */
    record Spec(
            String name,
            String mainClass,
            int maxHeapMiB,
            int healthPort,
            String address,
            StateFolder state,
            Map<SettingKey, String> settings) {
        Spec {
            settings = Map.copyOf(settings);
        }
    }

    @Override
    public String name() {
        return spec.name();
    }

    @Override
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(INHERITED);
        spec.settings().forEach((key, value) -> environment.put(key.name(), value));
        // Not on the command line: ONNX Runtime 1.29 crashes the process where that is longer than 4,096 bytes.
        environment.put("CLASSPATH", classPath());
        builder.directory(spec.state().root().toFile());
        try {
            Process started = builder.start();
            started.getOutputStream().close();
            process = started;
            Thread.ofPlatform().daemon().name("log-" + spec.name()).start(() -> pump(started));
        } catch (IOException e) {
            throw new LaunchException(spec.name() + " cannot be started: " + e, e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        // A session of its own: Ctrl-C reaches the launcher alone, which ends its parts in order.
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) command.add("/usr/bin/setsid");
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx" + spec.maxHeapMiB() + "m");
        command.add("-XX:+UseSerialGC");
        command.add("-XX:ReservedCodeCacheSize=64m");
        command.add("-XX:+ExitOnOutOfMemoryError");
        command.add("-XX:-UsePerfData");
        command.add("-Xshare:auto");
        command.add("-Djava.util.concurrent.ForkJoinPool.common.parallelism=2");
        command.add("-Djava.io.tmpdir=" + spec.state().temporary());
        command.add("-Dvertx.cacheDirBase=" + spec.state().temporary().resolve("vertx-" + spec.name()));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= 23) command.add("--sun-misc-unsafe-memory-access=allow");
        // What Hazelcast asks for, else it warns at every start.
        for (String module : List.of(
                "java.base/jdk.internal.ref",
                "java.base/java.lang",
                "java.base/sun.nio.ch",
                "java.management/sun.management",
                "jdk.management/com.sun.management.internal")) {
            command.add("--add-opens=" + module + "=ALL-UNNAMED");
        }
        command.add(spec.mainClass());
        return command;
    }

    private static String classPath() {
        List<String> absolute = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator))
            absolute.add(Path.of(entry).toAbsolutePath().toString());
        return String.join(File.pathSeparator, absolute);
    }

    private void pump(Process started) {
        try (RotatingLog log = new RotatingLog(spec.state().logs().resolve(spec.name() + ".log"), LOG_BYTES);
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                log.write(line);
                remember(line);
                console.childLine(spec.name(), line);
            }
        } catch (IOException e) {
            console.line(spec.name(), "its output can no longer be read: " + e);
        }
    }

    private void remember(String line) {
        synchronized (lastLines) {
            if (lastLines.size() == LAST_LINES) lastLines.removeFirst();
            lastLines.addLast(line);
        }
    }

    @Override
    public void awaitReady(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (!isHealthy()) {
            if (!running().isAlive())
                throw new LaunchException(
                        spec.name() + " ended with " + running().exitValue() + ":\n  " + tail());
            if (System.nanoTime() - end > 0)
                throw new LaunchException(
                        spec.name() + " was not ready within " + limit.toSeconds() + " s:\n  " + tail());
            try {
                Thread.sleep(POLL.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LaunchException("interrupted while waiting for " + spec.name(), e);
            }
        }
    }

    private boolean isHealthy() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + spec.healthPort() + "/health")
                            .toURL()
                            .openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(3000);
            if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) return false;
            try (InputStream answer = connection.getInputStream()) {
                return !"SILENT"
                        .equals(CityJson.mapper().readTree(answer).path("core").asText());
            }
        } catch (IOException e) {
            return false;
        }
    }

    private String tail() {
        synchronized (lastLines) {
            return lastLines.isEmpty() ? "(it said nothing)" : String.join("\n  ", lastLines);
        }
    }

    private Process running() {
        Process now = process;
        if (now == null) throw new IllegalStateException(spec.name() + " was not started");
        return now;
    }

    @Override
    public long pid() {
        return running().pid();
    }

    @Override
    public String address() {
        return spec.address();
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return running().onExit().thenApply(Process::exitValue);
    }

    @Override
    public void stop() {
        Process now = process;
        if (now == null) return;
        now.destroy();
        try {
            if (!now.waitFor(STOP_GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                console.line(spec.name(), "did not end within " + STOP_GRACE.toSeconds() + " s and is killed");
                now.destroyForcibly();
            }
        } catch (InterruptedException e) {
            now.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
