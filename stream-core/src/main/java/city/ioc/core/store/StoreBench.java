package city.ioc.core.store;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.LocalName;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The database alone: readings of ten values from a thousand detectors through the same writer as in the core, as fast as they
 * are committed. Prints one line of JSON. Arguments: JDBC URL, user, password, seconds.
 */
public final class StoreBench {
    private static final int DETECTORS = 1_000;
    private static final int SAMPLES_PER_ROW = 10;
    private static final int MESSAGES_PER_BATCH = 20;
    private static final int SHARDS = 32;
    private static final int QUEUED_ROWS = 20_000;

    private StoreBench() {}

    /**
     * What came of a run.
     *
     * @param ackP99Ms from the hand-over of a batch to its acknowledgement
     */
    public record Result(
            double seconds,
            long rows,
            double rowsPerSecond,
            double samplesPerSecond,
            double writerCpuMicrosPerRow,
            double ackP50Ms,
            double ackP99Ms) {

        public String toJson() {
            return ("{\"seconds\":%.2f,\"rows\":%d,\"rowsPerSecond\":%.0f,\"samplesPerSecond\":%.0f,"
                            + "\"writerCpuMicrosPerRow\":%.2f,\"ackP50Ms\":%.1f,\"ackP99Ms\":%.1f}")
                    .formatted(
                            seconds, rows, rowsPerSecond, samplesPerSecond, writerCpuMicrosPerRow, ackP50Ms, ackP99Ms);
        }
    }

    public static void main(String[] args) {
        if (args.length != 4) throw new IllegalArgumentException("arguments: JDBC-URL user password seconds");
        try (Database database = Database.open(args[0], args[1], args[2])) {
            database.migrate();
            System.out.println(
                    run(database, Duration.ofSeconds(Long.parseLong(args[3]))).toJson());
        }
    }

    /** Runs on a database whose schema is up to date. */
    public static Result run(Database database, Duration length) {
        Map<DeviceId, Device> detectors = new HashMap<>();
        for (int i = 0; i < DETECTORS; i++) {
            Device device = detector(i);
            detectors.put(device.id(), device);
        }
        StoreMetrics metrics = new StoreMetrics(new SimpleMeterRegistry());
        InstantSource clock = InstantSource.system();
        HistoryStore store =
                new HistoryStore(database.dataSource(), id -> Optional.ofNullable(detectors.get(id)), clock, metrics);
        Map<String, Long> handedOver = new java.util.concurrent.ConcurrentHashMap<>();
        List<Long> ackNanos = java.util.Collections.synchronizedList(new ArrayList<>());
        AtomicLong acknowledged = new AtomicLong();
        HistoryWriter writer = new HistoryWriter(
                store,
                ack -> ack.committed().forEach(range -> {
                    for (long seq = range.first(); seq <= range.last(); seq++) {
                        Long since = handedOver.remove(ack.stream().shard() + "/" + seq);
                        if (since != null) ackNanos.add(System.nanoTime() - since);
                        acknowledged.incrementAndGet();
                    }
                }),
                clock,
                metrics);
        writer.start();
        long cpuBefore = processCpuNanos();
        long generatorBefore = threadCpuNanos();
        long start = System.nanoTime();
        long batches = 0;
        long session = Instant.now().getEpochSecond();
        while (System.nanoTime() - start < length.toNanos()) {
            if (writer.queuedRows() >= QUEUED_ROWS) {
                LockSupport.parkNanos(1_000_000);
                continue;
            }
            int shard = (int) (batches % SHARDS);
            long seq = batches / SHARDS + 1;
            handedOver.put(shard + "/" + seq, System.nanoTime());
            if (writer.offer(batch(shard, seq, session, batches))) batches++;
        }
        while (acknowledged.get() < batches) LockSupport.parkNanos(1_000_000);
        double seconds = (System.nanoTime() - start) / 1e9;
        long cpu = processCpuNanos() - cpuBefore - (threadCpuNanos() - generatorBefore);
        writer.close();
        long rows = batches * MESSAGES_PER_BATCH;
        List<Long> sorted = ackNanos.stream().sorted().toList();
        return new Result(
                seconds,
                rows,
                rows / seconds,
                rows * SAMPLES_PER_ROW / seconds,
                cpu / 1000.0 / rows,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99));
    }

    private static double percentile(List<Long> sorted, double share) {
        return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }

    private static StoreBatch batch(int shard, long seq, long session, long number) {
        Instant now = Instant.now();
        List<HistoryRow> rows = new ArrayList<>(MESSAGES_PER_BATCH);
        for (int i = 0; i < MESSAGES_PER_BATCH; i++) {
            long row = number * MESSAGES_PER_BATCH + i;
            // A detector stays with its shard, as in the city.
            int detector = (int) (row / SHARDS % (DETECTORS / SHARDS)) * SHARDS + shard;
            rows.add(new HistoryRow.Detection(
                    new DeviceId("bench-" + detector),
                    session << 32 | row,
                    0,
                    new DetectorReading(
                            new DeviceId("bench-" + detector),
                            now.minusMillis(row % 1000),
                            Duration.ofSeconds(10),
                            14,
                            OptionalDouble.of(0.23),
                            OptionalDouble.of(31.5),
                            OptionalDouble.of(18),
                            Optional.of(new ClassCounts(10, 1, 2, 0, 0, 1)))));
        }
        return new StoreBatch(new StreamId(new GatewayId("bench"), session, shard), seq, now, rows);
    }

    private static Device detector(int number) {
        return new Device(
                new DeviceId("bench-" + number),
                Device.Kind.RADAR,
                new LocalName("đo thử", "bench"),
                new IntersectionId("bench"),
                new GeoPoint(9.784, 105.47),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                List.of(),
                LocalDate.of(2026, 1, 1),
                Optional.empty());
    }

    private static long processCpuNanos() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime()
                : 0;
    }

    private static long threadCpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
