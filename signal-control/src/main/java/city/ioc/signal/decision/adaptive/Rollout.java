package city.ioc.signal.decision.adaptive;

import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.traffic.ApproachLane;
import java.util.Arrays;

/**
 * Plays stages against a forecast and adds up what everybody loses: vertical queues that discharge at saturation, with lost time
 * at begin of green, intergreens by pair of groups, permissive turns that wait for whom they yield to, and exits that fill. After
 * the stages it is told, it goes on by serving, each time, the stage that lets most go per second of signal time, switching loss
 * counted (Lämmer, Helbing 2008: Self-control of traffic lights and vehicle flows in urban road networks). Working memory of one
 * decision; confined to one thread.
 */
final class Rollout {
    private static final double NEVER_S = 1e9;

    private final SignalLayout layout;
    private final Forecast forecast;
    private final AdaptiveParameters parameters;
    private final int[] usable;
    private final int lanes;
    private final int[] head;
    private final double[] freeAt;
    private final double[] used;
    private final double[] clearAt;
    private final double[] greenFrom;
    private final double[] clearTimes;
    /** By stage and lane: the share of the lane's traffic that the stage lets go; whom that traffic yields to. */
    private final double[][] share;

    private final long[][] yieldsTo;
    private final int[][] laneExit;
    private final double[] minGreenS;

    private double nowS;
    private int stage;
    private double cost;
    private long greens;

    Rollout(SignalLayout layout, Forecast forecast, AdaptiveParameters parameters, int[] usable) {
        this.layout = layout;
        this.forecast = forecast;
        this.parameters = parameters;
        this.usable = usable;
        lanes = forecast.lanes;
        head = new int[lanes];
        freeAt = new double[lanes];
        clearTimes = new double[lanes];
        used = new double[forecast.exitRoom.length];
        clearAt = new double[layout.groups()];
        greenFrom = new double[layout.groups()];
        share = new double[layout.stages()][lanes];
        yieldsTo = new long[layout.stages()][lanes];
        laneExit = new int[lanes][];
        minGreenS = new double[layout.stages()];
        for (int l = 0; l < lanes; l++) laneExit[l] = exitsOf(l);
        for (int s = 0; s < layout.stages(); s++) compile(s);
    }

    private int[] exitsOf(int l) {
        if (l >= forecast.vehicleLanes) return new int[0];
        return layout.lanes().lanes().get(l).ways().stream()
                .mapToInt(ApproachLane.Way::exit)
                .filter(exit -> exit >= 0)
                .distinct()
                .toArray();
    }

    private void compile(int s) {
        long greenGroups = layout.stageGroups(s);
        for (int l = 0; l < lanes; l++) {
            if (l >= forecast.vehicleLanes) {
                share[s][l] = (forecast.groups[l] & greenGroups) != 0 ? 1 : 0;
                continue;
            }
            long yields = 0;
            double served = 0;
            boolean isProtected = false;
            for (ApproachLane.Way way : layout.lanes().lanes().get(l).ways()) {
                if ((greenGroups & 1L << way.group()) == 0) continue;
                served += way.share();
                if (way.isPermissive()) yields |= way.yieldsTo() & greenGroups;
                else isProtected = true;
            }
            share[s][l] = Math.min(1, served);
            yieldsTo[s][l] = isProtected ? 0 : yields;
        }
        for (long rest = greenGroups; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            minGreenS[s] = Math.max(minGreenS[s], layout.group(g).minGreen().toMillis() / 1000.0);
        }
    }

    /** The longest of the minimum greens of a stage, seconds. */
    double minGreenS(int s) {
        return minGreenS[s];
    }

    /** Whether a stage lets any of a lane's traffic go. */
    boolean serves(int s, int lane) {
        return share[s][lane] > 0;
    }

