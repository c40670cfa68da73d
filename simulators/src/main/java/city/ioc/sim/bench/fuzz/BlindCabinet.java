package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A cabinet without any guard: it inserts ambers and the intergreens that are written down, and otherwise does at once what it is
 * told, in the middle of a change, out of flash and on stages that conflict. What keeps its lamps safe is whoever commands it.
 * Confined to one thread.
 */
final class BlindCabinet {
    static final long STARTUP_MS = 14_000;

    private static final int NO_AMBER_MS = 10_000;
    private static final int REPORT_EVERY_MS = 1_000;
    private static final long NEVER = Long.MAX_VALUE;

    private final Intersection x;
    private final SignalGroup[] groups;
    private final Lamp[] lamps;
    private final long[] greenDueMs;
    private final long[] redDueMs;
    private final long[] greenEndedMs;
    private final List<SignalEvent> events = new ArrayList<>();
    private final List<ControllerReport> reports = new ArrayList<>();
    private ControlMode mode = ControlMode.STARTUP;
    private Optional<Stage> stage = Optional.empty();
    private long stageSinceMs;
    private long startupEndsMs;
    private boolean inTransition;
    private long reportedMs;
    private boolean reportDue = true;
    private int hasteMs;

    BlindCabinet(Intersection x, long nowMs) {
        this.x = x;
        groups = x.groups().toArray(SignalGroup[]::new);
        lamps = new Lamp[groups.length];
        greenDueMs = new long[groups.length];
        redDueMs = new long[groups.length];
        greenEndedMs = new long[groups.length];
        powerUp(nowMs);
    }

    /** All-red for a while, then the first stage that serves anybody soundly. */
    void powerUp(long nowMs) {
        for (int g = 0; g < groups.length; g++) {
            greenDueMs[g] = redDueMs[g] = NEVER;
            show(g, Lamp.RED, nowMs);
        }
        mode = ControlMode.STARTUP;
        stage = Optional.empty();
        inTransition = false;
        stageSinceMs = nowMs;
        startupEndsMs = nowMs + STARTUP_MS;
        reportDue = true;
    }

    /** Flashes; {@code keepsStage}: goes on reporting the stage that ran before, which a sound controller does not. */
    void flash(boolean keepsStage, long nowMs) {
        for (int g = 0; g < groups.length; g++) {
            greenDueMs[g] = redDueMs[g] = NEVER;
            lamps[g] = isPedestrian(g) ? Lamp.DARK : Lamp.FLASHING_AMBER;
        }
        mode = ControlMode.FLASH;
        if (!keepsStage) stage = Optional.empty();
        inTransition = false;
        stageSinceMs = nowMs;
        reportDue = true;
    }

    /** Says at once what it does, as after a line comes back. */
    void greet() {
        reportDue = true;
    }

    /** From now on cuts intergreens, ambers and clearances short by this much; beyond ten seconds it leaves ambers out. */
    void hurry(int byMs) {
        hasteMs = byMs;
    }

    /** Shows green where nobody wanted it, and logs it as a controller does whose switch is broken. */
    void breakLamp(int group, long nowMs) {
        if (lamps[group] != Lamp.GREEN) show(group, Lamp.GREEN, nowMs);
    }

    void obey(StageId wanted, long nowMs) {
        Stage next = x.getStage(wanted);
        if (stage.equals(Optional.of(next))) return;
        for (int g = 0; g < groups.length; g++)
            if (next.groups().contains(groups[g].id()) && lamps[g] != Lamp.GREEN)
                greenDueMs[g] = Math.max(nowMs, endOfIntergreensMs(g, next, nowMs) - hasteMs);
        for (int g = 0; g < groups.length; g++) {
            if (!next.groups().contains(groups[g].id())) {
                greenDueMs[g] = NEVER;
                if (lamps[g] == Lamp.GREEN) {
                    greenEndedMs[g] = nowMs;
                    if (hasteMs > NO_AMBER_MS) {
                        show(g, Lamp.RED, nowMs);
                        continue;
                    }
                    show(g, isPedestrian(g) ? Lamp.CLEARANCE : Lamp.AMBER, nowMs);
                    redDueMs[g] = nowMs + Math.max(100, groups[g].endOfGreen().toMillis() - hasteMs);
                } else if (lamps[g] == Lamp.FLASHING_AMBER || lamps[g] == Lamp.DARK) {
                    show(g, Lamp.RED, nowMs);
                }
            }
        }
        stage = Optional.of(next);
        mode = ControlMode.COMMANDED;
        inTransition = true;
        stageSinceMs = nowMs;
        reportDue = true;
        advance(nowMs);
    }

