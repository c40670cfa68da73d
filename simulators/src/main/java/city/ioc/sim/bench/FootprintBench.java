package city.ioc.sim.bench;

import city.ioc.sim.launch.RunningCity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How much CPU and memory each process of the running city takes. */
final class FootprintBench implements Bench {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double BYTES_PER_MIB = 1024.0 * 1024;

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String purpose() {
        return "CPU and memory of every process of the running city  [seconds, 60]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        Duration span = Duration.ofSeconds(arguments.isEmpty() ? 60 : Long.parseLong(arguments.getFirst()));
        Map<String, Long> pids = RunningCity.pids(context.state());
        if (pids.isEmpty())
            throw new BenchException("no city runs on " + context.state().root() + "; start one with ./ioc up");
        return measure(new ProcessMeter(pids), span);
    }

    static Map<String, Object> measure(ProcessMeter meter, Duration span) {
        long from = System.nanoTime();
        Map<String, ProcessMeter.Usage> before = meter.read();
        try {
            Thread.sleep(span.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
        Map<String, ProcessMeter.Usage> after = meter.read();
        double seconds = (System.nanoTime() - from) / NANOS_PER_SECOND;
        List<Object> processes = new ArrayList<>();
        double cores = 0;
        double memoryMiB = 0;
        for (Map.Entry<String, ProcessMeter.Usage> each : after.entrySet()) {
            ProcessMeter.Usage start = before.get(each.getKey());
            if (start == null) continue;
            double used = (each.getValue().cpuNanos() - start.cpuNanos()) / NANOS_PER_SECOND / seconds;
            double held = each.getValue().memoryBytes() / BYTES_PER_MIB;
            cores += used;
            memoryMiB += held;
            processes.add(figures(each.getKey(), used, held));
        }
        Map<String, Object> result = figures("all", cores, memoryMiB);
        result.put("seconds", round(seconds, 1));
        result.put("processes", processes);
        return result;
    }

    private static Map<String, Object> figures(String name, double cores, double memoryMiB) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("process", name);
        figures.put("cores", round(cores, 3));
        figures.put("memoryMiB", round(memoryMiB, 1));
        return figures;
    }

    private static double round(double value, int digits) {
        double scale = Math.pow(10, digits);
        return Math.round(value * scale) / scale;
    }
}
