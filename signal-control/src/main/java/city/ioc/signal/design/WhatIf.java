package city.ioc.signal.design;

import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalPlan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * What a plan would do to a recorded demand: every arrival of a signal group waits in a point queue (a queue without length on the
 * street) until the plan's greens have discharged those before it. Deterministic; it knows no spill-back and no turning conflicts, so
 * that its delays are those of the signal alone. Pure.
 */
public final class WhatIf {
    /** Beyond this nobody waits in a replay; a group that needs longer is hopelessly over capacity. */
    private static final double LONGEST_WAIT_S = 6 * 3600;

    private WhatIf() {}

    /** An arrival at the stop line, seconds after local midnight. */
    public record Arrival(double atS, double pcu) {
        public Arrival {
            if (!(pcu > 0)) throw new IllegalArgumentException("an arrival must have PCU, but has " + pcu);
        }
    }

    /**
     * What a group suffered.
     *
     * @param meanDelayS per PCU; {@code longestDelayS} of a single arrival
     * @param stops share of the PCU that had to wait
     * @param longestQueuePcu most PCU that waited at a time
     * @param degreeOfSaturation demand over what its greens could discharge between the first and the last arrival
     * @param delayByBin mean delay by start of the bin that an arrival fell into, seconds after midnight
     */
    public record GroupReplay(
            SignalGroupId group,
            double pcu,
            double meanDelayS,
            double longestDelayS,
            double stops,
            double longestQueuePcu,
            double degreeOfSaturation,
            SortedMap<Integer, Double> delayByBin) {}

    /** All groups, their total, and the mean delay of all by bin. */
    public record Replay(
            List<GroupReplay> groups,
            double pcu,
            double meanDelayS,
            double stops,
            SortedMap<Integer, Double> delayByBin) {}

    /** A group's discharge. */
    public record Discharge(double saturationPcuPerHour, double startLossS, double endGainS) {
        public Discharge {
            if (!(saturationPcuPerHour > 0)) throw new IllegalArgumentException("saturation flow must be positive");
        }
    }

    /**
     * Arrivals spread evenly over an interval, one PCU each: what remains of a count when nothing is known of its moments.
     *
     * @param fromS start of the interval, seconds after midnight
     */
    public static List<Arrival> evenly(double fromS, double lengthS, double pcu) {
        List<Arrival> arrivals = new ArrayList<>();
        int units = (int) Math.ceil(pcu - 1e-9);
        for (int i = 0; i < units; i++) arrivals.add(new Arrival(fromS + lengthS * (i + 0.5) / units, pcu / units));
        return arrivals;
    }

    /** The same at random moments (a Poisson stream of that many arrivals), which no plan can meet as well as even ones. */
    public static List<Arrival> randomly(double fromS, double lengthS, double pcu, RandomGenerator random) {
        return evenly(fromS, lengthS, pcu).stream()
                .map(each -> new Arrival(fromS + lengthS * random.nextDouble(), each.pcu()))
                .sorted(Comparator.comparingDouble(Arrival::atS))
                .toList();
    }

    /**
     * Runs a plan against a demand.
     *
     * @param demand arrivals by group, in any order
     * @param binS length of the bins that delays are reported by
     * @throws IllegalArgumentException when the plan never serves a group that has demand
     */
    public static Replay run(
            Intersection x,
            SignalPlan plan,
            Map<SignalGroupId, List<Arrival>> demand,
            Map<SignalGroupId, Discharge> discharges,
            int binS) {
        List<GroupReplay> groups = new ArrayList<>();
        TreeMap<Integer, double[]> bins = new TreeMap<>();
        for (SignalGroupId group : new java.util.TreeSet<>(demand.keySet())) {
            Discharge discharge = discharges.get(group);
            if (discharge == null)
                throw new IllegalArgumentException("group " + group + " has demand but no saturation flow");
            List<Arrival> arrivals = demand.getOrDefault(group, List.of()).stream()
                    .sorted(Comparator.comparingDouble(Arrival::atS))
                    .toList();
            if (arrivals.isEmpty()) continue;
            Greens greens = Greens.of(x, plan, group, discharge);
            groups.add(replay(group, arrivals, greens, discharge, binS, bins));
        }
        double pcu = groups.stream().mapToDouble(GroupReplay::pcu).sum();
        return new Replay(
                List.copyOf(groups),
                pcu,
                weighted(groups, pcu, GroupReplay::meanDelayS),
                weighted(groups, pcu, GroupReplay::stops),
                means(bins));
    }

    private static double weighted(
            List<GroupReplay> groups, double pcu, java.util.function.ToDoubleFunction<GroupReplay> of) {
        return pcu > 0
                ? groups.stream()
                                .mapToDouble(each -> of.applyAsDouble(each) * each.pcu())
                                .sum()
                        / pcu
                : 0;
    }

