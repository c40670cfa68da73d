package city.ioc.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Mosquitto as a child process with its own configuration, on loopback. Owned by one thread. */
public final class LocalBroker {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration STOP_GRACE = Duration.ofSeconds(5);
    private static final List<Path> PLACES = List.of(
            Path.of("/usr/sbin/mosquitto"),
            Path.of("/usr/local/sbin/mosquitto"),
            Path.of("/opt/homebrew/sbin/mosquitto"));

    private final BrokerOptions options;
    private @Nullable LocalProcess process;

    public LocalBroker(BrokerOptions options) {
        this.options = options;
    }

    /** The broker's program, where it is installed. */
    public static Optional<Path> findProgram() {
        Stream<Path> onPath = Stream.of(
                        Optional.ofNullable(System.getenv("PATH")).orElse("").split(":"))
                .filter(folder -> !folder.isBlank())
                .map(folder -> Path.of(folder, "mosquitto"));
        return Stream.concat(PLACES.stream(), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public void start() {
        Path program = findProgram()
                .orElseThrow(
                        () -> new ServiceException("the broker is not installed: run `apt-get install mosquitto`, or"
                                + " set IOC_MQTT_URL to a broker that runs"));
        writeAccounts(options.state(), options.accounts());
        writeSecret(options.state(), "mosquitto.conf", configuration());
        LocalProcess started = LocalProcess.start(
                "broker",
                List.of(
                        program.toString(),
                        "-c",
                        options.state().resolve("mosquitto.conf").toString()),
                options.state(),
                options.log());
        process = started;
        started.await(() -> FreePort.isListening(options.port()), START_LIMIT);
    }

    public String url() {
        return "tcp://127.0.0.1:" + options.port();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes when the process started last has ended, with its exit code. */
    public CompletableFuture<Integer> ended() {
        if (process == null) throw new IllegalStateException("the broker was not started");
        return process.ended();
    }

    public long pid() {
        if (process == null) throw new IllegalStateException("the broker was not started");
        return process.pid();
    }

    public void stop() {
        if (process != null) process.stop(STOP_GRACE);
    }

    /** SIGKILL, as a power cut would. */
    public void kill() {
        if (process != null) process.kill();
    }

    private String configuration() {
        Path state = options.state().toAbsolutePath();
        StringBuilder text = new StringBuilder();
        line(text, "per_listener_settings false");
        // Started by root, the broker would change to a user that may not read its state folder.
        line(text, "user " + System.getProperty("user.name"));
        if (options.accounts().isEmpty()) {
            line(text, "allow_anonymous true");
        } else {
            line(text, "allow_anonymous false");
            line(text, "password_file " + state.resolve("passwords"));
            line(text, "acl_file " + state.resolve("acl"));
        }
        line(text, "persistence true");
        line(text, "persistence_location " + state + "/");
        line(text, "autosave_interval 10");
        line(text, "persistent_client_expiration 7d");
        line(text, "set_tcp_nodelay true");
        line(text, "max_inflight_messages 1000");
        line(text, "max_queued_messages 200000");
        line(text, "max_packet_size 8388608");
        line(text, "log_dest stderr");
        line(text, "log_timestamp_format %Y-%m-%dT%H:%M:%S");
        for (String type : List.of("error", "warning", "notice")) line(text, "log_type " + type);
        line(text, "connection_messages false");
        line(text, "listener " + options.port() + " 127.0.0.1");
        options.tls().ifPresent(tls -> {
            line(text, "listener " + tls.port());
            line(text, "certfile " + tls.certificate().toAbsolutePath());
            line(text, "keyfile " + tls.key().toAbsolutePath());
            line(text, "tls_version tlsv1.2");
        });
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }

    /** Writes Mosquitto's password and ACL files, {@code passwords} and {@code acl}, also for a broker that is not ours. */
    public static void writeAccounts(Path folder, List<BrokerAccount> accounts) {
        StringBuilder passwords = new StringBuilder();
        StringBuilder acl = new StringBuilder();
        for (BrokerAccount account : accounts) {
            passwords
                    .append(PasswordHash.line(account.user(), account.password()))
                    .append('\n');
            acl.append(account.aclText());
        }
        writeSecret(folder, "passwords", passwords.toString());
        writeSecret(folder, "acl", acl.toString());
    }

    private static void writeSecret(Path folder, String name, String text) {
        try {
            Files.createDirectories(folder);
            Path draft = Files.createTempFile(
                    folder,
                    name,
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text);
            Files.move(draft, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ServiceException("cannot write the broker's " + name + " in " + folder, e);
        }
    }
}
