package city.ioc.signal.decision.adaptive;

import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.traffic.ApproachLane;
import java.util.List;

/**
 * What a stage would do for the lanes of a forecast: queues that discharge at saturation after the time lost at begin of green,
 * permissive turns at the rate that the gaps of the others allow, as many as the exits have room for. Working memory of one
 * decision; confined to one thread.
 */
final class StageService {
    /** A stage that lets less of a lane go serves it only where its first goes that way. */
    private static final double MIXED_SHARE = 0.5;

    private final Forecast forecast;
    private final AdaptiveParameters parameters;
    /** By stage and lane: the share of the lane's traffic that the stage lets go, the part of it that yields, and to whom. */
    private final double[][] share;

    private final double[][] yielding;
    private final long[][] yieldsTo;
    private final double[] minGreenS;
    private final double[] clearS;
    private double greenS;
    private double pcuPerS;

    StageService(SignalLayout layout, Forecast forecast, AdaptiveParameters parameters) {
        this.forecast = forecast;
        this.parameters = parameters;
        share = new double[layout.stages()][forecast.lanes];
        yielding = new double[layout.stages()][forecast.lanes];
        yieldsTo = new long[layout.stages()][forecast.lanes];
        minGreenS = new double[layout.stages()];
        clearS = new double[forecast.lanes];
        for (int s = 0; s < layout.stages(); s++) compile(layout, s);
    }

    private void compile(SignalLayout layout, int s) {
        long greens = layout.stageGroups(s);
        for (int l = 0; l < forecast.lanes; l++) {
            if (l < forecast.vehicleLanes) compile(layout.lanes().lanes().get(l).ways(), greens, s, l);
            else share[s][l] = (forecast.groups[l] & greens) != 0 ? 1 : 0;
        }
        for (long rest = greens; rest != 0; rest &= rest - 1)
            minGreenS[s] = Math.max(
                    minGreenS[s],
                    layout.group(Long.numberOfTrailingZeros(rest)).minGreen().toMillis() / 1000.0);
    }

    private void compile(List<ApproachLane.Way> ways, long greens, int s, int l) {
        double served = 0;
        double permissive = 0;
        long to = 0;
        for (ApproachLane.Way way : ways) {
            if ((greens & 1L << way.group()) == 0) continue;
            served += way.share();
            if (!way.isPermissive() || isProtectedToo(way, ways, greens)) continue;
            to |= way.yieldsTo() & greens;
            permissive += way.share();
        }
        share[s][l] = Math.min(1, served);
        yieldsTo[s][l] = permissive > 0 ? to : 0;
        yielding[s][l] = to == 0 || served == 0 ? 0 : permissive / served;
    }

    /** Whether an arrow lets the same way go that a ball lets go permissively. */
    private static boolean isProtectedToo(ApproachLane.Way way, List<ApproachLane.Way> ways, long greens) {
        for (ApproachLane.Way other : ways)
            if (!other.isPermissive()
                    && other.exit() == way.exit()
                    && other.group() != way.group()
                    && (greens & 1L << other.group()) != 0) return true;
        return false;
    }

    /** Whether a stage lets any of a lane's traffic go. */
    boolean serves(int s, int lane) {
        return share[s][lane] > 0;
    }

    /** Whether a stage lets a lane go without having to yield. */
    boolean protects(int s, int lane) {
        return share[s][lane] > 0 && yielding[s][lane] == 0;
    }