    private static GroupReplay replay(
            SignalGroupId group,
            List<Arrival> arrivals,
            Greens greens,
            Discharge discharge,
            int binS,
            TreeMap<Integer, double[]> allBins) {
        double secondsPerPcu = 3600 / discharge.saturationPcuPerHour();
        TreeMap<Integer, double[]> bins = new TreeMap<>();
        double[] departures = new double[arrivals.size()];
        double free = Double.NEGATIVE_INFINITY;
        double pcu = 0;
        double delay = 0;
        double longest = 0;
        double stopped = 0;
        double queue = 0;
        double longestQueue = 0;
        int gone = 0;
        for (int i = 0; i < arrivals.size(); i++) {
            Arrival arrival = arrivals.get(i);
            double leaves = greens.next(Math.max(arrival.atS(), free));
            free = greens.after(leaves, arrival.pcu() * secondsPerPcu);
            departures[i] = leaves;
            double wait = leaves - arrival.atS();
            if (wait > LONGEST_WAIT_S)
                throw new IllegalArgumentException(
                        "group " + group + " is so far over capacity that its queue lasts for hours");
            pcu += arrival.pcu();
            delay += wait * arrival.pcu();
            longest = Math.max(longest, wait);
            if (wait > 1e-9) stopped += arrival.pcu();
            for (; gone < i && departures[gone] <= arrival.atS(); gone++)
                queue -= arrivals.get(gone).pcu();
            queue += arrival.pcu();
            if (wait > 1e-9) longestQueue = Math.max(longestQueue, queue);
            int bin = (int) Math.floor(arrival.atS() / binS) * binS;
            for (TreeMap<Integer, double[]> each : List.of(bins, allBins)) {
                double[] sums = each.computeIfAbsent(bin, key -> new double[2]);
                sums[0] += wait * arrival.pcu();
                sums[1] += arrival.pcu();
            }
        }
        double periodS = Math.max(
                greens.cycleS(), arrivals.getLast().atS() - arrivals.getFirst().atS());
        double capacity = periodS * greens.share() / secondsPerPcu;
        return new GroupReplay(
                group,
                pcu,
                delay / pcu,
                longest,
                stopped / pcu,
                longestQueue,
                capacity > 0 ? pcu / capacity : Double.POSITIVE_INFINITY,
                means(bins));
    }

    private static SortedMap<Integer, Double> means(TreeMap<Integer, double[]> bins) {
        TreeMap<Integer, Double> means = new TreeMap<>();
        bins.forEach((bin, sums) -> means.put(bin, sums[0] / sums[1]));
        return java.util.Collections.unmodifiableSortedMap(means);
    }

    /** The effective greens of a group: from start loss after the begin of green until as much of amber as is used. */
    private record Greens(double cycleS, double offsetS, List<double[]> windows) {
        static Greens of(Intersection x, SignalPlan plan, SignalGroupId group, Discharge discharge) {
            double cycle = plan.cycle().toMillis() / 1000.0;
            List<double[]> windows = new ArrayList<>();
            for (PlannedGreens.Green green : PlannedGreens.of(x, plan, group)) {
                if (green.length().equals(plan.cycle())) {
                    windows.add(new double[] {0, cycle});
                    break;
                }
                double from = green.start().toMillis() / 1000.0 + discharge.startLossS();
                double to = green.start().plus(green.length()).toMillis() / 1000.0 + discharge.endGainS();
                if (to > from) windows.add(new double[] {from, to});
            }
            if (windows.isEmpty() || cycle <= 0)
                throw new IllegalArgumentException("plan " + plan.id() + " never serves group " + group);
            windows.sort(Comparator.comparingDouble(window -> window[0]));
            return new Greens(cycle, plan.offset().toMillis() / 1000.0, windows);
        }

        /** Share of the cycle that is effectively green. */
        double share() {
            return Math.min(
                    1,
                    windows.stream()
                                    .mapToDouble(window -> window[1] - window[0])
                                    .sum()
                            / cycleS);
        }

        /** The first moment from {@code at} on that is effectively green. */
        double next(double at) {
            return Math.max(at, window(at)[0]);
        }

        /** When so many seconds of effective green have passed since a moment. */
        double after(double at, double seconds) {
            double now = at;
            double left = seconds;
            while (true) {
                double[] window = window(now);
                double from = Math.max(now, window[0]);
                if (from + left <= window[1]) return from + left;
                left -= window[1] - from;
                now = window[1];
            }
        }

        /** The first effective green that ends after a moment, absolute. */
        private double[] window(double at) {
            double base = Math.floor((at - offsetS) / cycleS) * cycleS + offsetS;
            // A green may begin in the cycle before and reach into this one.
            for (double cycle = base - cycleS; ; cycle += cycleS)
                for (double[] window : windows)
                    if (at < cycle + window[1] - 1e-9) return new double[] {cycle + window[0], cycle + window[1]};
        }
    }
}
