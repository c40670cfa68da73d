package city.ioc.sim.device;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The controller in the cabinet of one intersection: the last of the three guards, and the one that works when everything else is
 * gone. It follows commands while they are valid and its own time-of-day plans otherwise, and never obeys in a way that breaks a
 * minimum green, an intergreen or a conflict. A command for another stage that comes before the minimum green is over is accepted
 * and carried out as soon as it may be; a stage change that has begun is finished before the next one begins.
 *
 * <p>Its logic runs on a grid of tenths of a second, as in real controllers, and at once when a command arrives. Confined to one
 * thread.
 */
public final class SignalController {
    /** The grid the logic runs on. */
    public static final Duration TICK = Duration.ofMillis(100);

    /** However long a command says it is valid, the controller asks for a new one after this. */
    static final Duration LONGEST_COMMAND_LIFE = Duration.ofSeconds(10);

    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration SHORTEST_STARTUP = Duration.ofSeconds(5);

    // Unit flash status as in NTCIP 1202 unitFlashStatus.
    private static final int NOT_FLASHING = 2;
    private static final int FLASHING_BY_SCHEDULE = 3;
    private static final int FLASHING_BY_COMMAND = 5;
    private static final int FLASHING_BY_MONITOR = 6;

    private final Intersection intersection;
    private final LocalPlan localPlan;
    private final SignalHead[] heads;
    private final Map<SignalGroupId, Integer> indexById = new HashMap<>();
    private final boolean[][] conflict;
    private final Duration[][] intergreen;
    private final LampMonitor monitor;
    private final Map<Integer, Lamp> stuck = new HashMap<>();
    private final List<SignalEvent> events = new ArrayList<>();
    private final List<ControllerReport> reports = new ArrayList<>();

    private Instant last;
    private ControlMode mode = ControlMode.STARTUP;
    private Instant startupEnds;
    /** The running stage or, in transition, the one being changed to; empty in start-up, in flash and on the way to flash. */
    private Optional<Stage> stage = Optional.empty();

    private boolean inTransition;
    private Instant stageSince;
    private Optional<Order> order = Optional.empty();
    private Optional<PlanId> plan = Optional.empty();
    private Optional<String> lastCommand = Optional.empty();
    private Optional<CommandVerdict> verdict = Optional.empty();
    private Optional<String> fault = Optional.empty();
    private boolean reportDue = true;
    private Instant reportedAt = Instant.MIN;

    /** What the last accepted command wants. */
    private record Order(Stage stage, Instant issuedAt, Instant until, String reason) {}

    /** What should happen now. {@code termination}: why the running greens end for it. */
    private record Wish(Optional<Stage> stage, SignalEventCode termination) {
        boolean isFlash() {
            return stage.isEmpty();
        }
    }

    /** A controller that is powered up at {@code now} and shows all-red first. */
    public SignalController(Intersection intersection, ZoneId zone, Instant now) {
        this.intersection = intersection;
        this.localPlan = new LocalPlan(intersection, zone);
        this.last = now;
        this.stageSince = now;
        int n = intersection.groups().size();
        heads = new SignalHead[n];
        for (int i = 0; i < n; i++) {
            heads[i] = new SignalHead(intersection.groups().get(i), events, now);
            indexById.put(heads[i].group().id(), i);
        }
        conflict = new boolean[n][n];
        intergreen = new Duration[n][n];
        for (int a = 0; a < n; a++) for (int b = 0; b < n; b++) compile(a, b);
        monitor = new LampMonitor(intersection, now);
        events.add(new SignalEvent(now, SignalEventCode.POWER_RESTORED, 0));
        startupEnds = now.plus(startupTime());
        for (int i = 0; i < n; i++) heads[i].powerUp(startupTime(), now);
        changed();
        step(now);
    }

    private void compile(int ending, int beginning) {
        var first = heads[ending].group().id();
        var second = heads[beginning].group().id();
        conflict[ending][beginning] =
                ending != beginning && intersection.conflicts().between(first, second);
        Optional<Duration> given = intersection.intergreens().find(first, second);
        if (conflict[ending][beginning] && given.isEmpty())
            throw new IllegalArgumentException("intersection " + intersection.id()
                    + ": groups conflict but there is no " + "intergreen " + first + ">" + second);
        intergreen[ending][beginning] = given.orElse(Duration.ZERO);
    }

    /**
     * Runs the logic if a tick of its grid has come since it ran last. It runs for {@code now} only: after a pause nothing is
     * relived, for the street did not wait either. A clock that runs back is waited for.
     */
    public void advance(Instant now) {
        if (now.toEpochMilli() / TICK.toMillis() > last.toEpochMilli() / TICK.toMillis()) step(now);
    }

