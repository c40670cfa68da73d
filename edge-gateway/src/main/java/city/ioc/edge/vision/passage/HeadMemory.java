package city.ioc.edge.vision.passage;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureHead;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.StopLinePassage.HeadSeen;
import city.ioc.contracts.id.SignalGroupId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the signal heads of one camera have shown of late. Owned by its watch. */
final class HeadMemory {
    /** Readings come at changes and every five seconds; an older one says nothing. */
    private static final Duration HOLDS = Duration.ofSeconds(8);

    private static final Duration REMEMBERED = Duration.ofSeconds(40);

    private final Map<SignalGroupId, Deque<LampReading>> shown = new LinkedHashMap<>();

    HeadMemory(CameraGeometry geometry) {
        for (PictureHead head : geometry.heads()) shown.put(head.group(), new ArrayDeque<>());
    }

    void saw(List<LampReading> readings) {
        for (LampReading each : readings) {
            Deque<LampReading> kept = shown.get(each.group());
            if (kept == null) continue;
            kept.addLast(each);
            while (kept.peekFirst() != null
                    && kept.getFirst().at().isBefore(each.at().minus(REMEMBERED))) kept.removeFirst();
        }
    }

    List<HeadSeen> seen(Instant atLine, Instant atEntry) {
        return shown.entrySet().stream()
                .map(head -> {
                    Optional<LampReading> line = at(head.getValue(), atLine);
                    Optional<LampReading> entry = at(head.getValue(), atEntry);
                    return new HeadSeen(
                            head.getKey(), lamp(line), lamp(entry), Math.min(confidence(line), confidence(entry)));
                })
                .toList();
    }

    private static Optional<LampReading> at(Deque<LampReading> readings, Instant at) {
        return readings.stream()
                .filter(each -> !each.at().isAfter(at) && each.at().isAfter(at.minus(HOLDS)))
                .reduce((earlier, later) -> later);
    }

    /** What flashes is neither red nor green. */
    private static LampReading.Seen lamp(Optional<LampReading> reading) {
        return reading.filter(each -> !each.flashing()).map(LampReading::lamp).orElse(LampReading.Seen.UNKNOWN);
    }

    private static double confidence(Optional<LampReading> reading) {
        return reading.map(LampReading::confidence).orElse(0.0);
    }
}
