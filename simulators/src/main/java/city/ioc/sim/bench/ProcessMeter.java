package city.ioc.sim.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * CPU time and memory of processes with all their children, from /proc. Memory that several share is counted in parts, so that
 * sums are true. Immutable.
 */
final class ProcessMeter {
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int UTIME = 11;
    private static final int CSTIME = 14;

    private final Map<String, Long> pids;

    /** @param pids process ids by name */
    ProcessMeter(Map<String, Long> pids) {
        this.pids = Map.copyOf(pids);
    }

    /** What a process and its children, living and gone, have used so far. */
    record Usage(long cpuNanos, long memoryBytes) {
        Usage plus(Usage other) {
            return new Usage(cpuNanos + other.cpuNanos, memoryBytes + other.memoryBytes);
        }
    }

    /** The usage of every process that still runs. */
    Map<String, Usage> read() {
        Map<String, Usage> usages = new TreeMap<>();
        pids.forEach((name, pid) -> ProcessHandle.of(pid)
                .ifPresent(process -> usages.put(
                        name,
                        Stream.concat(Stream.of(process), process.descendants())
                                .flatMap(each -> usageOf(each.pid()).stream())
                                .reduce(new Usage(0, 0), Usage::plus))));
        return usages;
    }

    private static Optional<Usage> usageOf(long pid) {
        try {
            Path folder = Path.of("/proc", Long.toString(pid));
            return Optional.of(new Usage(
                    ticks(Files.readString(folder.resolve("stat"))) * NANOS_PER_TICK,
                    proportionalBytes(Files.readAllLines(folder.resolve("smaps_rollup")))));
        } catch (IOException e) {
            // It ended between the listing and the look.
            return Optional.empty();
        }
    }

    /** User and system time, of the process and of children it has waited for. */
    static long ticks(String stat) {
        // The name in parentheses may hold anything, so count from the last one.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        long sum = 0;
        for (int i = UTIME; i <= CSTIME; i++) sum += Long.parseLong(fields[i]);
        return sum;
    }

    static long proportionalBytes(List<String> rollup) {
        return rollup.stream()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
                .findFirst()
                .orElse(0);
    }
}
