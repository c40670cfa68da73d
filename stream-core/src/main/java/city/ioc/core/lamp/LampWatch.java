package city.ioc.core.lamp;

import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Compares what cameras see of an intersection's heads with what its controller says. A reading is judged a while after its
 * instant, when both sides have told what they know of it. Owned by the shard's context.
 */
public final class LampWatch {
    /** Clocks and lines may be apart by so much: within it before and after a reading any lamp that was reported will do. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    /** So old a reading is judged: what the controller says comes later at times than what the camera says. */
    private static final Duration SETTLED = Duration.ofSeconds(4);

    private static final double SURE = 0.9;
    private static final int MOST_WAITING = 500;

    private final Map<SignalGroupId, Deque<Shown>> reported = new LinkedHashMap<>();
    private final Map<Head, HeadRecord> heads = new LinkedHashMap<>();
    private final Deque<Waiting> waiting = new ArrayDeque<>();

    /** A head as one camera sees it. */
    public record Head(DeviceId camera, SignalGroupId group) {
        /** How alarms name it. */
        public String subject() {
            return camera + ":" + group;
        }
    }

    /** Whether what is seen of a head differs lastingly from what is reported. */
    public record Verdict(Head head, boolean differs, Map<String, String> values) {}

    private record Waiting(Head head, LampReading reading) {}

    /** The controller's lamp from an instant on. */
    private record Shown(Lamp lamp, Instant since) {}

    /** Takes what a camera has seen. */
    public void saw(DeviceId camera, List<LampReading> readings) {
        for (LampReading each : readings) {
            if (waiting.size() >= MOST_WAITING) return;
            Head head = new Head(camera, each.group());
            heads.computeIfAbsent(head, unseen -> new HeadRecord());
            waiting.add(new Waiting(head, each));
        }
    }

    /** Takes what the controller says now of the heads that cameras see; several times a second. */
    public void reported(Function<SignalGroupId, Lamp> lamps, Instant now) {
        for (Head head : heads.keySet()) {
            Deque<Shown> shown = reported.computeIfAbsent(head.group(), group -> new ArrayDeque<>());
            Lamp lamp = lamps.apply(head.group());
            if (shown.isEmpty() || shown.getLast().lamp() != lamp) shown.addLast(new Shown(lamp, now));
            while (shown.size() > 1 && second(shown).since().isBefore(now.minus(SETTLED.multipliedBy(3))))
                shown.removeFirst();
        }
    }

    private static Shown second(Deque<Shown> shown) {
        var each = shown.iterator();
        each.next();
        return each.next();
    }

    /** What is to be said of each head; once a second. */
    public List<Verdict> judge(Instant now) {
        while (!waiting.isEmpty() && !waiting.peekFirst().reading().at().isAfter(now.minus(SETTLED)))
            judge(waiting.removeFirst());
        heads.values().forEach(each -> each.forgetOld(now));
        return heads.entrySet().stream()
                .map(each -> new Verdict(
                        each.getKey(),
                        each.getValue().differs(),
                        each.getValue().values()))
                .toList();
    }

    private void judge(Waiting one) {
        HeadRecord record = Objects.requireNonNull(heads.get(one.head()));
        LampReading reading = one.reading();
        if (reading.lamp() == LampReading.Seen.UNKNOWN || reading.confidence() < SURE) return;
        List<Lamp> around = reportedAround(one.head().group(), reading.at());
        // Of what nobody knows nothing follows, neither that it differs nor that it is right.
        if (around.isEmpty() || around.contains(Lamp.UNKNOWN)) return;
        record.add(reading, around, around.stream().anyMatch(lamp -> isPossible(lamp, reading)));
    }

    /** What was reported within the tolerance of an instant. */
    private List<Lamp> reportedAround(SignalGroupId group, Instant at) {
        List<Shown> shown = List.copyOf(reported.getOrDefault(group, new ArrayDeque<>()));
        List<Lamp> around = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            Instant begin = shown.get(i).since();
            Instant end = i + 1 < shown.size() ? shown.get(i + 1).since() : Instant.MAX;
            if (!begin.isAfter(at.plus(TOLERANCE)) && end.isAfter(at.minus(TOLERANCE)))
                around.add(shown.get(i).lamp());
        }
        return around;
    }

    /** Whether a head may look like that while the controller reports this lamp. */
    static boolean isPossible(Lamp reported, LampReading reading) {
        return switch (reported) {
            case RED -> reading.lamp() == LampReading.Seen.RED && !reading.flashing();
            case RED_AMBER -> reading.lamp() == LampReading.Seen.RED || reading.lamp() == LampReading.Seen.AMBER;
            case AMBER -> reading.lamp() == LampReading.Seen.AMBER;
            case GREEN -> reading.lamp() == LampReading.Seen.GREEN;
            case CLEARANCE -> reading.lamp() == LampReading.Seen.GREEN || reading.lamp() == LampReading.Seen.DARK;
            case FLASHING_AMBER -> reading.lamp() == LampReading.Seen.AMBER || reading.lamp() == LampReading.Seen.DARK;
            case DARK -> reading.lamp() == LampReading.Seen.DARK;
            case UNKNOWN -> false;
        };
    }
}
