package city.ioc.signal.model;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.priority.PriorityBook;
import city.ioc.signal.traffic.LoopEstimator;
import city.ioc.signal.traffic.TrafficPicture;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one intersection's signals: lamps, stage, mode, detectors, calls. Fed with what the controller says, in order
 * of arrival; what is older than what is known changes nothing. Owned by the thread of the intersection's single writer.
 *
 * <p>Times are milliseconds since the epoch. A stage that runs is known by the controller's reports; where the centre only
 * watches, by the lamps.
 */
public final class SignalState {
    /** A controller reports every second; after three missed reports what it shows is not known. */
    public static final Duration CONTROLLER_SILENCE = Duration.ofMillis(3500);

    /** How long an order may stay unanswered before it is judged anew. */
    public static final Duration ORDER_PATIENCE = Duration.ofSeconds(3);

    /** Discharge of a lane at saturation, HCM's base of 1,900 PCU/h. */
    private static final double LOOP_HEADWAY_S = 3600.0 / 1900;

    static final long NEVER = Long.MIN_VALUE;
    /** Bigger than any time that matters, small enough to be added to a time. */
    static final long FOREVER_MS = Long.MAX_VALUE / 4;

    private static final int UNIT_NOT_FLASHING = 2;

    private final SignalLayout layout;
    private final Lamp[] lamp;
    private final long[] lampSince;
    /** Groups whose lamp is known from a report of the stage: it may have begun with an earlier stage. */
    private long inferredLamps;

    private final long[] greenEnded;
    private final long[] calledSince;
    private final DetectorMemory detectors;
    private final TrafficPicture traffic;
    private final PriorityBook priority = new PriorityBook();
    private final LoopEstimator loops;
    private @Nullable ControlMode mode;
    private @Nullable PlanId plan;
    private @Nullable String fault;
    private int stage = -1;
    private boolean inTransition;
    private long stageSince = NEVER;
    private long heardAt = NEVER;
    private long reportedAt = NEVER;
    /** When a lamp changed last: a report from before says nothing of lamps. */
    private long shownAt = NEVER;

    private int requested = -1;
    private long requestedAt = NEVER;

    public SignalState(SignalLayout layout) {
        this.layout = layout;
        lamp = new Lamp[layout.groups()];
        Arrays.fill(lamp, Lamp.UNKNOWN);
        lampSince = filled(layout.groups());
        greenEnded = filled(layout.groups());
        calledSince = filled(layout.groups());
        detectors = new DetectorMemory(layout);
        traffic = new TrafficPicture(layout.lanes());
        loops = new LoopEstimator(layout.lanes(), LOOP_HEADWAY_S);
    }

    public SignalLayout layout() {
        return layout;
    }

    private final LoopEstimator.Loops loopView = new LoopEstimator.Loops() {
        @Override
        public boolean isTrusted(int detector) {
            return detectors.isTrusted(detector);
        }

        @Override
        public boolean isOccupied(int detector) {
            return detectors.isOccupied(detector);
        }

        @Override
        public long sinceMs(int detector) {
            return detectors.sinceMs(detector);
        }

        @Override
        public boolean isGreen(long groups) {
            return (greenGroups() & groups) != 0;
        }

        @Override
        public long greenSinceMs(long groups) {
            long since = Long.MAX_VALUE;
            for (long rest = groups & greenGroups(); rest != 0; rest &= rest - 1)
                since = Math.min(since, lampSinceMs(Long.numberOfTrailingZeros(rest)));
            return since;
        }
    };

    // What the field says

