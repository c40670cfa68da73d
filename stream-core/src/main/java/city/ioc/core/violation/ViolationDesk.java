package city.ioc.core.violation;

import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.violation.ViolationDetail;
import city.ioc.contracts.violation.ViolationDetail.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Joins what cameras saw at the stop lines of one intersection with its controller's log: takes every message, late and repeated ones
 * too, and judges each passage once, when the log reaches to it or has been waited for long enough. Owned by the shard's context.
 */
public final class ViolationDesk {
    /** So long the log is waited for: a link that hangs comes back or is down. */
    static final Duration PATIENCE = Duration.ofSeconds(10);
    /** What a case shows of the log before red and after the entry. */
    private static final Duration LOG_MARGIN = Duration.ofSeconds(10);

    private static final Duration JUDGED_REMEMBERED = Duration.ofMinutes(20);
    private static final int MOST_WAITING = 5_000;
    /** What the watching process says of a camera whose view has changed. */
    private static final String TURNED = "TURNED";

    private final Intersection x;
    private final ViolationSettings settings;
    private final LampLog log = new LampLog();
    private final Map<DeviceId, ClockWatch> clocks = new HashMap<>();
    private final Set<DeviceId> moved = new HashSet<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final LinkedHashMap<UUID, Instant> known = new LinkedHashMap<>();

    private record Waiting(
            UUID id, DeviceId camera, StopLinePassage passage, Optional<Duration> clockBehind, Instant since) {}

    public ViolationDesk(Intersection x, ViolationSettings settings) {
        this.x = x;
        this.settings = settings;
    }

    /** Takes a message of a device of this intersection, whether live state has a use for it or not. */
    public void take(DeviceRecord record, Instant now) {
        DeviceId sender = record.message().device();
        boolean isController = sender.equals(x.controller());
        boolean isPassage = record.message().body() instanceof StopLinePassages;
        if (record.message().body() instanceof DeviceReport report) markMoved(sender, report);
        if (!isController && !isPassage) return;
        clocks.computeIfAbsent(sender, device -> new ClockWatch()).heard(record);
        if (isController) log.add(record.message());
        if (record.message().body() instanceof StopLinePassages passages)
            for (StopLinePassage each : passages.passages()) take(sender, each, passages.clockBehind(), now);
    }

    private void markMoved(DeviceId camera, DeviceReport report) {
        if (report.fault().filter(fault -> fault.startsWith(TURNED)).isPresent()) moved.add(camera);
        else moved.remove(camera);
    }

    private void take(DeviceId camera, StopLinePassage passage, Optional<Duration> clockBehind, Instant now) {
        UUID id = ViolationCase.idOf(camera, passage);
        if (waiting.size() >= MOST_WAITING || known.putIfAbsent(id, now) != null) return;
        waiting.add(new Waiting(id, camera, passage, clockBehind, now));
    }

    /** Judges what can be judged: cases are handed on, {@code outcome} is told of every passage that is done with. */
    public List<ViolationCase> judge(Instant now, Consumer<String> outcome) {
        List<ViolationCase> cases = new ArrayList<>();
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting one = each.next();
            boolean isLast = !now.isBefore(one.since().plus(PATIENCE));
            RedLightRule.Scene scene = scene(one);
            switch (RedLightRule.judge(one.passage(), scene, log, settings.grace(), isLast)) {
                case Judgement.Wait wait -> {
                    continue;
                }
                case Judgement.Clear clear -> outcome.accept(clear.why().name());
                case Judgement.Found found -> {
                    outcome.accept(
                            found.isVoid()
                                    ? found.voids().getFirst().name()
                                    : found.rule().name());
                    cases.add(new ViolationCase(
                            one.id(), x.id(), one.camera(), one.passage(), found, detail(one, scene, found), now));
                }
            }
            each.remove();
        }
        known.values().removeIf(at -> at.isBefore(now.minus(JUDGED_REMEMBERED)));
        return cases;
    }

    private RedLightRule.Scene scene(Waiting one) {
        ApproachId approach = one.passage().approach();
        List<SignalGroup> groups = x.groups().stream()
                .filter(group -> group.movements().stream()
                        .anyMatch(movement -> movement.approach().equals(approach)))
                .toList();
        boolean rightOnRed = x.approaches().stream()
                .filter(each -> each.id().equals(approach))
                .findFirst()
                .flatMap(Approach::rightOnRed)
                .orElse(false);
        return new RedLightRule.Scene(groups, rightOnRed, clocks(one), moved.contains(one.camera()));
    }

    /** The pictures' clock is that of the watching process, less by how much the camera's is behind it. */
    private Clocks clocks(Waiting one) {
        Optional<Long> watching = offset(one.camera());
        return new Clocks(
                offset(x.controller()),
                watching.map(
                        ms -> ms - one.clockBehind().map(Duration::toMillis).orElse(0L)),
                settings.clockBound().toMillis());
    }

    private Optional<Long> offset(DeviceId device) {
        ClockWatch watch = clocks.get(device);
        return watch == null ? Optional.empty() : watch.offsetMs();
    }

    private ViolationDetail detail(Waiting one, RedLightRule.Scene scene, Judgement.Found found) {
        StopLinePassage passage = one.passage();
        Map<String, String> why = new TreeMap<>();
        passage.broken().ifPresent(broken -> why.put("track", broken.name()));
        passage.stoodM().ifPresent(metres -> why.put("stoodM", String.valueOf(Math.round(metres * 10) / 10.0)));
        passage.turnedDeg().ifPresent(degrees -> why.put("turnedDeg", String.valueOf(Math.round(degrees))));
        if (found.voids().size() > 1)
            why.put(
                    "alsoVoidFor",
                    String.valueOf(found.voids().subList(1, found.voids().size())));
        long intoRedMs = Math.round(found.secondsIntoRed().orElse(0) * 1000);
        return new ViolationDetail(
                x.controller(),
                passage.geometryFrom(),
                settings.grace().toMillis() / 1000.0,
                passage.track(),
                scene.groupIds(),
                passage.lamps().stream()
                        .filter(head -> scene.groupIds().contains(head.group()))
                        .toList(),
                scene.clocks(),
                log.changes(
                        scene.groups(),
                        passage.at().minusMillis(intoRedMs).minus(LOG_MARGIN),
                        passage.end().plus(LOG_MARGIN)),
                why);
    }
}