    /** Judges a command and carries it out, at once where the guards allow it. */
    public CommandVerdict obey(ControllerCommand command, Instant now) {
        CommandVerdict judged = judge(command, now);
        lastCommand = Optional.of(command.command());
        verdict = Optional.of(judged);
        reportDue = true;
        if (judged == CommandVerdict.ACCEPTED) {
            switch (command.action()) {
                case ControllerCommand.RunStage run -> {
                    Instant limit = now.plus(LONGEST_COMMAND_LIFE);
                    Instant until = command.expiresAt().isBefore(limit) ? command.expiresAt() : limit;
                    order = Optional.of(
                            new Order(intersection.getStage(run.stage()), command.issuedAt(), until, command.reason()));
                }
                case ControllerCommand.ReleaseToLocal release -> order = Optional.empty();
                case ControllerCommand.ResetFlash reset -> {
                    if (mode == ControlMode.FLASH) leaveFlash(now);
                }
                case ControllerCommand.Flash flash -> {
                    if (mode != ControlMode.FLASH)
                        flashAfterFault("centre: " + flash.fault(), FLASHING_BY_COMMAND, now);
                }
            }
        }
        step(now);
        return judged;
    }

    private CommandVerdict judge(ControllerCommand command, Instant now) {
        if (!command.intersection().equals(intersection.id())
                || !command.controller().equals(intersection.controller()))
            return CommandVerdict.REFUSED_UNKNOWN_INTERSECTION;
        if (intersection.control() == Intersection.Control.OBSERVED) return CommandVerdict.REFUSED_NOT_CONTROLLED;
        boolean isFlash = command.action() instanceof ControllerCommand.Flash;
        if (!command.expiresAt().isAfter(now) || !isFlash && isOvertaken(command))
            return CommandVerdict.REFUSED_EXPIRED;
        return switch (command.action()) {
            case ControllerCommand.RunStage run -> judge(run);
            case ControllerCommand.ReleaseToLocal release ->
                mode == ControlMode.FLASH ? CommandVerdict.REFUSED_FLASHING : CommandVerdict.ACCEPTED;
            case ControllerCommand.ResetFlash reset -> CommandVerdict.ACCEPTED;
            case ControllerCommand.Flash flash -> CommandVerdict.ACCEPTED;
        };
    }

    private CommandVerdict judge(ControllerCommand.RunStage run) {
        Optional<Stage> wanted = intersection.findStage(run.stage());
        if (wanted.isEmpty()) return CommandVerdict.REFUSED_UNKNOWN_STAGE;
        if (intersection.conflicts().findAmong(wanted.get().groups()).isPresent())
            return CommandVerdict.REFUSED_CONFLICT;
        return mode == ControlMode.FLASH ? CommandVerdict.REFUSED_FLASHING : CommandVerdict.ACCEPTED;
    }

    /** A command issued before the one that is being obeyed came late and is no longer what the sender wants. */
    private boolean isOvertaken(ControllerCommand command) {
        return order.filter(current -> command.issuedAt().isBefore(current.issuedAt()))
                .isPresent();
    }

    private void step(Instant now) {
        if (now.isBefore(last)) return;
        last = now;
        if (order.filter(current -> !current.until().isAfter(now)).isPresent()) order = Optional.empty();
        for (SignalHead head : heads) head.progress(now);
        followPlanChange(now);
        switch (mode) {
            case FLASH -> {}
            case NIGHT_FLASH -> {
                if (!wish(now).isFlash()) leaveFlash(now);
            }
            case STARTUP -> {
                if (!now.isBefore(startupEnds)) beginTransition(wish(now), now);
            }
            case COMMANDED, LOCAL_PLAN -> run(now);
        }
        if (mode != ControlMode.FLASH && mode != ControlMode.NIGHT_FLASH)
            monitor.watch(shownLamps(), now).ifPresent(text -> flashAfterFault(text, FLASHING_BY_MONITOR, now));
        report(now);
    }

    private void run(Instant now) {
        setMode(order.isPresent() ? ControlMode.COMMANDED : ControlMode.LOCAL_PLAN);
        if (inTransition) continueTransition(now);
        if (inTransition || mode == ControlMode.NIGHT_FLASH) return;
        Wish wish = wish(now);
        if (!wish.stage().equals(stage) && mayEnd(wish, now)) beginTransition(wish, now);
    }

    private boolean mayEnd(Wish wish, Instant now) {
        for (SignalHead head : heads)
            if (head.isGreen() && !isIn(wish.stage(), head) && !head.hasHadMinGreen(now)) return false;
        return true;
    }