    /**
     * Takes an event of the controller.
     *
     * @return whether it changed anything here
     */
    public boolean observe(SignalEvent event) {
        SignalEventCode code = SignalEventCode.find(event.code()).orElse(null);
        if (code == null) return false;
        long at = event.at().toEpochMilli();
        return switch (code) {
            case GROUP_BEGIN_GREEN, OVERLAP_BEGIN_GREEN, PEDESTRIAN_BEGIN_WALK ->
                show(layout.findGroup(code, event.parameter()), Lamp.GREEN, at);
            case GROUP_BEGIN_AMBER, OVERLAP_BEGIN_AMBER ->
                show(layout.findGroup(code, event.parameter()), Lamp.AMBER, at);
            case PEDESTRIAN_BEGIN_CLEARANCE -> show(layout.findGroup(code, event.parameter()), Lamp.CLEARANCE, at);
            case GROUP_BEGIN_RED_CLEARANCE,
                    GROUP_END_RED_CLEARANCE,
                    OVERLAP_BEGIN_RED_CLEARANCE,
                    OVERLAP_OFF,
                    PEDESTRIAN_BEGIN_DONT_WALK -> show(layout.findGroup(code, event.parameter()), Lamp.RED, at);
            case PEDESTRIAN_CALL, GROUP_CALL_REGISTERED -> call(layout.findGroup(code, event.parameter()), at);
            case DETECTOR_ON, PEDESTRIAN_DETECTOR_ON -> detectorOn(layout.findDetector(event.parameter()), at);
            case DETECTOR_OFF, PEDESTRIAN_DETECTOR_OFF -> detectorOff(layout.findDetector(event.parameter()), at);
            case UNIT_FLASH_STATUS -> isObserved() && flashStatus(event.parameter(), at);
            default -> false;
        };
    }

    /**
     * Takes a report of the controller.
     *
     * @return whether mode, stage, plan or fault changed
     */
    public boolean observe(ControllerReport report) {
        long at = report.at().toEpochMilli();
        if (at < reportedAt) return false;
        reportedAt = at;
        heardAt = Math.max(heardAt, at);
        int reported = report.stage()
                .map(layout::findStage)
                .orElse(OptionalInt.empty())
                .orElse(-1);
        boolean changed = mode != report.mode()
                || stage != reported
                || inTransition != report.inTransition()
                || !Optional.ofNullable(plan).equals(report.plan())
                || !Optional.ofNullable(fault).equals(report.fault());
        boolean leavesFlash = isFlashing() && !isFlash(report.mode());
        mode = report.mode();
        plan = report.plan().orElse(null);
        fault = report.fault().orElse(null);
        stage = reported;
        inTransition = report.inTransition();
        stageSince = report.stageSince().toEpochMilli();
        if (requested == stage || isFlashing()) requested = -1;
        if (isFlashing()) showFlash(stageSince);
        else if (leavesFlash) forgetLamps();
        if (isAtRest() && !isFlashing() && at >= shownAt) inferUnknownLamps();
        return changed;
    }

    /** Says that the controller was heard, by whatever message. */
    public void heard(Instant at) {
        heardAt = Math.max(heardAt, at.toEpochMilli());
    }

    /**
     * Forgets all lamps: to be called when events may have been missed, for otherwise a lamp that has changed meanwhile looks
     * like a conflict. The next report of a stage at rest, or the next events, say what they show.
     */
    public void forgetLamps() {
        Arrays.fill(lamp, Lamp.UNKNOWN);
        Arrays.fill(lampSince, NEVER);
        inferredLamps = 0;
        Arrays.fill(greenEnded, NEVER);
        shownAt = NEVER;
    }

    /** Says whether a detector can be believed, and that nothing has changed about it lately. */
    public void trust(int detector, boolean isTrusted) {
        detectors.trust(detector, isTrusted, NEVER);
    }

    /** Says whether a detector can be believed. One that cannot counts as if somebody always waited. */
    public void trust(int detector, boolean isTrusted, Instant at) {
        detectors.trust(detector, isTrusted, at.toEpochMilli());
    }

    /** Estimates anew from the loops who is on the lanes; to be called before a decision that goes by vehicles. */
    public void estimateTraffic(Instant now) {
        loops.look(traffic, loopView, now.toEpochMilli());
    }

    /**
     * Notes that the centre has ordered a stage, so that the order is not judged anew before the controller has answered. The
     * order repeated does not buy it more time.
     */
    public void request(int wanted, Instant at) {
        if (wanted == stage) {
            requested = -1;
        } else if (findRequested(at.toEpochMilli()).orElse(-1) != wanted) {
            requested = wanted;
            requestedAt = at.toEpochMilli();
        }
    }

    // What is known

