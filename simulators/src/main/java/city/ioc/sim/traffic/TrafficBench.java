package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Measures how many seconds of the city one second of CPU time simulates, whatever else the machine does; arguments city folder, minutes, start, demand factor.
 */
public final class TrafficBench {
    private static final Logger LOG = LoggerFactory.getLogger(TrafficBench.class);

    private TrafficBench() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments.length > 0 ? arguments[0] : "cities/vi-thanh");
        int minutes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 60;
        Instant start = Instant.parse(arguments.length > 2 ? arguments[2] : "2026-11-23T23:45:00Z");
        City city = CityFiles.read(folder);
        double demand = arguments.length > 3 ? Double.parseDouble(arguments[3]) : 1;
        SimulationSettings settings = SimulationSettings.read(folder, city).withDemand(demand);
        StreetTraffic traffic = StreetTraffic.create(city, settings, 1, start);
        PlannedLamps lamps = new PlannedLamps(city);
        for (int minute = 1; minute <= minutes; minute++) {
            long began = cpuNanos();
            for (long step = 0; step < Duration.ofMinutes(1).dividedBy(StreetTraffic.STEP); step++) {
                lamps.show(traffic.now());
                traffic.step(lamps);
            }
            double factor = 60e9 / (cpuNanos() - began);
            TrafficCounts counts = traffic.counts();
            LOG.info(
                    "streets minute={} present={} waitingOutside={} left={} stopLines={} redRunners={} redUnwilling={}"
                            + " citySecondsPerCpuSecond={}",
                    minute,
                    counts.present(),
                    counts.waitingOutside(),
                    counts.left(),
                    counts.stopLinesPassed(),
                    counts.redRunners(),
                    counts.redUnwilling(),
                    String.format(Locale.ROOT, "%.0f", factor));
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
