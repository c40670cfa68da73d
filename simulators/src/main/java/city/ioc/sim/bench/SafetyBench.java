package city.ioc.sim.bench;

import city.ioc.sim.bench.fuzz.Disturbance;
import city.ioc.sim.bench.fuzz.SafetyFuzz;
import city.ioc.sim.bench.fuzz.Violation;
import city.ioc.sim.bench.fuzz.World;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Whether any random sequence of wishes, orders, losses, delays, restarts and faults makes a lamp show what it must not. */
final class SafetyBench implements Bench {
    private static final long DEFAULT_TICKS = 10_000_000;
    private static final long SAY_EVERY = 1_000_000;
    private static final int ENOUGH_FAILURES = 3;

    @Override
    public String name() {
        return "safety";
    }

    @Override
    public String purpose() {
        return "random worlds against the guards [--ticks N] [--seed S] [--world KIND:SEED [--without A,B]]";
    }

    /** What was asked for. */
    private record Request(long ticks, long seed, Optional<String> world, Set<Disturbance> allowed) {
        static Request of(List<String> arguments) {
            long ticks = DEFAULT_TICKS;
            long seed = 1;
            Optional<String> world = Optional.empty();
            Set<Disturbance> allowed = EnumSet.allOf(Disturbance.class);
            for (int i = 0; i < arguments.size(); i += 2) {
                if (i + 1 == arguments.size()) throw new IllegalArgumentException(arguments.get(i) + " takes a value");
                String value = arguments.get(i + 1);
                switch (arguments.get(i)) {
                    case "--ticks" -> ticks = Long.parseLong(value);
                    case "--seed" -> seed = Long.parseLong(value);
                    case "--world" -> world = Optional.of(value);
                    case "--without" -> {
                        for (String each : value.split(",")) allowed.remove(Disturbance.valueOf(each));
                    }
                    default -> throw new IllegalArgumentException("bench safety does not know " + arguments.get(i));
                }
            }
            return new Request(ticks, seed, world, allowed);
        }
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        Request request = Request.of(arguments);
        return request.world().isPresent() ? relive(request, request.world().get()) : fuzz(request);
    }

    private static Map<String, Object> fuzz(Request request) {
        long start = System.nanoTime();
        long[] said = {0};
        SafetyFuzz.Outcome outcome = SafetyFuzz.run(
                request.seed(), request.ticks(), EnumSet.allOf(World.Kind.class), ENOUGH_FAILURES, lived -> {
                    if (lived / SAY_EVERY == said[0]) return;
                    said[0] = lived / SAY_EVERY;
                    System.err.printf("%,d ticks%n", lived);
                });
        double seconds = (System.nanoTime() - start) / 1e9;
        if (!outcome.failures().isEmpty()) {
            StringBuilder text = new StringBuilder("lamps or commands broke the rules:");
            for (SafetyFuzz.Failure failure : outcome.failures())
                text.append(System.lineSeparator())
                        .append(describe(failure.violation()))
                        .append(System.lineSeparator())
                        .append("  again: ./ioc bench safety ")
                        .append(failure.world().toArguments());
            throw new BenchException(text.toString());
        }
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ticks", outcome.ticks());
        figures.put("worlds", outcome.worlds());
        figures.put("seed", request.seed());
        figures.put("violations", 0);
        figures.put("seconds", Math.round(seconds * 10) / 10.0);
        figures.put("microsecondsPerTick", Math.round(seconds * 1e8 / outcome.ticks()) / 100.0);
        return figures;
    }

    private static Map<String, Object> relive(Request request, String world) {
        String[] parts = world.split(":");
        if (parts.length != 2) throw new IllegalArgumentException("--world takes KIND:SEED");
        var again = new SafetyFuzz.Case(
                World.Kind.valueOf(parts[0]), Long.parseLong(parts[1]), request.ticks(), request.allowed());
        Optional<Violation> violation = SafetyFuzz.live(again);
        if (violation.isPresent()) throw new BenchException(describe(violation.get()));
        return Map.of("world", again.toArguments(), "ticks", request.ticks(), "violations", 0);
    }

    private static String describe(Violation violation) {
        return violation.kind() + " in tick " + violation.tick() + ": " + violation.text();
    }
}
