package city.ioc.signal.decision;

import city.ioc.contracts.live.Lamp;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;

/** Which stage has to come because a group of it has been red for as long as it may be. */
public final class LongestRed {
    /** Changes early enough for a longest red that the guard does not have to step in. */
    private static final long MARGIN_MS = 2000;

    private LongestRed() {}

    /**
     * The stage of the group that is longest past the moment at which its green had to be ordered for its longest red, of several
     * the first in order; -1 when none is.
     *
     * @param order stages to choose from
     */
    public static int findStarved(SignalState state, int[] order, long nowMs) {
        SignalLayout layout = state.layout();
        int running = state.stage();
        int starved = -1;
        long longestMs = -1;
        for (int serving : order) {
            long others = layout.stageGroups(serving) & ~layout.stageGroups(running);
            for (long rest = others; rest != 0; rest &= rest - 1) {
                int g = Long.numberOfTrailingZeros(rest);
                long maxRedMs = layout.group(g).maxRed().toMillis();
                if (maxRedMs <= 0 || state.lamp(g) != Lamp.RED) continue;
                long lateMs =
                        nowMs - state.lampSinceMs(g) - maxRedMs + layout.greenDelayMs(running, serving, g) + MARGIN_MS;
                if (lateMs > longestMs) {
                    longestMs = lateMs;
                    starved = serving;
                }
            }
        }
        return starved;
    }
}