    public Lamp lamp(int group) {
        return lamp[group];
    }

    /** Whether a lamp was seen to begin; else it shows what it shows at least since {@link #lampSinceMs}. */
    public boolean isLampBeginKnown(int group) {
        return (inferredLamps & 1L << group) == 0;
    }

    /** Since when the lamps show what they show; long ago where it is not known. */
    public long lampSinceMs(int group) {
        return lampSince[group] == NEVER ? -FOREVER_MS : lampSince[group];
    }

    public Optional<Instant> findLampSince(int group) {
        return instant(lampSince[group]);
    }

    /** When the group's last green ended; long ago where it is not known. */
    public long greenEndedMs(int group) {
        return greenEnded[group] == NEVER ? -FOREVER_MS : greenEnded[group];
    }

    /** Groups that show green, as bits. */
    public long greenGroups() {
        long green = 0;
        for (int g = 0; g < lamp.length; g++) if (lamp[g] == Lamp.GREEN) green |= 1L << g;
        return green;
    }

    /** Who asks for priority. */
    public PriorityBook priority() {
        return priority;
    }

    /** The vehicles around the intersection. */
    public TrafficPicture traffic() {
        return traffic;
    }

    public Optional<ControlMode> mode() {
        return Optional.ofNullable(mode);
    }