    private void beginTransition(Wish wish, Instant now) {
        for (int i = 0; i < heads.length; i++)
            if (heads[i].isGreen() && !isIn(wish.stage(), heads[i]))
                heads[i].endGreen(wish.termination(), redClearance(i, wish.stage()), now);
        stage = wish.stage();
        inTransition = true;
        stageSince = now;
        setMode(order.isPresent() ? ControlMode.COMMANDED : ControlMode.LOCAL_PLAN);
        changed();
        continueTransition(now);
    }

    /** From the end of green until the last group of the next stage may begin; until red where none has to wait for it. */
    private Duration redClearance(int ending, Optional<Stage> next) {
        Duration longest = heads[ending].group().endOfGreen();
        for (int i = 0; i < heads.length; i++)
            if (conflict[ending][i] && isIn(next, heads[i]) && !heads[i].isGreen())
                longest = max(longest, intergreen[ending][i]);
        return longest;
    }

    private void continueTransition(Instant now) {
        boolean complete = true;
        for (int i = 0; i < heads.length; i++) {
            if (isIn(stage, heads[i])) {
                if (!heads[i].isGreen() && mayBegin(i, now)) heads[i].beginGreen(now);
                complete &= heads[i].isGreen();
            } else {
                complete &= heads[i].isRed();
            }
        }
        if (!complete) return;
        inTransition = false;
        stageSince = now;
        changed();
        if (stage.isEmpty()) flashBySchedule(now);
    }

    private boolean mayBegin(int beginning, Instant now) {
        if (!heads[beginning].isRed()) return false;
        for (int i = 0; i < heads.length; i++) {
            if (!conflict[i][beginning]) continue;
            if (!heads[i].isRed() || now.isBefore(heads[i].greenEndedAt().plus(intergreen[i][beginning]))) return false;
        }
        return true;
    }

    private Wish wish(Instant now) {
        Wish wish = order.map(current -> new Wish(Optional.of(current.stage()), terminationFor(current.reason())))
                .orElseGet(() -> localWish(now));
        if (wish.isFlash()) return wish;
        Optional<Stage> starved = findStarvedStage(now);
        return starved.isPresent() ? new Wish(starved, SignalEventCode.GROUP_FORCE_OFF) : wish;
    }

    private static SignalEventCode terminationFor(String reason) {
        if (reason.contains("GAP_OUT")) return SignalEventCode.GROUP_GAP_OUT;
        if (reason.contains("MAX_OUT")) return SignalEventCode.GROUP_MAX_OUT;
        return SignalEventCode.GROUP_FORCE_OFF;
    }

    /**
     * The stage that serves the group whose red has lasted longer than its maximum. What was wanted instead is carried out again
     * after its minimum green.
     */
    private Optional<Stage> findStarvedStage(Instant now) {
        SignalHead starved = null;
        for (SignalHead head : heads) {
            if (head.isGreen() || !head.group().maxRed().isPositive()) continue;
            if (now.isBefore(head.redSince().plus(head.group().maxRed()))) continue;
            if (starved == null || head.redSince().isBefore(starved.redSince())) starved = head;
        }
        if (starved == null) return Optional.empty();
        SignalHead served = starved;
        return intersection.stages().stream()
                .filter(each -> each.groups().contains(served.group().id()))
                .filter(each ->
                        intersection.conflicts().findAmong(each.groups()).isEmpty())
                .findFirst();
    }

    private Wish localWish(Instant now) {
        Optional<SignalPlan> current = localPlan.planAt(now);
        if (current.isEmpty() || current.get().kind() == SignalPlan.Kind.NIGHT_FLASH)
            return new Wish(Optional.empty(), SignalEventCode.GROUP_FORCE_OFF);
        LocalPlan.Position position = localPlan.positionIn(current.get(), now);
        Stage planned = intersection.getStage(position.split().stage());
        if (!Optional.of(planned).equals(stage) && position.remaining().compareTo(timeToServe(planned)) < 0)
            planned = intersection.getStage(position.next().stage());
        return new Wish(Optional.of(planned), SignalEventCode.GROUP_FORCE_OFF);
    }

    /** How long it takes to change to a stage from what is green now, its minimum green included. */
    private Duration timeToServe(Stage next) {
        Duration longest = Duration.ZERO;
        for (int i = 0; i < heads.length; i++) {
            if (heads[i].isGreen() || !isIn(Optional.of(next), heads[i])) continue;
            Duration wait = Duration.ZERO;
            for (int j = 0; j < heads.length; j++)
                if (heads[j].isGreen() && conflict[j][i]) wait = max(wait, intergreen[j][i]);
            longest = max(longest, wait.plus(heads[i].group().minGreen()));
        }
        return longest;
    }

