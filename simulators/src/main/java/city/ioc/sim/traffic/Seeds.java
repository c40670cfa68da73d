package city.ioc.sim.traffic;

import java.util.SplittableRandom;

/** Random streams by name, so that one more consumer does not change what the others draw. */
final class Seeds {
    private Seeds() {}

    static SplittableRandom stream(long seed, String name) {
        return new SplittableRandom(mix(seed, name));
    }

    /** One number in [0, 1) of that name. */
    static double uniform(long seed, String name) {
        return stream(seed, name).nextDouble();
    }

    private static long mix(long seed, String name) {
        long hash = 0xcbf29ce484222325L ^ seed; // FNV-1a, stable across JVMs
        for (int i = 0; i < name.length(); i++) hash = (hash ^ name.charAt(i)) * 0x100000001b3L;
        return hash;
    }
}
