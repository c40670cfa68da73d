package city.ioc.sim.device;

import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The conflict monitor in the cabinet: it watches the lamps as they burn, not as they were meant, and names the first thing that
 * endangers traffic. It keeps its own times and shares nothing with the logic that switches. Confined to the controller's thread.
 */
final class LampMonitor {
    private final SignalGroup[] groups;
    private final boolean[][] conflict;
    private final Duration[][] intergreen;
    private final Lamp[] shown;
    private final Instant[] greenSince;
    private final Instant[] greenEnd;

    LampMonitor(Intersection intersection, Instant now) {
        groups = intersection.groups().toArray(new SignalGroup[0]);
        int n = groups.length;
        conflict = new boolean[n][n];
        intergreen = new Duration[n][n];
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < n; b++) {
                conflict[a][b] = a != b && intersection.conflicts().between(groups[a].id(), groups[b].id());
                intergreen[a][b] = intersection
                        .intergreens()
                        .find(groups[a].id(), groups[b].id())
                        .orElse(Duration.ZERO);
            }
        }
        shown = new Lamp[n];
        greenSince = new Instant[n];
        greenEnd = new Instant[n];
        restart(now);
    }

    /** Forgets what was shown: after power-up and after flash. */
    void restart(Instant now) {
        Arrays.fill(shown, Lamp.RED);
        Arrays.fill(greenSince, now);
        Arrays.fill(greenEnd, now);
    }

    /** Looks at all lamps at once; the fault, if there is one. */
    Optional<String> watch(Lamp[] lamps, Instant now) {
        for (int i = 0; i < groups.length; i++) {
            if (shown[i] == Lamp.GREEN && lamps[i] != Lamp.GREEN) {
                greenEnd[i] = now;
                Duration green = Duration.between(greenSince[i], now);
                if (green.compareTo(groups[i].minGreen()) < 0)
                    return Optional.of("group " + groups[i].id() + " was green for " + seconds(green)
                            + ", its minimum is " + seconds(groups[i].minGreen()));
            }
        }
        for (int i = 0; i < groups.length; i++) {
            if (lamps[i] != Lamp.GREEN) continue;
            Optional<String> fault = judgeGreen(i, lamps, now);
            if (fault.isPresent()) return fault;
            if (shown[i] != Lamp.GREEN) greenSince[i] = now;
        }
        System.arraycopy(lamps, 0, shown, 0, lamps.length);
        return Optional.empty();
    }

    private Optional<String> judgeGreen(int i, Lamp[] lamps, Instant now) {
        for (int j = 0; j < groups.length; j++) {
            if (!conflict[i][j]) continue;
            if (lamps[j] == Lamp.GREEN || lamps[j] == Lamp.AMBER || lamps[j] == Lamp.CLEARANCE)
                return Optional.of("groups " + groups[i].id() + " and " + groups[j].id()
                        + " conflict and show GREEN and " + lamps[j]);
            Duration gap = Duration.between(greenEnd[j], now);
            if (shown[i] != Lamp.GREEN && gap.compareTo(intergreen[j][i]) < 0)
                return Optional.of("intergreen " + groups[j].id() + ">" + groups[i].id() + " was " + seconds(gap)
                        + ", must be " + seconds(intergreen[j][i]));
        }
        return Optional.empty();
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }
}
