package city.ioc.core.lamp;

import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.live.Lamp;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one head: under which reported lamps it differed, for how long. It is right again under a lamp when it agrees while
 * that lamp is reported: a head that is stuck on red is right whenever red is, and wrong all the same. Owned by its watch.
 */
final class HeadRecord {
    /** Longer than a lorry's passage and than what a slow line may blur; over several cycles where greens are short. */
    private static final Duration LASTING = Duration.ofSeconds(10);
    /** From one reading to the next; a gap says nothing. */
    private static final Duration GAP = Duration.ofSeconds(7);
    /** What nobody has seen for so long nobody claims any more. */
    private static final Duration REMEMBERED = Duration.ofMinutes(5);

    private final Map<Lamp, Difference> differences = new EnumMap<>(Lamp.class);
    private Instant heardAt = Instant.EPOCH;
    private @Nullable Instant lastDiffering;

    private record Difference(Duration lasted, LampReading.Seen seen) {}

    /** @param around what was reported about the time of the reading, one lamp at least */
    void add(LampReading reading, List<Lamp> around, boolean agrees) {
        heardAt = reading.at();
        Instant before = lastDiffering;
        lastDiffering = agrees ? null : reading.at();
        if (agrees) {
            // About a change either lamp would do, so that nothing is proved.
            if (around.size() == 1) differences.remove(around.getFirst());
            return;
        }
        if (before == null) return;
        Duration gap = Duration.between(before, reading.at());
        if (gap.isNegative() || gap.compareTo(GAP) > 0) return;
        differences.merge(
                around.getLast(),
                new Difference(gap, reading.lamp()),
                (old, more) -> new Difference(old.lasted.plus(more.lasted), more.seen));
    }

    void forgetOld(Instant now) {
        if (heardAt.isBefore(now.minus(REMEMBERED))) differences.clear();
    }

    boolean differs() {
        return differences.values().stream().anyMatch(HeadRecord::isLasting);
    }

    /** What is seen and what is reported; empty where nothing differs. */
    Map<String, String> values() {
        return differences.entrySet().stream()
                .filter(each -> isLasting(each.getValue()))
                .findFirst()
                .map(each -> Map.of(
                        "seen", each.getValue().seen.name(),
                        "reported", each.getKey().name()))
                .orElse(Map.of());
    }

    private static boolean isLasting(Difference difference) {
        return difference.lasted.compareTo(LASTING) >= 0;
    }
}
