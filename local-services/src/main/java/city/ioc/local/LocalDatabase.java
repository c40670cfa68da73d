package city.ioc.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 17 as a child process on loopback, with TimescaleDB where it was built. Started by root it lives in a user
 * namespace of its own, because PostgreSQL refuses root. Owned by one thread.
 */
public final class LocalDatabase {
    public static final String NAME = "ioc";
    public static final String USER = "ioc";

    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);
    private static final Duration TOOL_LIMIT = Duration.ofMinutes(2);

    private final DatabaseOptions options;
    private PostgresBinaries.@Nullable Installed installed;
    private @Nullable LocalProcess process;

    public LocalDatabase(DatabaseOptions options) {
        this.options = options;
    }

    /** Makes the data folder when it is not there, ends what an earlier city left running on it, and starts. */
    public void start() {
        PostgresBinaries.Installed binaries = PostgresBinaries.install(options.cache());
        installed = binaries;
        endLeftover();
        if (!Files.exists(options.data().resolve("PG_VERSION"))) create(binaries);
        LocalProcess started =
                LocalProcess.start("database", asOrdinaryUser(serverCommand(binaries)), options.data(), options.log());
        process = started;
        started.await(this::accepts, START_LIMIT);
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + options.port() + "/" + NAME;
    }

    public String user() {
        return USER;
    }

    public String password() {
        return options.password();
    }

    /** Whether TimescaleDB is loaded; known once started. */
    public boolean timescale() {
        return installed != null && installed.timescale();
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** Completes when the process started last has ended, with its exit code. */
    public CompletableFuture<Integer> ended() {
        if (process == null) throw new IllegalStateException("the database was not started");
        return process.ended();
    }

    public long pid() {
        if (process == null) throw new IllegalStateException("the database was not started");
        return process.pid();
    }

    /** Fast shutdown: sessions are cut, everything committed is on disk. */
    public void stop() {
        if (process != null) process.interrupt(STOP_GRACE);
    }

    /** SIGKILL of the postmaster, as a power cut would; its children end by themselves. */
    public void kill() {
        if (process != null) process.kill();
    }

    private void create(PostgresBinaries.Installed binaries) {
        Path draft = options.data().resolveSibling(options.data().getFileName() + ".part");
        try {
            PostgresBinaries.deleteTree(draft);
            Files.createDirectories(
                    draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            List<String> init = new ArrayList<>(List.of(
                    binaries.program("initdb").toString(),
                    "-D",
                    draft.toString(),
                    "-U",
                    "postgres",
                    "-E",
                    "UTF8",
                    "--no-locale",
                    "--auth=reject"));
            if (!options.durable()) init.add("--no-sync");
            LocalProcess.run("initdb", asOrdinaryUser(init), draft, options.log(), TOOL_LIMIT);
            // Nobody but the application's role gets in, and by password only.
            Files.writeString(draft.resolve("pg_hba.conf"), "host all " + USER + " 127.0.0.1/32 scram-sha-256\n");
            Path bootstrap = draft.resolve("bootstrap.sql");
            Files.createFile(
                    bootstrap, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(
                    bootstrap,
                    // One statement a line: the single-user mode ends a statement at the line's end. Migrations look at
                    // the
                    // preloaded libraries, which takes pg_read_all_settings.
                    "CREATE ROLE " + USER + " LOGIN CREATEDB IN ROLE pg_read_all_settings PASSWORD '"
                            + options.password().replace("'", "''") + "'\nCREATE DATABASE " + NAME + " OWNER " + USER
                            + "\n");
            List<String> single = asOrdinaryUser(
                    List.of(binaries.program("postgres").toString(), "--single", "-D", draft.toString(), "postgres"));
            List<String> fed = new ArrayList<>(List.of("/bin/sh", "-c", "exec \"$@\" < bootstrap.sql", "sh"));
            fed.addAll(single);
            LocalProcess.run("database bootstrap", fed, draft, options.log(), TOOL_LIMIT);
            Files.delete(bootstrap);
            Files.move(draft, options.data());
        } catch (IOException e) {
            throw new ServiceException("the database's folder " + options.data() + " cannot be made", e);
        }
    }

    private List<String> serverCommand(PostgresBinaries.Installed binaries) {
        List<String> command = new ArrayList<>(List.of(
                binaries.program("postgres").toString(),
                "-D",
                options.data().toAbsolutePath().toString()));
        List<String> settings = new ArrayList<>(List.of(
                "listen_addresses=127.0.0.1",
                "port=" + options.port(),
                "unix_socket_directories=",
                "fsync=" + (options.durable() ? "on" : "off"),
                "shared_buffers=128MB",
                "max_connections=80",
                "max_wal_size=1GB",
                "checkpoint_timeout=10min",
                "wal_compression=on",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_checkpoints=off"));
        if (binaries.timescale()) {
            settings.add("shared_preload_libraries=timescaledb");
            settings.add("timescaledb.telemetry_level=off");
            // Its launcher, a scheduler for each of the four databases it may see, and the jobs.
            settings.add("timescaledb.max_background_workers=8");
            settings.add("max_worker_processes=16");
        }
        for (String setting : settings) {
            command.add("-c");
            command.add(setting);
        }
        return command;
    }

    private static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) return command;
        List<String> wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private boolean accepts() {
        if (!FreePort.isListening(options.port())) return false;
        try (Connection connection = DriverManager.getConnection(
                jdbcUrl() + "?loginTimeout=5&connectTimeout=2&socketTimeout=5", USER, options.password())) {
            return connection.isValid(5);
        } catch (SQLException e) {
            if ("28P01".equals(e.getSQLState())) {
                stop();
                throw new ServiceException(
                        "the database in " + options.data() + " was made with another password than the one kept"
                                + " for it; give that password back or remove the folder",
                        e);
            }
            return false;
        }
    }

    /**
     * A database whose starter was killed runs on, and one that was killed leaves children for a moment and a pid file for good:
     * the first is stopped, the second waited for, the third removed, since its number may by now be somebody else's.
     */
    private void endLeftover() {
        long end = System.nanoTime() + STOP_GRACE.toNanos();
        boolean asked = false;
        while (true) {
            List<Long> pids = processesIn(options.data());
            if (pids.isEmpty()) break;
            if (System.nanoTime() - end > 0)
                throw new ServiceException("processes " + pids + " still use " + options.data());
            if (!asked) findPostmaster().filter(pids::contains).ifPresent(pid -> Signals.send("INT", pid));
            asked = true;
            LocalProcess.pause();
        }
        try {
            Files.deleteIfExists(options.data().resolve("postmaster.pid"));
        } catch (IOException e) {
            throw new ServiceException("a stale postmaster.pid in " + options.data() + " cannot be removed", e);
        }
    }

    private java.util.Optional<Long> findPostmaster() {
        try (Stream<String> lines = Files.lines(options.data().resolve("postmaster.pid"))) {
            return lines.findFirst().map(line -> Long.parseLong(line.trim()));
        } catch (IOException | java.io.UncheckedIOException | NumberFormatException e) {
            return java.util.Optional.empty();
        }
    }

    /** Every process of PostgreSQL has its data folder as working folder. */
    private static List<Long> processesIn(Path data) {
        if (!Files.exists(data)) return List.of();
        List<Long> pids = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            Path real = data.toRealPath();
            for (Path each : processes.toList()) {
                String name = each.getFileName().toString();
                if (!name.chars().allMatch(Character::isDigit)) continue;
                try {
                    if (Files.readSymbolicLink(each.resolve("cwd")).equals(real)
                            && Files.exists(each.resolve("exe"), LinkOption.NOFOLLOW_LINKS)
                            && Files.readSymbolicLink(each.resolve("exe")).endsWith("postgres"))
                        pids.add(Long.parseLong(name));
                } catch (IOException e) {
                    // It ended meanwhile, or is another user's: neither uses this folder.
                    continue;
                }
            }
        } catch (IOException e) {
            throw new ServiceException("cannot look for processes of " + data, e);
        }
        return pids;
    }
}
