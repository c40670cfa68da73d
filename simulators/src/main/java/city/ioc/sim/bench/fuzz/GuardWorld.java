package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import city.ioc.signal.safety.SafetyGuard;
import city.ioc.signal.safety.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The core's guard alone: whatever is wished for, a cabinet that obeys blindly must stay safe. What the guard cannot help is left
 * out: commands and messages come at once or, while the line is cut, not at all; holes are noticed as the core's intake notices
 * them. Besides the lamps the commands are judged: none where nothing may be commanded.
 */
final class GuardWorld implements World {
    private static final long SILENCE_MS = 3_500;
    private static final long FLASH_MS = 20_000;

    private final Chance chance;
    private final RandomStreet street;
    private final Intersection x;
    private final SignalLayout layout;
    private final SafetyGuard guard;
    private final BlindCabinet cabinet;
    private final LampOracle oracle;
    private final Wishes wishes;
    private final List<Violation> found = new ArrayList<>();
    private SignalState state;
    private long tick;
    private long nowMs;
    private long heardMs = Long.MIN_VALUE / 2;
    private long lineCutUntilMs;
    private boolean hole;
    private long flashesUntilMs = Long.MAX_VALUE;
    private int broken = -1;

    GuardWorld(Chance chance) {
        this.chance = chance;
        SplittableRandom random = chance.world();
        nowMs = MORNING.toEpochMilli() + 100L * random.nextInt(600_000);
        RandomStreet drawn = RandomStreet.draw(random, Instant.ofEpochMilli(nowMs), random.nextInt(3) == 0 ? 0.1 : 0);
        street = random.nextInt(12) == 0 ? drawn.observed() : drawn;
        x = street.intersection();
        layout = SignalLayout.of(x, street.devices());
        guard = new SafetyGuard(layout);
        state = new SignalState(layout);
        cabinet = new BlindCabinet(x, nowMs);
        oracle = new LampOracle(x, 0, nowMs);
        wishes = new Wishes(street, chance);
        boolean reachable =
                x.intergreens().byPair().size() == 2 * x.conflicts().pairs().size();
        if (chance.isCalm() && isCommanded() && reachable)
            oracle.judgeRed(BlindCabinet.STARTUP_MS + x.stages().size() * 26_000L);
    }

    private boolean isCommanded() {
        return x.control() == Intersection.Control.COMMANDED;
    }

    @Override
    public List<Violation> tick() {
        tick++;
        nowMs += TICK_MS;
        disturb();
        cabinet.advance(nowMs);
        if (!isCommanded() && chance.world().nextInt(100) == 0)
            cabinet.obey(
                    street.sound().get(chance.world().nextInt(street.sound().size())), nowMs);
        else if (isCommanded()) tell();
        else cabinet.takeReports().forEach(state::observe);
        if (!isCommanded()) tellEvents();
        command();
        oracle.look(cabinet.lamps(), nowMs, tick);
        if (!isCommanded() || broken >= 0) oracle.take();
        found.addAll(oracle.take());
        List<Violation> all = List.copyOf(found);
        found.clear();
        return all;
    }

    private void disturb() {
        if (lineCutUntilMs > nowMs - TICK_MS && lineCutUntilMs <= nowMs) cabinet.greet();
        if (chance.strikes(Disturbance.LOSS, 900)) lineCutUntilMs = nowMs + chance.draw(Disturbance.LOSS, 9_000);
        if (chance.strikes(Disturbance.CORE_AMNESIA, 700)) {
            state = new SignalState(layout);
            heardMs = Long.MIN_VALUE / 2;
        }
        if (chance.strikes(Disturbance.CORE_RESTART, 150)) state.forgetLamps();
        if (chance.strikes(Disturbance.CONTROLLER_RESTART, 1_500)) {
            oracle.look(dark(), nowMs, tick);
            cabinet.powerUp(nowMs);
            flashesUntilMs = Long.MAX_VALUE;
            broken = -1;
        }
        if (chance.strikes(Disturbance.CONTROLLER_PAUSE, 1_200)) flash();
        if (chance.strikes(Disturbance.STUCK_LAMP, 1_500) && cabinet.mode() == ControlMode.COMMANDED && isCommanded()) {
            broken = chance.draw(Disturbance.STUCK_LAMP, x.groups().size());
            cabinet.breakLamp(broken, nowMs);
        }
        if (broken >= 0 && chance.strikes(Disturbance.STUCK_LAMP, 60)) flash();
        if (nowMs >= flashesUntilMs) {
            flashesUntilMs = Long.MAX_VALUE;
            cabinet.powerUp(nowMs);
        }
    }

