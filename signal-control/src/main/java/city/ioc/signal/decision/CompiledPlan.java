package city.ioc.signal.decision;

import city.ioc.contracts.street.SignalPlan;
import city.ioc.signal.model.SignalLayout;
import java.time.LocalDateTime;
import java.time.temporal.ChronoField;
import java.util.List;

/** A plan in indices and milliseconds. Immutable. */
public final class CompiledPlan {
    /** The headway that ends a green where the plan names none: vehicles further apart no longer form a queue. */
    static final long DEFAULT_GAP_MS = 2500;

    final SignalPlan plan;
    final int[] stage;
    final long[] startMs;
    final long[] endMs;
    final long[] gapMs;
    /** Green that the split leaves after the interstage from the split before. */
    final long[] greenMs;

    final long cycleMs;
    private final long offsetMs;

    CompiledPlan(SignalPlan plan, SignalLayout layout) {
        this.plan = plan;
        List<SignalPlan.Split> splits = plan.splits();
        stage = new int[splits.size()];
        startMs = new long[splits.size()];
        endMs = new long[splits.size()];
        gapMs = new long[splits.size()];
        greenMs = new long[splits.size()];
        long at = 0;
        for (int i = 0; i < splits.size(); i++) {
            SignalPlan.Split split = splits.get(i);
            stage[i] = layout.findStage(split.stage())
                    .orElseThrow(() -> new IllegalArgumentException(
                            "plan " + plan.id() + " names stage " + split.stage() + ", which does not exist"));
            startMs[i] = at;
            at += split.length().toMillis();
            endMs[i] = at;
            gapMs[i] = split.gap().isPositive() ? split.gap().toMillis() : DEFAULT_GAP_MS;
        }
        for (int i = 0; i < stage.length; i++) {
            int before = stage[(i + stage.length - 1) % stage.length];
            greenMs[i] = endMs[i] - startMs[i] - layout.interstageMs(before, stage[i]);
        }
        cycleMs = at;
        offsetMs = plan.offset().toMillis();
    }

    /** Whether the plan flashes amber. */
    public boolean isFlash() {
        return plan.kind() == SignalPlan.Kind.NIGHT_FLASH || stage.length == 0;
    }

    public SignalPlan plan() {
        return plan;
    }

    int splits() {
        return stage.length;
    }

    /** Where in the cycle a local time is, counted from local midnight plus the offset. */
    long positionMs(LocalDateTime local) {
        return Math.floorMod(local.getLong(ChronoField.MILLI_OF_DAY) - offsetMs, cycleMs);
    }

    /** The split that a position lies in. */
    int splitAt(long positionMs) {
        for (int i = 0; i < endMs.length; i++) if (positionMs < endMs[i]) return i;
        return endMs.length - 1;
    }

    /** The first split of a stage from {@code from} on; -1 when the plan does not run the stage. */
    int splitOf(int wanted, int from) {
        for (int i = 0; i < stage.length; i++) {
            int split = (from + i) % stage.length;
            if (stage[split] == wanted) return split;
        }
        return -1;
    }
}