    /** The local plan that the controller reports. */
    public Optional<PlanId> plan() {
        return Optional.ofNullable(plan);
    }

    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }

    /** Flashing amber, after a fault or by schedule. */
    public boolean isFlashing() {
        return isFlash(mode);
    }

    public boolean isStageKnown() {
        return stage >= 0;
    }

    /** The running stage or, in transition, the one it is changing to. */
    public int stage() {
        if (stage < 0)
            throw new IllegalStateException(
                    "no stage is known at " + layout.intersection().id());
        return stage;
    }

    public Optional<StageId> findStage() {
        return stage < 0 ? Optional.empty() : Optional.of(layout.stage(stage).id());
    }

    public boolean isInTransition() {
        return inTransition;
    }

    /** A stage runs and no lamps are changing. */
    public boolean isAtRest() {
        return stage >= 0 && !inTransition;
    }

    /** Begin of the stage's green, or of the transition. */
    public long stageSinceMs() {
        return stageSince == NEVER ? -FOREVER_MS : stageSince;
    }

    public Optional<Instant> findStageSince() {
        return instant(stageSince);
    }

    /** When the controller was last heard; long ago when never. */
    public long heardMs() {
        return heardAt == NEVER ? -FOREVER_MS : heardAt;
    }

    public Optional<Instant> findHeard() {
        return instant(heardAt);
    }

    /** The stage that the centre has ordered lately and the controller has not yet answered to. */
    public OptionalInt findRequested(long nowMs) {
        return requested >= 0 && nowMs - requestedAt < ORDER_PATIENCE.toMillis()
                ? OptionalInt.of(requested)
                : OptionalInt.empty();
    }

    public boolean isOccupied(int detector) {
        return detectors.isOccupied(detector);
    }

    public boolean isTrusted(int detector) {
        return detectors.isTrusted(detector);
    }

    /** Since when a detector that is believed has been so without a break; long ago when it always was. */
    public long trustedSinceMs(int detector) {
        long since = detectors.trustedSince(detector);
        return since == NEVER ? -FOREVER_MS : since;
    }

    /** Since when the detector has been as it is. */
    public Optional<Instant> findDetectorSince(int detector) {
        return detectors.findSince(detector);
    }

    /** Time since the detector was last occupied; zero while it is, very long when it never was. */
    public long sinceOccupiedMs(int detector, long nowMs) {
        return detectors.sinceOccupiedMs(detector, nowMs);
    }

    /** Whether somebody waits for this group: a call since its last green, or a group that nothing watches reliably. */
    public boolean isCalled(int group) {
        return lamp[group] != Lamp.GREEN && (calledSince[group] != NEVER || isRecalled(group));
    }

    /** Since when somebody waits; for a group served by recall, since its green ended. */
    public long calledSinceMs(int group) {
        long since = isRecalled(group) ? lampSinceMs(group) : FOREVER_MS;
        return calledSince[group] == NEVER ? since : Math.min(since, calledSince[group]);
    }

    /** Whether the group has no detector, or one that cannot be believed: then it is served as if somebody always waited. */
    public boolean isRecalled(int group) {
        return (layout.detectedGroups() & 1L << group) == 0 || detectors.isDoubted(group);
    }

    // Changes

    private boolean show(OptionalInt found, Lamp next, long at) {
        if (found.isEmpty()) return false;
        int group = found.getAsInt();
        if (at < lampSince[group] || lamp[group] == next) return false;
        shownAt = Math.max(shownAt, at);
        boolean endsGreen = lamp[group] == Lamp.GREEN;
        if (endsGreen) greenEnded[group] = at;
        lamp[group] = next;
        lampSince[group] = at;
        inferredLamps &= ~(1L << group);
        if (next == Lamp.GREEN) calledSince[group] = NEVER;
        else if (endsGreen && detectors.isStopLineOccupied(group)) calledSince[group] = at;
        if (isObserved()) followLamps(at);
        return true;
    }

    private boolean call(OptionalInt found, long at) {
        if (found.isEmpty()) return false;
        int group = found.getAsInt();
        if (lamp[group] == Lamp.GREEN || calledSince[group] != NEVER || at < lampSince[group]) return false;
        calledSince[group] = at;
        return true;
    }

    private boolean detectorOn(OptionalInt found, long at) {
        if (found.isEmpty() || detectors.isOlder(found.getAsInt(), at)) return false;
        boolean changed = detectors.on(found.getAsInt(), at);
        if (changed) loops.changed(found.getAsInt(), true, at, loopView, traffic);
        for (long rest = layout.detectors().get(found.getAsInt()).groups(); rest != 0; rest &= rest - 1)
            call(OptionalInt.of(Long.numberOfTrailingZeros(rest)), at);
        return changed;
    }

    private boolean detectorOff(OptionalInt found, long at) {
        if (found.isEmpty() || detectors.isOlder(found.getAsInt(), at)) return false;
        boolean changed = detectors.off(found.getAsInt(), at);
        if (changed) loops.changed(found.getAsInt(), false, at, loopView, traffic);
        return changed;
    }

    private boolean flashStatus(int status, long at) {
        if (status == UNIT_NOT_FLASHING) forgetLamps();
        else showFlash(at);
        return true;
    }

    private void showFlash(long at) {
        for (int g = 0; g < lamp.length; g++) {
            Lamp flash = (layout.vehicleGroups() & 1L << g) != 0 ? Lamp.FLASHING_AMBER : Lamp.DARK;
            if (lamp[g] == flash) continue;
            lamp[g] = flash;
            lampSince[g] = at;
            inferredLamps &= ~(1L << g);
        }
    }

    private void inferUnknownLamps() {
        for (int g = 0; g < lamp.length; g++) {
            if (lamp[g] != Lamp.UNKNOWN) continue;
            boolean green = (layout.stageGroups(stage) & 1L << g) != 0;
            lamp[g] = green ? Lamp.GREEN : Lamp.RED;
            lampSince[g] = stageSince;
            inferredLamps |= 1L << g;
            if (green) calledSince[g] = NEVER;
        }
    }

    /** Where nobody reports stages: the stage whose groups are green. */
    private void followLamps(long at) {
        OptionalInt shown = layout.findStageShowing(greenGroups());
        inTransition = shown.isEmpty();
        if (shown.isPresent() && shown.getAsInt() != stage) {
            stage = shown.getAsInt();
            stageSince = at;
        }
        heardAt = Math.max(heardAt, at);
    }

    private boolean isObserved() {
        return layout.intersection().control() == Intersection.Control.OBSERVED;
    }

    private static boolean isFlash(@Nullable ControlMode mode) {
        return mode == ControlMode.FLASH || mode == ControlMode.NIGHT_FLASH;
    }

    static Optional<Instant> instant(long millis) {
        return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
    }

    static long[] filled(int length) {
        long[] times = new long[length];
        Arrays.fill(times, NEVER);
        return times;
    }
}
