package city.ioc.sim.bench.fuzz;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * The chance of one world, wholly given by its seed. Each disturbance draws from a stream of its own, so that leaving one out
 * leaves the others as they were. Confined to one thread.
 */
final class Chance {
    private final SplittableRandom world;
    private final Map<Disturbance, SplittableRandom> streams = new EnumMap<>(Disturbance.class);
    private final Set<Disturbance> active = EnumSet.noneOf(Disturbance.class);

    /** Draws which of the allowed disturbances this world has: none of them in a calm one, else each with even odds. */
    Chance(long seed, Set<Disturbance> allowed) {
        SplittableRandom root = new SplittableRandom(seed);
        world = root.split();
        boolean calm = root.nextInt(5) == 0;
        for (Disturbance each : Disturbance.values()) {
            SplittableRandom stream = root.split();
            if (stream.nextBoolean() || calm || !allowed.contains(each)) continue;
            active.add(each);
            streams.put(each, stream);
        }
    }

    SplittableRandom world() {
        return world;
    }

    boolean isCalm() {
        return active.isEmpty();
    }

    boolean has(Disturbance disturbance) {
        return active.contains(disturbance);
    }

    /** Leaves a disturbance out of a world that has no such thing. */
    void without(Disturbance... disturbances) {
        for (Disturbance each : disturbances) {
            active.remove(each);
            streams.remove(each);
        }
    }

    /** Whether it strikes now: once in {@code every} times that this is asked, never where the world has none of it. */
    boolean strikes(Disturbance disturbance, int every) {
        SplittableRandom stream = streams.get(disturbance);
        return stream != null && stream.nextInt(every) == 0;
    }

    /** A number below {@code bound} from a disturbance's own stream; 0 where the world has none of it. */
    int draw(Disturbance disturbance, int bound) {
        SplittableRandom stream = streams.get(disturbance);
        return stream == null ? 0 : stream.nextInt(bound);
    }
}
