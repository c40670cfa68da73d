package city.ioc.core.alarm;

import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.live.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Watches one environment sensor against the thresholds of its metrics. Owned by the shard's thread. */
public final class EnvironmentWatch {
    /** A mean needs readings in three quarters of its period, as air-quality reporting has it. */
    private static final double COVERAGE = 0.75;

    /** One reading may be a wave or a splash: that many in a row have to agree. */
    private static final int IN_A_ROW = 3;

    private final ZoneId zone;
    private final List<Watched> watched = new ArrayList<>();

    /** What holds: the worst threshold passed of a kind, with its numbers. */
    public record Finding(AlarmKind kind, Severity severity, Map<String, String> values) {}

    private static final class Watched {
        final Threshold threshold;
        final ArrayDeque<Slot> slots = new ArrayDeque<>();
        double latest = Double.NaN;
        int above;
        int below;
        boolean passed;

        Watched(Threshold threshold) {
            this.threshold = threshold;
        }
    }

    /** Sum of a twelfth of the averaging period. */
    private static final class Slot {
        final long index;
        double sum;
        int count;

        Slot(long index) {
            this.index = index;
        }
    }

    public EnvironmentWatch(Collection<String> metrics, List<Threshold> thresholds, ZoneId zone) {
        this.zone = zone;
        for (Threshold threshold : thresholds)
            if (metrics.contains(threshold.metric())) watched.add(new Watched(threshold));
    }

    public void observe(EnvironmentReading reading) {
        for (Watched each : watched) {
            if (!each.threshold.metric().equals(reading.metric())) continue;
            if (each.threshold.average().isZero()) observeLatest(each, reading.value());
            else observeMean(each, reading);
        }
    }

    /** What holds now, at most one finding of a kind. */
    public Collection<Finding> judge(Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        Map<AlarmKind, Finding> worst = new EnumMap<>(AlarmKind.class);
        for (Watched each : watched) {
            if (!each.passed || !each.threshold.isValidOn(today)) continue;
            Finding known = worst.get(each.threshold.kind());
            if (known == null || each.threshold.severity().compareTo(known.severity()) < 0)
                worst.put(each.threshold.kind(), finding(each));
        }
        return worst.values();
    }

    private static void observeLatest(Watched each, double value) {
        each.latest = value;
        each.above = value >= each.threshold.above() ? each.above + 1 : 0;
        each.below = value < each.threshold.clearBelow() ? each.below + 1 : 0;
        if (each.above >= IN_A_ROW) each.passed = true;
        else if (each.below >= IN_A_ROW) each.passed = false;
    }

    private static void observeMean(Watched each, EnvironmentReading reading) {
        Duration slotLength = each.threshold.average().dividedBy(12);
        long index = Math.floorDiv(reading.at().toEpochMilli(), slotLength.toMillis());
        if (each.slots.isEmpty() || each.slots.getLast().index < index) each.slots.addLast(new Slot(index));
        if (each.slots.getLast().index != index) return;
        each.slots.getLast().sum += reading.value();
        each.slots.getLast().count++;
        while (each.slots.getFirst().index <= index - 12) each.slots.removeFirst();
        if (each.slots.size() < 12 * COVERAGE) return;
        // Each part of the period weighs the same, however often the sensor reported in it.
        each.latest = each.slots.stream()
                .mapToDouble(slot -> slot.sum / slot.count)
                .average()
                .orElseThrow();
        if (each.latest > each.threshold.above()) each.passed = true;
        else if (each.latest < each.threshold.clearBelow()) each.passed = false;
    }

    private static Finding finding(Watched each) {
        Threshold threshold = each.threshold;
        return new Finding(
                threshold.kind(),
                threshold.severity(),
                Map.of(
                        "metric", threshold.metric(),
                        "value", String.valueOf(Math.round(each.latest * 100) / 100.0),
                        "above", String.valueOf(threshold.above()),
                        "averageS", String.valueOf(threshold.average().toSeconds()),
                        "source", threshold.source()));
    }
}
