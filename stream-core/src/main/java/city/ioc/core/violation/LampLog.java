package city.ioc.core.violation;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.violation.ViolationDetail.LampChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last minutes of one controller's log, in whatever order its messages come and however often: what each group showed, and
 * whether anything is missing. Times are the controller's. Owned by the shard's context.
 */
public final class LampLog {
    private static final Duration REMEMBERED = Duration.ofMinutes(10);
    /** "Manual control enable" of the Indiana enumeration: 1 while somebody works the signals by hand at the cabinet. */
    private static final int MANUAL_CONTROL = 178;
    /** unitFlashStatus of NTCIP 1202. */
    private static final int NOT_FLASHING = 2;
    /** A vehicle with a blue light may be so much earlier or later than its receiver said. */
    private static final Duration CALL_MARGIN = Duration.ofSeconds(15);

    private final Heard heard = new Heard();
    private final Map<Integer, Since<Lamp>> lamps = new HashMap<>();
    private final Since<Boolean> flashing = new Since<>();
    private final Since<Boolean> faulty = new Since<>();
    private final Since<Boolean> byHand = new Since<>();
    private final Map<String, PriorityCall> emergencies = new HashMap<>();

    /** What a group showed, and at least since when. */
    public record Shown(Lamp lamp, Instant since) {}

    /** Takes a message of the controller; one that is known already changes nothing. */
    public void add(DeviceMessage message) {
        if (!heard.add(message.id().asLong(), message.sentAt())) return;
        switch (message.body()) {
            case SignalEvents events -> events.events().forEach(this::add);
            case ControllerReport report -> {
                boolean flash = report.mode() == ControlMode.FLASH || report.mode() == ControlMode.NIGHT_FLASH;
                flashing.put(report.at(), flash);
                faulty.put(report.at(), report.fault().isPresent());
            }
            case PriorityCall call -> {
                if (call.kind() == PriorityCall.Kind.EMERGENCY && !call.cancelled())
                    emergencies.put(call.request(), call);
            }
            default -> {}
        }
        forgetOld();
    }

    private void add(SignalEvent event) {
        if (event.code() == MANUAL_CONTROL) byHand.put(event.at(), event.parameter() == 1);
        SignalEventCode.find(event.code()).ifPresent(code -> {
            switch (code) {
                case GROUP_BEGIN_GREEN, OVERLAP_BEGIN_GREEN -> show(event, Lamp.GREEN);
                case GROUP_BEGIN_AMBER, OVERLAP_BEGIN_AMBER -> show(event, Lamp.AMBER);
                case GROUP_BEGIN_RED_CLEARANCE, GROUP_END_RED_CLEARANCE, OVERLAP_BEGIN_RED_CLEARANCE, OVERLAP_OFF ->
                    show(event, Lamp.RED);
                case UNIT_FLASH_STATUS -> flashing.put(event.at(), event.parameter() != NOT_FLASHING);
                default -> {}
            }
        });
    }

    private void show(SignalEvent event, Lamp lamp) {
        boolean overlap = event.code() >= SignalEventCode.OVERLAP_BEGIN_GREEN.code();
        int number = event.parameter() + (overlap ? SignalGroup.OVERLAP_NUMBERS : 0);
        lamps.computeIfAbsent(number, group -> new Since<>()).put(event.at(), lamp);
    }

    private void forgetOld() {
        Instant old = heard.newest().minus(REMEMBERED);
        heard.forgetBefore(old);
        lamps.values().forEach(each -> each.forgetBefore(old));
        flashing.forgetBefore(old);
        faulty.forgetBefore(old);
        byHand.forgetBefore(old);
        emergencies.values().removeIf(call -> call.expiresAt().isBefore(old));
    }

    /** What a group showed; empty where the log does not say, because it had flashed until its next change for instance. */
    public Optional<Shown> shown(SignalGroup group, Instant at) {
        return find(group)
                .flatMap(known -> known.at(at))
                .filter(held -> !flashing.wasEver(true, held.since(), at))
                .map(held -> new Shown(held.value(), held.since()));
    }

    /** Overlaps have numbers of their own in some logs, those of the groups in others. */
    private Optional<Since<Lamp>> find(SignalGroup group) {
        return Optional.ofNullable(lamps.get(group.number()))
                .or(() -> Optional.ofNullable(lamps.get(group.number() + SignalGroup.OVERLAP_NUMBERS)));
    }

    /** Whether the controller has been heard since. */
    public boolean covers(Instant at) {
        return heard.newest().isAfter(at);
    }

    /** Whether every message from one instant to another has come, and its clock did not tell one of them twice. */
    public boolean isWhole(Instant from, Instant to) {
        return heard.isWhole(from, to);
    }

    boolean wasFlashing(Instant from, Instant to) {
        return flashing.wasEver(true, from, to);
    }

    boolean wasFaulty(Instant from, Instant to) {
        return faulty.wasEver(true, from, to);
    }

    boolean wasWorkedByHand(Instant from, Instant to) {
        return byHand.wasEver(true, from, to);
    }

    /** Whether an emergency vehicle was to come by one of the groups about an instant. */
    boolean wasCalledFor(List<SignalGroupId> groups, Instant at) {
        return emergencies.values().stream()
                .anyMatch(call -> groups.contains(call.group())
                        && Duration.between(call.arrivesAt(), at).abs().compareTo(CALL_MARGIN) <= 0);
    }

    /** What groups changed to from one instant to another, in order. */
    List<LampChange> changes(List<SignalGroup> groups, Instant from, Instant to) {
        List<LampChange> changes = new ArrayList<>();
        for (SignalGroup group : groups) {
            find(group)
                    .ifPresent(known -> known.between(from, to)
                            .forEach((at, lamp) -> changes.add(new LampChange(at, group.id(), lamp))));
        }
        changes.sort(Comparator.comparing(LampChange::at));
        return changes;
    }
}
