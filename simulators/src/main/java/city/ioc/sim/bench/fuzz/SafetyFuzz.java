package city.ioc.sim.bench.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/** Lets random worlds live one after the other and makes a failing one as small as it gets. */
public final class SafetyFuzz {
    /** Ticks that a world lives: five minutes. */
    public static final long WORLD_TICKS = 3_000;

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private SafetyFuzz() {}

    /**
     * A world that can be lived again.
     *
     * @param ticks how long it lives
     * @param allowed what may go wrong in it
     */
    public record Case(World.Kind kind, long seed, long ticks, Set<Disturbance> allowed) {
        public Case {
            allowed = Set.copyOf(allowed);
        }

        /** Arguments of the bench that live this world again. */
        public String toArguments() {
            Set<Disturbance> without = EnumSet.allOf(Disturbance.class);
            without.removeAll(allowed);
            return "--world " + kind + ":" + seed + " --ticks " + ticks
                    + (without.isEmpty()
                            ? ""
                            : " --without "
                                    + String.join(
                                            ",",
                                            without.stream().map(Enum::name).toList()));
        }
    }

    /** A world in which something was that must not be. */
    public record Failure(Case world, Violation violation) {}

    /** What came of it. */
    public record Outcome(long ticks, Map<World.Kind, Long> worlds, List<Failure> failures) {}

    /** Lives until so many ticks are over or {@code enough} worlds have failed. Failing worlds come back shrunk. */
    public static Outcome run(long seed, long ticks, Set<World.Kind> kinds, int enough, LongConsumer progress) {
        Map<World.Kind, Long> worlds = new EnumMap<>(World.Kind.class);
        List<World.Kind> order = kinds.stream().sorted().toList();
        List<Failure> failures = new ArrayList<>();
        long lived = 0;
        for (long number = 0; lived < ticks && failures.size() < enough; number++) {
            World.Kind kind = order.get((int) (number % order.size()));
            Case world = new Case(
                    kind,
                    seed + number * GOLDEN,
                    Math.min(WORLD_TICKS, ticks - lived),
                    EnumSet.allOf(Disturbance.class));
            Optional<Violation> violation = live(world);
            lived += violation.map(Violation::tick).orElse(world.ticks());
            worlds.merge(kind, 1L, Long::sum);
            violation.ifPresent(first -> failures.add(shrink(world, first)));
            progress.accept(lived);
        }
        return new Outcome(lived, worlds, failures);
    }

    /** Lives one world up to its first violation. */
    public static Optional<Violation> live(Case each) {
        World world = each.kind().open(new Chance(each.seed(), each.allowed()));
        for (long tick = 1; tick <= each.ticks(); tick++) {
            List<Violation> found;
            try {
                found = world.tick();
            } catch (RuntimeException e) {
                return Optional.of(new Violation(Violation.Kind.EXCEPTION, describe(e), tick));
            }
            if (!found.isEmpty()) return Optional.of(found.getFirst());
        }
        return Optional.empty();
    }

    private static String describe(RuntimeException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return e + (trace.length == 0 ? "" : " at " + trace[0]);
    }

    /** Leaves out every disturbance that the failure does not need, and the ticks after it. */
    static Failure shrink(Case world, Violation violation) {
        Case smallest = new Case(world.kind(), world.seed(), violation.tick(), world.allowed());
        Violation last = violation;
        for (Disturbance each : Disturbance.values()) {
            Set<Disturbance> fewer = EnumSet.noneOf(Disturbance.class);
            fewer.addAll(smallest.allowed());
            if (!fewer.remove(each)) continue;
            Optional<Violation> still = live(new Case(world.kind(), world.seed(), smallest.ticks(), fewer));
            if (still.isEmpty()) continue;
            last = still.get();
            smallest = new Case(world.kind(), world.seed(), last.tick(), fewer);
        }
        return new Failure(smallest, last);
    }
}
