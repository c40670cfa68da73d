package city.ioc.signal.model;

import city.ioc.signal.traffic.LaneLayout;
import java.util.function.ObjDoubleConsumer;

/** What an intersection tells those downstream: who has left by each exit where that is counted, zero included. */
public final class DownstreamNews {
    private DownstreamNews() {}

    /** Tells who has left since this was asked last, by road and PCU; of an exit that is not counted, nothing. */
    public static void tell(SignalState state, long nowMs, ObjDoubleConsumer<String> news) {
        LaneLayout lanes = state.layout().lanes();
        boolean heard = nowMs - state.heardMs() <= SignalState.CONTROLLER_SILENCE.toMillis();
        state.traffic().tellLeft((road, pcu) -> {
            if (heard && lanes.isCounted(lanes.exits().indexOf(road), l -> isCounted(state, l, nowMs)))
                news.accept(road, pcu);
        });
    }

    private static boolean isCounted(SignalState state, int lane, long nowMs) {
        int stopLine = state.layout().lanes().lanes().get(lane).stopLineDetector();
        return state.traffic().isWatched(lane, nowMs) || stopLine >= 0 && state.isTrusted(stopLine);
    }
}