    /**
     * Plans a green for a stage that lets most go per second of signal time, switching loss counted (Lämmer, Helbing 2008:
     * Self-control of traffic lights and vehicle flows in urban road networks). {@link #greenS} and {@link #pcuPerS} tell of it.
     *
     * @param beginS when its green would begin, seconds from now
     * @param lossS signal time lost before
     */
    void plan(int s, double beginS, double lossS) {
        int n = 0;
        for (int l = 0; l < forecast.lanes; l++) {
            if (share[s][l] <= 0) continue;
            double clear = clearTimeS(s, l, beginS);
            if (clear > 0) clearS[n++] = Math.min(clear, parameters.maxGreenS());
        }
        greenS = 0;
        pcuPerS = 0;
        for (int c = 0; c < n; c++) {
            double green = Math.max(clearS[c], minGreenS[s]);
            double served = 0;
            for (int l = 0; l < forecast.lanes; l++) if (share[s][l] > 0) served += servedPcu(s, l, beginS, green);
            double rate = served / (lossS + green);
            if (rate > pcuPerS) {
                pcuPerS = rate;
                greenS = green;
            }
        }
    }

    /** The green planned last, seconds; 0 when nobody would use it. */
    double greenS() {
        return greenS;
    }

    /** What the green planned last lets go per second, its loss counted. */
    double pcuPerS() {
        return pcuPerS;
    }

    /** PCU that pass a lane within a time if the stage that runs is kept. */
    double passingPcu(int s, int l, double withinS, double startUpLeftS) {
        if (yielding[s][l] > 0 && forecast.blocked[l]) return 0;
        double headway = headwayS(s, l);
        double ready = startUpLeftS;
        double passed = 0;
        for (int v = 0; v < forecast.count[l]; v++) {
            double pcu = forecast.pcu[l][v];
            double departs = Math.max(ready, forecast.atS[l][v]);
            if (departs > withinS || passed + pcu > forecast.roomPcu[l]) break;
            passed += pcu;
            ready = departs + headway * pcu;
        }
        return passed;
    }

    /** How long a lane's queue and those who join it keep a green busy, seconds. */
    private double clearTimeS(int s, int l, double beginS) {
        int last = lastServed(s, l);
        double headway = last == 1 ? forecast.headwayS[l] : headwayS(s, l);
        double ready = beginS + parameters.startUpLostS();
        boolean any = false;
        for (int v = 0; v < last; v++) {
            if (forecast.atS[l][v] > ready + 1) break;
            ready = Math.max(ready, forecast.atS[l][v]) + headway * forecast.pcu[l][v];
            any = true;
        }
        return any ? ready - beginS - parameters.endGainS() : 0;
    }

    private double servedPcu(int s, int l, double beginS, double green) {
        double headway = headwayS(s, l);
        double end = beginS + green + parameters.endGainS();
        double ready = beginS + parameters.startUpLostS();
        double served = 0;
        int last = lastServed(s, l);
        for (int v = 0; v < last; v++) {
            double pcu = forecast.pcu[l][v];
            double departs = Math.max(ready, forecast.atS[l][v]);
            if (departs >= end || served + pcu > forecast.roomPcu[l]) break;
            served += pcu;
            ready = departs + headway * pcu;
        }
        return served;
    }

    /**
     * How many of a lane's vehicles a stage is counted on to serve: where the first waits for a gap and the stage lets hardly
     * more than its way go, protected, it is the first that goes.
     */
    private int lastServed(int s, int l) {
        boolean freesTheFirst = forecast.blocked[l] && share[s][l] < MIXED_SHARE && protects(s, l);
        return freesTheFirst ? Math.min(1, forecast.count[l]) : forecast.count[l];
    }

    /** Mean headway of what a stage lets go of a lane, seconds per PCU. */
    private double headwayS(int s, int l) {
        double part = yielding[s][l];
        if (part == 0) return forecast.headwayS[l] / share[s][l];
        double opposing = 0;
        for (int o = 0; o < forecast.vehicleLanes; o++)
            if ((forecast.groups[o] & yieldsTo[s][l]) != 0) opposing += forecast.arrivalPcuPerS[o];
        double permissive = Math.max(forecast.headwayS[l], parameters.permissiveHeadwayS(opposing));
        return ((1 - part) * forecast.headwayS[l] + part * permissive) / share[s][l];
    }
}
