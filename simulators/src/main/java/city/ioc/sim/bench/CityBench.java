package city.ioc.sim.bench;

import city.ioc.contracts.id.GatewayId;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo city: what it takes at 1×, how long a device's message needs to the lamp command and to the browser, and whether it
 * keeps up at 10×.
 */
final class CityBench implements Bench {
    private static final GatewayId GATEWAY = new GatewayId("gw-1");
    private static final Duration WARM_UP = Duration.ofSeconds(60);
    private static final double FAST = 10;

    @Override
    public String name() {
        return "city";
    }

    @Override
    public String purpose() {
        return "the demo city: cores and memory at 1x, latencies, and whether it keeps up at 10x  [seconds each, 120]";
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        Duration span = Duration.ofSeconds(arguments.isEmpty() ? 120 : Long.parseLong(arguments.getFirst()));
        Map<String, Object> figures = new LinkedHashMap<>();
        Path noon = NoonCity.copyOf(context.city());
        try {
            figures.put("at1x", normal(noon, context, span));
        } finally {
            TemporaryFolder.remove(noon);
        }
        figures.put("at10x", fast(context, span));
        return figures;
    }

    private static Map<String, Object> normal(Path noon, BenchContext context, Duration span) {
        Instant start = Instant.now();
        try (BenchCity city = BenchCity.start(noon, context.state().cache(), List.of("--speed", "1"));
                LatencyProbe probe = new LatencyProbe(city, GATEWAY)) {
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("secondsToReady", Duration.between(start, Instant.now()).toSeconds());
            pause(WARM_UP);
            probe.measure(true);
            Map<String, Object> footprint = FootprintBench.measure(new ProcessMeter(city.pids()), span);
            probe.measure(false);
            figures.putAll(footprint);
            figures.putAll(probe.figures());
            figures.putAll(health(city));
            Map<String, Object> bounds = new LinkedHashMap<>();
            bounds.put("belowOneCore", number(footprint, "cores") < 1);
            bounds.put("below2560MiB", number(footprint, "memoryMiB") < 2560);
            bounds.put("commandP99AtMost100Ms", probe.commandP99Ms() <= 100);
            bounds.put("browserP99AtMost500Ms", probe.browserP99Ms() <= 500);
            figures.put("bounds", bounds);
            return figures;
        }
    }

    private static Map<String, Object> fast(BenchContext context, Duration span) {
        try (BenchCity city = BenchCity.start(
                        context.city(), context.state().cache(), List.of("--speed", Double.toString(FAST)));
                Prometheus simulator = new Prometheus(city.port("simulator.metrics"));
                StreetLag lag = new StreetLag(simulator)) {
            pause(WARM_UP);
            ProcessMeter meter = new ProcessMeter(city.pids());
            lag.restart();
            Map<String, Object> figures = FootprintBench.measure(meter, span);
            double worst = lag.worstS();
            figures.put("speed", FAST);
            figures.put("worstStreetLagCityS", worst);
            figures.put("messagesForgottenByDevices", simulator.sum("ioc_sim_dropped_total"));
            Map<String, Object> health = health(city);
            figures.putAll(health);
            // A second of real time is ten of the city's: within it nothing has piled up.
            figures.put(
                    "keepsUp",
                    worst < FAST
                            && number(health, "intersectionsCommanded") == number(health, "intersections")
                            && number(health, "storeLagCityS") < 3 * FAST);
            return figures;
        }
    }

    private static Map<String, Object> health(BenchCity city) {
        JsonNode now = city.ask("/figures");
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("intersections", now.path("intersections").asInt());
        figures.put("intersectionsCommanded", now.path("intersectionsCommanded").asInt());
        figures.put("devices", now.path("devices").asInt());
        figures.put("devicesGood", now.path("devicesGood").asInt());
        figures.put("messagesPerSecond", now.path("messagesPerSecond").asDouble());
        figures.put("samplesPerSecond", now.path("samplesPerSecond").asDouble());
        figures.put("storeLagCityS", now.path("storeLagS").asDouble());
        return figures;
    }

    private static double number(Map<String, Object> figures, String name) {
        if (figures.get(name) instanceof Number number) return number.doubleValue();
        throw new IllegalStateException("there is no figure " + name);
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }
}
