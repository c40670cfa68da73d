package city.ioc.sim.bench;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.time.CityClock;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.sim.load.LoadCity;
import city.ioc.sim.load.LoadGenerator;
import city.ioc.sim.load.LoadPlan;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Ingest: from the device's MQTT message to the row committed in the database and acknowledged end to end, with the broker alone
 * and the database alone in the same run. A sample is one measured value; a message carries 10.
 */
final class IngestBench implements Bench {
    private static final int DEVICES = 200;
    private static final int VALUES = 10;
    private static final int CONNECTIONS = 2;
    private static final int WINDOW = 500;
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(120);
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public String purpose() {
        return "device MQTT to committed row, beside the broker alone and the database alone  [seconds each, 30]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        Duration span = Duration.ofSeconds(arguments.isEmpty() ? 30 : Long.parseLong(arguments.getFirst()));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("valuesPerMessage", VALUES);
        figures.put("brokerAlone", BrokerAlone.measure(span));
        figures.put("databaseAlone", DatabaseAlone.measure(span, DEVICES));
        figures.put("ingest", ingest(context, span));
        return figures;
    }

    private static Map<String, Object> ingest(BenchContext context, Duration span) {
        Path folder = LoadCityFiles.write(DEVICES);
        try (BenchCity city = BenchCity.start(
                folder, context.state().cache(), List.of("--no-simulator"), Map.of(SettingKey.IOC_LOG, "text"))) {
            long session = Instant.now().getEpochSecond();
            send(city, WARM_UP, session);
            long before = awaitStill(city);
            ProcessMeter meter = new ProcessMeter(withSelf(city.pids()));
            Map<String, ProcessMeter.Usage> usedBefore = meter.read();
            long began = System.nanoTime();
            LoadGenerator.Result sent = send(city, span, session + 1);
            long stored = awaitCommitted(city, before + sent.sent());
            double seconds = (System.nanoTime() - began) / 1e9;
            Map<String, ProcessMeter.Usage> usedAfter = meter.read();
            long committed = stored - before;
            long samples = committed * VALUES;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("messagesSent", sent.sent());
            figures.put("messagesCommitted", committed);
            figures.put("everyMessageOnce", committed == sent.sent() && distinctMessages(city) == stored);
            figures.put("secondsSending", round(sent.took().toMillis() / 1000.0));
            figures.put("secondsToLastCommit", round(seconds));
            figures.put("samplesPerSecond", Math.round(samples / seconds));
            figures.put("bytesPerSampleOnDisk", round(bytesOnDisk(city) / (double) (stored * VALUES)));
            Map<String, Object> cpu = new TreeMap<>();
            usedAfter.forEach((part, usage) -> {
                ProcessMeter.Usage start = usedBefore.get(part);
                if (start != null) cpu.put(part, round((usage.cpuNanos() - start.cpuNanos()) / 1000.0 / samples));
            });
            figures.put("cpuMicrosPerSample", cpu);
            Map<String, Object> memory = new TreeMap<>();
            usedAfter.forEach((part, usage) -> memory.put(part, Math.round(usage.memoryBytes() / 1048576.0)));
            figures.put("memoryMiB", memory);
            figures.put("atLeast30000", samples / seconds >= 30_000);
            return figures;
        } finally {
            TemporaryFolder.remove(folder);
        }
    }

    private static Map<String, Long> withSelf(Map<String, Long> pids) {
        Map<String, Long> all = new TreeMap<>(pids);
        all.remove("city");
        all.put("generator", ProcessHandle.current().pid());
        return all;
    }

    private static LoadGenerator.Result send(BenchCity city, Duration length, long session) {
        return generate(
                length,
                session,
                MqttLinkOptions.to(city.broker(), "bench-load")
                        .credentials("commissioning", city.brokerPassword("commissioning")));
    }

    /** As fast as the broker takes them. */
    static LoadGenerator.Result generate(Duration length, long session, MqttLinkOptions.Builder options) {
        LoadPlan plan = new LoadPlan(DEVICES, 0, length, VALUES, CONNECTIONS, WINDOW);
        try {
            return new LoadGenerator(
                            plan,
                            LoadCity.radars(
                                    LoadCity.sites(DEVICES, LoadCity.city(1).centre())),
                            session,
                            CityClock.real())
                    .run(number -> numbered(options, number));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    private static MqttLinkOptions.Builder numbered(MqttLinkOptions.Builder options, int number) {
        MqttLinkOptions base = options.build();
        return MqttLinkOptions.to(base.url(), base.clientId() + "-" + number).credentials(base.user(), base.password());
    }

    private static long awaitStill(BenchCity city) {
        long last = -1;
        for (long now = rows(city); now != last; now = rows(city)) {
            last = now;
            pause();
            pause();
        }
        return last;
    }

    private static long awaitCommitted(BenchCity city, long rows) {
        long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
        long now = rows(city);
        while (now < rows && System.nanoTime() < deadline) {
            pause();
            now = rows(city);
        }
        return now;
    }

    private static long rows(BenchCity city) {
        return query(city, "SELECT count(*) FROM detector_reading");
    }

    private static long distinctMessages(BenchCity city) {
        return query(city, "SELECT count(*) FROM (SELECT DISTINCT device, message FROM detector_reading) AS messages");
    }

    private static long bytesOnDisk(BenchCity city) {
        return query(
                city,
                "SELECT coalesce(sum(pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)), 0)"
                        + " FROM pg_tables WHERE tablename = 'detector_reading' OR (schemaname = '_timescaledb_internal'"
                        + " AND tablename IN (SELECT chunk_name FROM timescaledb_information.chunks"
                        + " WHERE hypertable_name = 'detector_reading'))");
    }

    private static long query(BenchCity city, String sql) {
        try (Connection connection = city.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new BenchException("the bench's database cannot be asked: " + e, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