    /** When the last intergreen to a group that is written down will be over, with what ends now for the next stage. */
    private long endOfIntergreensMs(int beginning, Stage next, long nowMs) {
        long latest = nowMs;
        for (int e = 0; e < groups.length; e++) {
            boolean endsNow = lamps[e] == Lamp.GREEN && !next.groups().contains(groups[e].id());
            long endedMs = endsNow ? nowMs : greenEndedMs[e];
            Optional<Duration> intergreen = x.intergreens().find(groups[e].id(), groups[beginning].id());
            if (intergreen.isPresent())
                latest = Math.max(latest, endedMs + intergreen.get().toMillis());
        }
        return latest;
    }

    void advance(long nowMs) {
        if (mode == ControlMode.STARTUP && nowMs >= startupEndsMs)
            x.stages().stream()
                    .filter(each -> x.conflicts().findAmong(each.groups()).isEmpty())
                    .findFirst()
                    .ifPresent(first -> obey(first.id(), nowMs));
        for (int g = 0; g < groups.length; g++) {
            if (redDueMs[g] > nowMs) continue;
            redDueMs[g] = NEVER;
            if (lamps[g] != Lamp.GREEN) show(g, Lamp.RED, nowMs);
        }
        for (int g = 0; g < groups.length; g++) {
            if (greenDueMs[g] > nowMs) continue;
            greenDueMs[g] = NEVER;
            show(g, Lamp.GREEN, nowMs);
        }
        if (inTransition && isComplete()) {
            inTransition = false;
            stageSinceMs = nowMs;
            reportDue = true;
        }
        report(nowMs);
    }

    private boolean isComplete() {
        for (int g = 0; g < groups.length; g++) if (greenDueMs[g] != NEVER || redDueMs[g] != NEVER) return false;
        return true;
    }

    private void report(long nowMs) {
        if (!reportDue && nowMs - reportedMs < REPORT_EVERY_MS) return;
        reportDue = false;
        reportedMs = nowMs;
        reports.add(new ControllerReport(
                Instant.ofEpochMilli(nowMs),
                mode,
                stage.map(Stage::id),
                inTransition,
                Instant.ofEpochMilli(stageSinceMs),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private void show(int g, Lamp lamp, long nowMs) {
        lamps[g] = lamp;
        SignalEventCode code = switch (lamp) {
            case GREEN -> isPedestrian(g) ? SignalEventCode.PEDESTRIAN_BEGIN_WALK : SignalEventCode.GROUP_BEGIN_GREEN;
            case AMBER -> SignalEventCode.GROUP_BEGIN_AMBER;
            case CLEARANCE -> SignalEventCode.PEDESTRIAN_BEGIN_CLEARANCE;
            default ->
                isPedestrian(g)
                        ? SignalEventCode.PEDESTRIAN_BEGIN_DONT_WALK
                        : SignalEventCode.GROUP_BEGIN_RED_CLEARANCE;
        };
        events.add(new SignalEvent(Instant.ofEpochMilli(nowMs), code, groups[g].number()));
    }

    private boolean isPedestrian(int g) {
        return groups[g].kind() == SignalGroup.Kind.PEDESTRIAN;
    }

    Lamp[] lamps() {
        return lamps;
    }

    ControlMode mode() {
        return mode;
    }

    List<SignalEvent> takeEvents() {
        if (events.isEmpty()) return List.of();
        List<SignalEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    List<ControllerReport> takeReports() {
        if (reports.isEmpty()) return List.of();
        List<ControllerReport> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }
}
