package city.ioc.signal.decision.adaptive;

import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts what was weighed into the words of the ledger: costs, queues and arrivals by stage, and what detection they rest on. */
final class Explanation {
    /** Arrivals within this are told, seconds. */
    private static final double ARRIVING_WITHIN_S = 15;

    private final SignalLayout layout;
    private final Forecast forecast;
    private final StageService service;

    Explanation(SignalLayout layout, Forecast forecast, StageService service) {
        this.layout = layout;
        this.forecast = forecast;
        this.service = service;
    }

    /** Every stage whose cost is known, the least first. */
    List<StageDecision.Candidate> candidates(int running, double[] cost, double keptS) {
        List<StageDecision.Candidate> candidates = new ArrayList<>();
        for (int s = 0; s < cost.length; s++) {
            if (cost[s] == Double.POSITIVE_INFINITY) continue;
            candidates.add(new StageDecision.Candidate(
                    layout.stage(s).id(),
                    s == running ? keptS : 0,
                    Math.round(cost[s] * 10) / 10.0,
                    traffic(running, s)));
        }
        candidates.sort(Comparator.comparingDouble(StageDecision.Candidate::costPcuS));
        return candidates;
    }

    private Map<String, String> traffic(int running, int s) {
        double queue = 0;
        double arriving = 0;
        double latest = 0;
        for (int l = 0; l < forecast.lanes; l++) {
            if (!service.serves(s, l)) continue;
            queue += forecast.queuePcu(l);
            arriving += forecast.arrivingPcu(l, ARRIVING_WITHIN_S);
            latest = Math.max(latest, forecast.lastArrivalS(l, ARRIVING_WITHIN_S));
        }
        Map<String, String> values = new HashMap<>();
        values.put("queuePcu", number(queue));
        values.put("arrivingPcu", number(arriving));
        if (arriving > 0) values.put("arrivingInS", number(latest));
        if (s != running) values.put("lostS", number(layout.interstageMs(running, s) / 1000.0));
        return values;
    }

    /** What the whole decision rests on. */
    Map<String, String> basis(SignalState state, long nowMs) {
        int camera = 0;
        int seen = 0;
        for (int l = 0; l < forecast.vehicleLanes; l++) {
            if (state.traffic().isWatched(l, nowMs)) camera++;
            if (forecast.seen[l]) seen++;
        }
        Map<String, String> values = new HashMap<>();
        values.put("greenS", number((nowMs - state.stageSinceMs()) / 1000.0));
        values.put("lanesSeen", String.valueOf(seen));
        values.put("lanesKnown", String.valueOf(forecast.vehicleLanes));
        values.put("detection", seen == 0 ? "none" : camera == seen ? "camera" : camera == 0 ? "loops" : "mixed");
        return values;
    }

    private static String number(double value) {
        return String.valueOf(Math.round(value * 10) / 10.0);
    }
}
