package city.ioc.signal.decision.ladder;

import city.ioc.signal.traffic.LaneLayout;
import city.ioc.signal.traffic.NeighbourNews;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether all neighbours upstream tell, and for long enough; which one does not, and since when. */
final class NeighboursHeard {
    private NeighboursHeard() {}

    /**
     * Names as {@code neighbour} who has told nothing for longest, {@code silentSince} when it told last (left out: never), or when
     * all tell again {@code heardSince} the one that has done so for the shortest time; {@code notHeard} all that are missing.
     */
    static Optional<Fitness.Unfit> judge(List<LaneLayout.Feeder> feeders, NeighbourNews news, long nowMs) {
        if (feeders.isEmpty()) return Optional.of(new Fitness.Unfit(StepCause.NO_NEIGHBOURS, Map.of()));
        int worst = -1;
        for (int f = 0; f < feeders.size(); f++)
            if (!isSteady(news, f, nowMs) && (worst < 0 || isWorse(news, f, worst, nowMs))) worst = f;
        if (worst < 0) return Optional.empty();
        Map<String, String> values = new HashMap<>();
        values.put("neighbour", feeders.get(worst).neighbour());
        if (news.isFresh(worst, nowMs)) values.put("heardSince", instant(news.freshSinceMs(worst, nowMs)));
        else if (news.hasTold(worst)) values.put("silentSince", instant(news.toldMs(worst)));
        SortedSet<String> missing = new TreeSet<>();
        SortedSet<String> all = new TreeSet<>();
        for (int f = 0; f < feeders.size(); f++) {
            all.add(feeders.get(f).neighbour());
            if (!isSteady(news, f, nowMs)) missing.add(feeders.get(f).neighbour());
        }
        values.put("notHeard", String.join(" ", missing));
        values.put("neighbours", String.valueOf(all.size()));
        return Optional.of(new Fitness.Unfit(StepCause.NEIGHBOUR_SILENT, values));
    }

    private static boolean isSteady(NeighbourNews news, int feeder, long nowMs) {
        return nowMs - news.freshSinceMs(feeder, nowMs) >= Fitness.STEADY_FOR.toMillis();
    }

    private static boolean isWorse(NeighbourNews news, int one, int other, long nowMs) {
        boolean fresh = news.isFresh(one, nowMs);
        if (fresh != news.isFresh(other, nowMs)) return !fresh;
        if (fresh) return news.freshSinceMs(one, nowMs) > news.freshSinceMs(other, nowMs);
        if (news.hasTold(one) != news.hasTold(other)) return !news.hasTold(one);
        return news.hasTold(one) && news.toldMs(one) < news.toldMs(other);
    }

    private static String instant(long ms) {
        return Instant.ofEpochMilli(ms).toString();
    }
}