    /** Begins anew with the stage that runs. */
    void begin(SignalState state, int running, long nowMs) {
        Arrays.fill(head, 0);
        Arrays.fill(freeAt, 0);
        Arrays.fill(used, 0);
        Arrays.fill(clearAt, 0);
        Arrays.fill(greenFrom, NEVER_S);
        nowS = 0;
        cost = 0;
        stage = running;
        greens = layout.stageGroups(running);
        for (long rest = greens; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            greenFrom[g] = Math.min(0, (state.lampSinceMs(g) - nowMs) / 1000.0);
        }
    }

    /** Keeps the stage that runs for so long. */
    void keep(double seconds) {
        serve(Math.min(nowS + seconds, parameters.horizonS()), true);
    }

    /** Changes to another stage and keeps it, from its last begin of green, for so long. */
    void change(int next, double greenS) {
        double orderedS = nowS;
        long nextGroups = layout.stageGroups(next);
        double lastGreenS = orderedS;
        for (long rest = nextGroups; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            if ((greens & 1L << g) != 0) continue;
            greenFrom[g] = orderedS + layout.greenDelayMs(stage, next, g) / 1000.0;
            lastGreenS = Math.max(lastGreenS, greenFrom[g]);
        }
        stage = next;
        greens = nextGroups;
        serve(Math.min(lastGreenS + greenS, parameters.horizonS()), false);
    }

    /** Goes on by the base policy until the horizon, and says what all of it costs, PCU·s. */
    double finish() {
        while (nowS < parameters.horizonS()) {
            int best = -1;
            double bestRate = 0;
            double bestGreen = 0;
            for (int s : usable) {
                if (s == stage) continue;
                double tau = layout.interstageMs(stage, s) / 1000.0;
                double green = bestGreenS(s, nowS + tau, tau);
                if (lastRate > bestRate) {
                    bestRate = lastRate;
                    best = s;
                    bestGreen = green;
                }
            }
            if (best < 0) keep(5);
            else change(best, Math.max(bestGreen, minGreenS[best]));
        }
        for (int l = 0; l < lanes; l++)
            for (int v = head[l]; v < forecast.count[l] && forecast.atS[l][v] < parameters.horizonS(); v++)
                cost += forecast.pcu[l][v]
                        * (parameters.horizonS()
                                - forecast.atS[l][v]
                                + parameters.leftOverS()
                                + parameters.stopLossS());
        return cost;
    }

    private double lastRate;

    /** How long the base policy would keep a stage that begins at a time; leaves the PCU it serves a second in {@link #lastRate}. */
    double bestGreenS(int s, double beginS, double lossS) {
        int n = 0;
        double most = parameters.maxGreenS();
        for (int l = 0; l < lanes; l++) {
            if (share[s][l] <= 0) continue;
            double clear = clearTimeS(s, l, beginS);
            if (clear > 0) clearTimes[n++] = Math.min(clear, most);
        }
        lastRate = 0;
        double best = 0;
        for (int c = 0; c < n; c++) {
            double green = Math.max(clearTimes[c], minGreenS[s]);
            double served = 0;
            for (int l = 0; l < lanes; l++) if (share[s][l] > 0) served += servedPcu(s, l, beginS, green);
            double rate = served / (lossS + green);
            if (rate > lastRate) {
                lastRate = rate;
                best = green;
            }
        }
        return best;
    }

    private double clearTimeS(int s, int l, double beginS) {
        double ready = beginS + parameters.startUpLostS();
        double h =
                forecast.headwayS[l] / share[s][l] * (yieldsTo[s][l] != 0 ? parameters.permissiveHeadwayFactor() : 1);
        double[] at = forecast.atS[l];
        double[] w = forecast.pcu[l];
        boolean any = false;
        for (int v = head[l]; v < forecast.count[l]; v++) {
            if (at[v] > ready + 1) break;
            ready = Math.max(ready, at[v]) + h * w[v];
            any = true;
        }
        return any ? ready - beginS - parameters.endGainS() : 0;
    }