    private void followPlanChange(Instant now) {
        Optional<SignalPlan> current = localPlan.planAt(now);
        if (current.map(SignalPlan::id).equals(plan)) return;
        plan = current.map(SignalPlan::id);
        changed();
        current.ifPresent(next -> {
            events.add(new SignalEvent(now, SignalEventCode.PLAN_CHANGE, localPlan.numberOf(next.id())));
            if (next.kind() == SignalPlan.Kind.NIGHT_FLASH) return;
            events.add(new SignalEvent(
                    now, SignalEventCode.CYCLE_LENGTH_CHANGE, (int) next.cycle().toSeconds()));
            events.add(new SignalEvent(now, SignalEventCode.OFFSET_LENGTH_CHANGE, (int)
                    next.offset().toSeconds()));
        });
    }

    private void flashBySchedule(Instant now) {
        setMode(ControlMode.NIGHT_FLASH);
        flash(FLASHING_BY_SCHEDULE, now);
    }

    private void flashAfterFault(String text, int status, Instant now) {
        fault = Optional.of(text);
        order = Optional.empty();
        setMode(ControlMode.FLASH);
        flash(status, now);
    }

    private void flash(int status, Instant now) {
        for (SignalHead head : heads) head.flash(now);
        events.add(new SignalEvent(now, SignalEventCode.UNIT_FLASH_STATUS, status));
        stage = Optional.empty();
        inTransition = false;
        stageSince = now;
        changed();
    }

    private void leaveFlash(Instant now) {
        fault = Optional.empty();
        events.add(new SignalEvent(now, SignalEventCode.UNIT_FLASH_STATUS, NOT_FLASHING));
        startupEnds = now.plus(startupTime());
        for (SignalHead head : heads) head.leaveFlash(startupTime(), now);
        monitor.restart(now);
        stageSince = now;
        setMode(ControlMode.STARTUP);
        changed();
    }

    private Duration startupTime() {
        Duration longest = SHORTEST_STARTUP;
        for (Duration[] row : intergreen) for (Duration each : row) longest = max(longest, each);
        return longest;
    }

    private void setMode(ControlMode next) {
        if (mode == next) return;
        mode = next;
        changed();
    }

    private void changed() {
        reportDue = true;
    }

    private void report(Instant now) {
        if (!reportDue && now.isBefore(reportedAt.plus(REPORT_EVERY))) return;
        reportDue = false;
        reportedAt = now;
        reports.add(new ControllerReport(
                now, mode, stage.map(Stage::id), inTransition, stageSince, plan, lastCommand, verdict, fault));
    }

    /** What the lamps of a group show, broken ones included. */
    public Lamp lamp(SignalGroupId group) {
        Integer index = indexById.get(group);
        return index == null ? Lamp.DARK : shownLamp(index);
    }

    private Lamp[] shownLamps() {
        Lamp[] lamps = new Lamp[heads.length];
        for (int i = 0; i < lamps.length; i++) lamps[i] = shownLamp(i);
        return lamps;
    }

    /** The flash relay goes past the switches of the lamps, and so past a broken one. */
    private Lamp shownLamp(int index) {
        boolean flashing = mode == ControlMode.FLASH || mode == ControlMode.NIGHT_FLASH;
        return flashing ? heads[index].lamp() : stuck.getOrDefault(index, heads[index].lamp());
    }

    /** Breaks the wiring of a group: its lamps show this whatever the logic wants, until {@link #repairLamp}. */
    public void stickLamp(SignalGroupId group, Lamp lamp, Instant now) {
        stuck.put(indexOf(group), lamp);
        step(now);
    }

    public void repairLamp(SignalGroupId group) {
        stuck.remove(indexOf(group));
    }

    private int indexOf(SignalGroupId group) {
        intersection.getGroup(group);
        return indexById.getOrDefault(group, 0);
    }

    /** Every group with what its lamps show. */
    public Map<SignalGroupId, Lamp> lamps() {
        Map<SignalGroupId, Lamp> lamps = new HashMap<>();
        for (int i = 0; i < heads.length; i++) lamps.put(heads[i].group().id(), shownLamp(i));
        return lamps;
    }

    public Intersection intersection() {
        return intersection;
    }

    public ControlMode mode() {
        return mode;
    }

    /** The running stage or, in transition, the next one; empty in start-up and flash. */
    public Optional<StageId> stage() {
        return stage.map(Stage::id);
    }

    /** The events since the last call, in order. */
    public List<SignalEvent> takeEvents() {
        List<SignalEvent> taken = List.copyOf(events);
        events.clear();
        return taken;
    }

    /** The reports since the last call, in order. */
    public List<ControllerReport> takeReports() {
        List<ControllerReport> taken = List.copyOf(reports);
        reports.clear();
        return taken;
    }

    private static boolean isIn(Optional<Stage> stage, SignalHead head) {
        return stage.isPresent() && stage.get().groups().contains(head.group().id());
    }

    private static Duration max(Duration a, Duration b) {
        return a.compareTo(b) >= 0 ? a : b;
    }
}
