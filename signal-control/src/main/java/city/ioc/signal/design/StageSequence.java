package city.ioc.signal.design;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.PlannedGreens;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stages in the order of a plan, with the greens that span them and what each green needs. The starts of the stages are the unknowns
 * of a design; each need is a bound between two of them, so that a stage may be shared by groups that begin and end elsewhere
 * (Akçelik 1981, ARR 123, chapter 3: critical movements with overlaps). Immutable.
 */
final class StageSequence {
    /** A green from stage {@code first} over {@code stages} stages. {@code flow}: what one of the group's greens must carry. */
    record Run(SignalGroup group, int first, int stages, double delayS, double flowRatio) {
        /** Split time that the green needs so that its group has at most this degree of saturation, seconds. */
        double flowNeedS(double cycleS, double saturation, double netLossS) {
            return flowRatio > 0 ? flowRatio * cycleS / saturation + delayS + netLossS : 0;
        }

        /** Split time that minimum green and longest red need, seconds. */
        double fixedNeedS(double cycleS) {
            double least = group.minGreen().toMillis() / 1000.0;
            double maxRedS = group.maxRed().toMillis() / 1000.0;
            if (maxRedS > 0)
                least = Math.max(least, cycleS - maxRedS - group.endOfGreen().toMillis() / 1000.0);
            return least + delayS;
        }
    }

    /** The chain of greens that fills the cycle and needs most: its sum of flow ratios Y and its lost time L. */
    record Critical(List<SignalGroupId> groups, double flowRatio, double lostS) {}

    private final List<StageId> order;
    private final List<Run> runs;
    private final double netLossS;

    StageSequence(Intersection x, List<StageId> order, Map<SignalGroupId, GroupFlow> flows, double netLossS) {
        if (order.isEmpty()) throw new IllegalArgumentException("a plan needs at least one stage");
        order.forEach(x::getStage);
        flows.keySet().forEach(x::getGroup);
        this.order = List.copyOf(order);
        this.netLossS = netLossS;
        SignalPlan shape = plan(new PlanId("shape"), new LocalName("-", "-"), ones(order.size()), Duration.ZERO);
        List<PlannedGreens.Green> greens = PlannedGreens.of(x, shape);
        List<Run> found = new ArrayList<>();
        for (PlannedGreens.Green green : greens) {
            if (green.splits() == order.size()) continue; // green throughout: nothing to share out
            long times = greens.stream()
                    .filter(other -> other.group().equals(green.group()))
                    .count();
            double ratio = Optional.ofNullable(flows.get(green.group()))
                    .map(GroupFlow::flowRatio)
                    .orElse(0.0);
            found.add(new Run(
                    x.getGroup(green.group()),
                    green.firstSplit(),
                    green.splits(),
                    green.delay().toMillis() / 1000.0,
                    ratio / times));
        }
        runs = List.copyOf(found);
    }

    private static int[] ones(int count) {
        int[] ones = new int[count];
        java.util.Arrays.fill(ones, 1);
        return ones;
    }

    SignalPlan plan(PlanId id, LocalName name, int[] lengthsS, Duration gap) {
        List<SignalPlan.Split> splits = new ArrayList<>();
        int cycle = 0;
        for (int i = 0; i < lengthsS.length; i++) {
            splits.add(new SignalPlan.Split(order.get(i), Duration.ofSeconds(lengthsS[i]), gap));
            cycle += lengthsS[i];
        }
        return new SignalPlan(id, SignalPlan.Kind.FIXED_TIME, name, Duration.ofSeconds(cycle), Duration.ZERO, splits);
    }