    private void flash() {
        cabinet.flash(chance.world().nextBoolean(), nowMs);
        broken = -1;
        flashesUntilMs = nowMs + FLASH_MS;
        oracle.look(cabinet.lamps(), nowMs, tick);
    }

    private Lamp[] dark() {
        Lamp[] lamps = new Lamp[x.groups().size()];
        java.util.Arrays.fill(lamps, Lamp.DARK);
        return lamps;
    }

    private void tell() {
        tellEvents();
        List<ControllerReport> reports = cabinet.takeReports();
        if (nowMs < lineCutUntilMs) {
            hole |= !reports.isEmpty();
            return;
        }
        for (ControllerReport report : reports) {
            noticeHole();
            state.observe(report);
            heardMs = nowMs;
        }
    }

    private void tellEvents() {
        List<SignalEvent> events = new ArrayList<>(cabinet.takeEvents());
        if (chance.world().nextInt(30) == 0 && !layout.detectors().isEmpty()) events.add(detection());
        if (events.isEmpty()) return;
        if (nowMs < lineCutUntilMs) {
            hole = true;
            return;
        }
        noticeHole();
        events.forEach(state::observe);
        state.heard(Instant.ofEpochMilli(nowMs));
        heardMs = nowMs;
    }

    private SignalEvent detection() {
        SignalEventCode code =
                chance.world().nextBoolean() ? SignalEventCode.DETECTOR_ON : SignalEventCode.DETECTOR_OFF;
        int detector = chance.world().nextInt(layout.detectors().size());
        return new SignalEvent(
                Instant.ofEpochMilli(nowMs),
                code,
                layout.detectors().get(detector).channel());
    }

    private void noticeHole() {
        if (hole) state.forgetLamps();
        hole = false;
    }

    private void command() {
        Instant now = Instant.ofEpochMilli(nowMs);
        StageId wanted = wishes.next();
        boolean late = !chance.isCalm() && chance.world().nextInt(40) == 0;
        Instant expiresAt = late ? now.minusMillis(chance.world().nextInt(2_000)) : now.plusSeconds(3);
        Verdict verdict;
        try {
            verdict = guard.judge(state, wanted, expiresAt, now);
        } catch (RuntimeException e) {
            found.add(new Violation(Violation.Kind.EXCEPTION, "guard asked for " + wanted + ": " + e, tick));
            return;
        }
        Optional<StageId> ordered = switch (verdict) {
            case Verdict.Allowed allowed -> Optional.of(allowed.stage());
            case Verdict.Held held -> Optional.of(held.stage());
            case Verdict.Forced forced -> Optional.of(forced.stage());
            case Verdict.Refused refused -> Optional.empty();
        };
        if (ordered.isEmpty()) return;
        findReasonAgainst(expiresAt, now)
                .ifPresent(text -> found.add(new Violation(Violation.Kind.FORBIDDEN_COMMAND, text, tick)));
        int stage = layout.findStage(ordered.get()).orElseThrow();
        state.request(stage, now);
        if (nowMs >= lineCutUntilMs) cabinet.obey(ordered.get(), nowMs);
    }

    /** Why nothing may be commanded now, by what the world itself knows. */
    private Optional<String> findReasonAgainst(Instant expiresAt, Instant now) {
        if (!isCommanded()) return Optional.of("commanded where the centre only watches");
        if (!expiresAt.isAfter(now)) return Optional.of("commanded with a command that has expired");
        if (nowMs - heardMs > SILENCE_MS) return Optional.of("commanded though nothing was heard");
        if (nowMs < lineCutUntilMs) return Optional.empty();
        if (cabinet.mode() == ControlMode.FLASH) return Optional.of("commanded in flash");
        return broken >= 0 && showsConflict()
                ? Optional.of("commanded while conflicting groups are green")
                : Optional.empty();
    }

    private boolean showsConflict() {
        List<SignalGroupId> green = new ArrayList<>();
        for (int g = 0; g < cabinet.lamps().length; g++)
            if (cabinet.lamps()[g] == Lamp.GREEN && state.lamp(g) == Lamp.GREEN)
                green.add(x.groups().get(g).id());
        return x.conflicts().findAmong(green).isPresent();
    }
}
