package city.ioc.core.violation;

import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
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
 * Joins what cameras saw at one intersection with its controller's log: takes every message, late and repeated ones too, and judges
 * each passage of a stop line and each conduct on its lanes once, when the log reaches to it or has been waited for long enough. Owned by the shard's context.
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

    private final List<WaitingConduct> conducts = new ArrayList<>();

    private record Waiting(
            UUID id, DeviceId camera, StopLinePassage passage, Optional<Duration> clockBehind, Instant since) {}

    private record WaitingConduct(
            UUID id, DeviceId camera, LaneConduct conduct, Optional<Duration> clockBehind, Instant since) {}

    public ViolationDesk(Intersection x, ViolationSettings settings) {
        this.x = x;
        this.settings = settings;
    }

    /** Takes a message of a device of this intersection, whether live state has a use for it or not. */
    public void take(DeviceRecord record, Instant now) {
        DeviceId sender = record.message().device();
        boolean isController = sender.equals(x.controller());
        boolean isSeen = record.message().body() instanceof StopLinePassages
                || record.message().body() instanceof LaneConducts;
        if (record.message().body() instanceof DeviceReport report) markMoved(sender, report);
        if (!isController && !isSeen) return;
        clocks.computeIfAbsent(sender, device -> new ClockWatch()).heard(record);
        if (isController) log.add(record.message());
        if (record.message().body() instanceof StopLinePassages passages)
            for (StopLinePassage each : passages.passages()) take(sender, each, passages.clockBehind(), now);
        if (record.message().body() instanceof LaneConducts told)
            for (LaneConduct each : told.conducts()) take(sender, each, told.clockBehind(), now);
    }

    private void markMoved(DeviceId camera, DeviceReport report) {
        if (report.fault().filter(fault -> fault.startsWith(TURNED)).isPresent()) moved.add(camera);
        else moved.remove(camera);
    }

    private void take(DeviceId camera, StopLinePassage passage, Optional<Duration> clockBehind, Instant now) {
        UUID id = ViolationCase.idOf(camera, Sighted.of(passage));
        if (waiting.size() >= MOST_WAITING || known.putIfAbsent(id, now) != null) return;
        waiting.add(new Waiting(id, camera, passage, clockBehind, now));
    }

    private void take(DeviceId camera, LaneConduct conduct, Optional<Duration> clockBehind, Instant now) {
        UUID id = ViolationCase.idOf(camera, Sighted.of(conduct));
        if (conducts.size() >= MOST_WAITING || known.putIfAbsent(id, now) != null) return;
        conducts.add(new WaitingConduct(id, camera, conduct, clockBehind, now));
    }

    /** Judges what can be judged: cases are handed on, {@code outcome} is told of everything that is done with. */
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
                    outcome.accept(word(found));
                    cases.add(new ViolationCase(
                            one.id(),
                            x.id(),
                            one.camera(),
                            Sighted.of(one.passage()),
                            found,
                            detail(one, scene, found),
                            now));
                }
            }
            each.remove();
        }
        judgeConducts(now, outcome, cases);
        known.values().removeIf(at -> at.isBefore(now.minus(JUDGED_REMEMBERED)));
        return cases;
    }

    private static String word(Judgement.Found found) {
        return found.isVoid() ? found.voids().getFirst().name() : found.rule().name();
    }

    private void judgeConducts(Instant now, Consumer<String> outcome, List<ViolationCase> cases) {
        for (Iterator<WaitingConduct> each = conducts.iterator(); each.hasNext(); ) {
            WaitingConduct one = each.next();
            boolean isLast = !now.isBefore(one.since().plus(PATIENCE));
            switch (judge(one, isLast)) {
                case Judgement.Wait wait -> {
                    continue;
                }
                case Judgement.Clear clear -> outcome.accept(clear.why().name());
                case Judgement.Found found -> {
                    outcome.accept(word(found));
                    cases.add(new ViolationCase(
                            one.id(), x.id(), one.camera(), Sighted.of(one.conduct()), found, detail(one, found), now));
                }
            }
            each.remove();
        }
    }

    private Judgement judge(WaitingConduct one, boolean isLast) {
        boolean isMoved = moved.contains(one.camera());
        return switch (one.conduct().kind()) {
            case AGAINST_TRAFFIC -> WrongWayRule.judge(one.conduct(), groupIds(one.conduct()), isMoved, log, isLast);
        };
    }

    private List<SignalGroupId> groupIds(LaneConduct conduct) {
        return groupsOf(conduct.approach()).stream().map(SignalGroup::id).toList();
    }

    /** Those that release vehicles of an approach. */
    private List<SignalGroup> groupsOf(ApproachId approach) {
        return x.groups().stream()
                .filter(group -> group.movements().stream()
                        .anyMatch(movement -> movement.approach().equals(approach)))
                .toList();
    }

    private RedLightRule.Scene scene(Waiting one) {
        ApproachId approach = one.passage().approach();
        List<SignalGroup> groups = groupsOf(approach);
        boolean rightOnRed = x.approaches().stream()
                .filter(each -> each.id().equals(approach))
                .findFirst()
                .flatMap(Approach::rightOnRed)
                .orElse(false);
        return new RedLightRule.Scene(
                groups, rightOnRed, clocks(one.camera(), one.clockBehind()), moved.contains(one.camera()));
    }

    /** The pictures' clock is that of the watching process, less by how much the camera's is behind it. */
    private Clocks clocks(DeviceId camera, Optional<Duration> clockBehind) {
        Optional<Long> watching = offset(camera);
        return new Clocks(
                offset(x.controller()),
                watching.map(ms -> ms - clockBehind.map(Duration::toMillis).orElse(0L)),
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
        passage.stoodM().ifPresent(metres -> why.put("stoodM", tenths(metres)));
        passage.turnedDeg().ifPresent(degrees -> why.put("turnedDeg", String.valueOf(Math.round(degrees))));
        putFurtherVoids(why, found);
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

    private static void putFurtherVoids(Map<String, String> why, Judgement.Found found) {
        if (found.voids().size() > 1)
            why.put(
                    "alsoVoidFor",
                    String.valueOf(found.voids().subList(1, found.voids().size())));
    }

    /** No lamp is asked about who goes against the traffic. */
    private ViolationDetail detail(WaitingConduct one, Judgement.Found found) {
        LaneConduct conduct = one.conduct();
        Map<String, String> why = new TreeMap<>();
        conduct.broken().ifPresent(broken -> why.put("track", broken.name()));
        why.put("movedM", tenths(conduct.movedM()));
        why.put("lastedS", tenths(conduct.lasted().toMillis() / 1000.0));
        why.put("unseenS", tenths(conduct.unseen().toMillis() / 1000.0));
        putFurtherVoids(why, found);
        return new ViolationDetail(
                x.controller(),
                conduct.geometryFrom(),
                settings.grace().toMillis() / 1000.0,
                conduct.track(),
                groupIds(conduct),
                List.of(),
                clocks(one.camera(), one.clockBehind()),
                List.of(),
                why);
    }

    private static String tenths(double value) {
        return String.valueOf(Math.round(value * 10) / 10.0);
    }
}