    private double servedPcu(int s, int l, double beginS, double greenS) {
        double end = beginS + greenS + parameters.endGainS();
        double ready = beginS + parameters.startUpLostS();
        double h =
                forecast.headwayS[l] / share[s][l] * (yieldsTo[s][l] != 0 ? parameters.permissiveHeadwayFactor() : 1);
        double[] at = forecast.atS[l];
        double[] w = forecast.pcu[l];
        double served = 0;
        for (int v = head[l]; v < forecast.count[l]; v++) {
            double dep = Math.max(ready, at[v]);
            if (dep >= end) break;
            served += w[v];
            ready = dep + h * w[v];
        }
        return served;
    }

    /** Lets lanes go until a time, first those that yield to nobody. */
    private void serve(double untilS, boolean same) {
        for (int l = 0; l < lanes; l++) if (share[stage][l] > 0 && yieldsTo[stage][l] == 0) serveLane(l, untilS, 0, 1);
        for (int l = 0; l < lanes; l++) {
            long yields = yieldsTo[stage][l];
            if (share[stage][l] <= 0 || yields == 0) continue;
            double from = 0;
            for (long rest = yields; rest != 0; rest &= rest - 1)
                from = Math.max(from, clearAt[Long.numberOfTrailingZeros(rest)]);
            serveLane(l, untilS, from, parameters.permissiveHeadwayFactor());
            if (!same || untilS > nowS + 3) sneak(l, untilS);
        }
        nowS = untilS;
    }

    private void serveLane(int l, double untilS, double notBeforeS, double headwayFactor) {
        double part = share[stage][l];
        double begin = beginOfGreen(l);
        double ready = Math.max(Math.max(freeAt[l], notBeforeS), Math.max(nowS, begin + parameters.startUpLostS()));
        double end = untilS + parameters.endGainS();
        double h = forecast.headwayS[l] * headwayFactor / part;
        double[] at = forecast.atS[l];
        double[] w = forecast.pcu[l];
        double blockedAfter = part > 0.99 ? NEVER_S : 2 * part / (1 - part);
        double passed = 0;
        boolean delayed = false;
        int v = head[l];
        for (; v < forecast.count[l]; v++) {
            double dep = Math.max(ready, at[v]);
            if (dep >= end || passed > blockedAfter || !exitTakes(l, w[v], dep)) break;
            double lost = dep - at[v];
            cost += w[v] * lost;
            if (lost > 2 && !forecast.stands[l][v]) cost += w[v] * parameters.stopLossS();
            delayed |= lost > 0.5;
            ready = dep + h * w[v];
            passed += w[v];
            if (delayed && lost > 0.5) tellClear(l, ready);
        }
        head[l] = v;
        freeAt[l] = ready;
    }

    private double beginOfGreen(int l) {
        double begin = NEVER_S;
        for (long rest = forecast.groups[l] & greens; rest != 0; rest &= rest - 1)
            begin = Math.min(begin, greenFrom[Long.numberOfTrailingZeros(rest)]);
        return begin;
    }

    private void tellClear(int l, double at) {
        for (long rest = forecast.groups[l] & greens; rest != 0; rest &= rest - 1) {
            int g = Long.numberOfTrailingZeros(rest);
            clearAt[g] = Math.max(clearAt[g], at);
        }
    }

    /** Those who waited for a gap in the middle go when the others stop. */
    private void sneak(int l, double untilS) {
        double left = parameters.sneakersPcu();
        int v = head[l];
        while (v < forecast.count[l] && forecast.atS[l][v] < untilS && left >= forecast.pcu[l][v]) {
            cost += forecast.pcu[l][v] * (untilS - forecast.atS[l][v]);
            left -= forecast.pcu[l][v];
            v++;
        }
        head[l] = v;
    }

    private boolean exitTakes(int l, double units, double atS) {
        for (int exit : laneExit[l]) {
            double room = forecast.exitRoom[exit];
            if (room == Double.POSITIVE_INFINITY) continue;
            if (room + parameters.exitRefillPcuPerS() * atS - used[exit] < parameters.exitRoomPcu()) return false;
        }
        for (int exit : laneExit[l]) used[exit] += units / laneExit[l].length;
        return true;
    }
}