    /** The critical chain for a cycle: greens whose needs come by flow count with their ratio, others with their fixed time. */
    Critical critical(double cycleS, double saturation) {
        Critical best = new Critical(List.of(), 0, 0);
        double most = -1;
        for (int start = 0; start < order.size(); start++) {
            Chain chain = longestChain(start, cycleS, saturation);
            if (chain.need <= most) continue;
            most = chain.need;
            double ratio = 0;
            double lost = 0;
            List<SignalGroupId> groups = new ArrayList<>();
            for (Run run : chain.runs) {
                groups.add(run.group().id());
                boolean byFlow = run.flowNeedS(cycleS, saturation, netLossS) >= run.fixedNeedS(cycleS);
                ratio += byFlow ? run.flowRatio() : 0;
                lost += byFlow ? run.delayS() + netLossS : run.fixedNeedS(cycleS);
            }
            best = new Critical(groups, ratio, lost);
        }
        return best;
    }

    private record Chain(double need, List<Run> runs) {}

    /** Longest way from a stage's start once around, along greens; a stage without any green is passed for nothing. */
    private Chain longestChain(int start, double cycleS, double saturation) {
        int n = order.size();
        Chain[] at = new Chain[n + 1];
        at[0] = new Chain(0, List.of());
        for (int i = 0; i < n; i++) {
            Chain here = at[i];
            if (here == null) continue;
            offer(at, i + 1, here.need, here.runs, Optional.empty());
            for (Run run : runs) {
                if (run.first() != (start + i) % n || i + run.stages() > n) continue;
                double need = Math.max(run.flowNeedS(cycleS, saturation, netLossS), run.fixedNeedS(cycleS));
                offer(at, i + run.stages(), here.need + need, here.runs, Optional.of(run));
            }
        }
        Chain whole = at[n];
        return whole == null ? new Chain(0, List.of()) : whole;
    }

    private static void offer(Chain[] at, int index, double need, List<Run> before, Optional<Run> run) {
        if (at[index] != null && at[index].need >= need) return;
        List<Run> chain = new ArrayList<>(before);
        run.ifPresent(chain::add);
        at[index] = new Chain(need, List.copyOf(chain));
    }

    /** Whole seconds of split that each green needs at this degree of saturation, in order of {@link #runs()}. */
    int[] needsS(int cycleS, double saturation) {
        return runs.stream()
                .mapToDouble(run -> Math.max(run.flowNeedS(cycleS, saturation, netLossS), run.fixedNeedS(cycleS)))
                .mapToInt(need -> (int) Math.ceil(Math.min(need, 1e6) - 1e-9))
                .toArray();
    }

    List<Run> runs() {
        return runs;
    }

    /** Degree of saturation of a green of so many seconds of split. */
    double saturation(Run run, int splitS, int cycleS) {
        double effectiveS = splitS - run.delayS() - netLossS;
        if (run.flowRatio() <= 0) return 0;
        return effectiveS > 0 ? run.flowRatio() * cycleS / effectiveS : Double.POSITIVE_INFINITY;
    }

    /**
     * Splits in whole seconds that fill a cycle and meet every need; empty when there are none. The starts of stages are the longest
     * ways through the needs (Bellman and Ford).
     */
    Optional<int[]> splits(int cycleS, int[] needsS) {
        int n = order.size();
        long[] start = new long[n];
        for (int round = 0; round <= n; round++) {
            boolean changed = false;
            for (int i = 0; i < n; i++) changed |= raise(start, i, 1, 1, cycleS);
            for (int r = 0; r < needsS.length; r++)
                changed |= raise(start, runs.get(r).first(), runs.get(r).stages(), needsS[r], cycleS);
            if (start[0] > 0) return Optional.empty();
            if (!changed) {
                int[] lengths = new int[n];
                for (int i = 0; i < n; i++) lengths[i] = (int) ((i == n - 1 ? cycleS : start[i + 1]) - start[i]);
                return Optional.of(lengths);
            }
        }
        return Optional.empty();
    }

    private static boolean raise(long[] start, int from, int stages, long need, int cycleS) {
        int n = start.length;
        int to = (from + stages) % n;
        long turns = (from + stages) / n;
        long least = start[from] + need - turns * cycleS;
        if (least <= start[to]) return false;
        start[to] = least;
        return true;
    }
}
