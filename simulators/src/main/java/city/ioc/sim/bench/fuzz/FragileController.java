package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.sim.device.SignalController;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * The real controller of the simulated city with what may befall it: power cuts, a logic that stands still, a clock that runs
 * back, lamps that stick. The oracle looks at its lamps after everything it does. Confined to one thread.
 */
final class FragileController {
    private static final Lamp[] STICKS_AT = {Lamp.GREEN, Lamp.AMBER, Lamp.RED};

    private final Intersection x;
    private final Chance chance;
    private final LampOracle oracle;
    private final SignalGroupId[] groups;
    private SignalController controller;
    private long nowMs;
    private long session = 1;
    private long pausedUntilMs;
    private int stuck = -1;
    /** A group whose lamp was repaired in the middle of what its controller took for a green. */
    private int healing = -1;

    FragileController(Intersection x, Chance chance, long nowMs) {
        this.x = x;
        this.chance = chance;
        this.nowMs = nowMs;
        oracle = new LampOracle(x, 0, nowMs);
        groups = x.groups().stream().map(group -> group.id()).toArray(SignalGroupId[]::new);
        controller = new SignalController(x, RandomStreet.ZONE, now());
        look(0);
    }

    /** Begins the next tick. */
    void advance(long tick) {
        nowMs += World.TICK_MS;
        nowMs -= nowMs % World.TICK_MS;
        if (chance.strikes(Disturbance.CONTROLLER_RESTART, 2_000)) restart(tick);
        if (chance.strikes(Disturbance.CONTROLLER_PAUSE, 2_000))
            pausedUntilMs = nowMs + chance.draw(Disturbance.CONTROLLER_PAUSE, 15_000);
        if (chance.strikes(Disturbance.CONTROLLER_PAUSE, 2_000)) controller.advance(now().minusSeconds(30));
        stick(tick);
        if (nowMs >= pausedUntilMs) controller.advance(now());
        look(tick);
    }

    private void restart(long tick) {
        Lamp[] dark = new Lamp[groups.length];
        Arrays.fill(dark, Lamp.DARK);
        oracle.look(dark, nowMs, tick);
        controller = new SignalController(x, RandomStreet.ZONE, now());
        look(tick);
        session++;
        stuck = -1;
        healing = -1;
        pausedUntilMs = 0;
    }

    private void stick(long tick) {
        if (stuck >= 0 && chance.strikes(Disturbance.STUCK_LAMP, 400)) {
            oracle.excuse(stuck);
            controller.repairLamp(groups[stuck]);
            healing = stuck;
            stuck = -1;
            look(tick);
        } else if (stuck < 0 && chance.strikes(Disturbance.STUCK_LAMP, 1_500)) {
            stuck = chance.draw(Disturbance.STUCK_LAMP, groups.length);
            oracle.excuse(stuck);
            controller.stickLamp(
                    groups[stuck], STICKS_AT[chance.draw(Disturbance.STUCK_LAMP, STICKS_AT.length)], now());
            look(tick);
        }
        if (stuck >= 0) oracle.excuse(stuck);
        if (healing < 0) return;
        oracle.excuse(healing);
        if (controller.lamp(groups[healing]) == Lamp.RED) healing = -1;
    }

    /** Hands a command to the controller, {@code laterMs} after the tick began. */
    void obey(ControllerCommand command, int laterMs, long tick) {
        if (nowMs < pausedUntilMs) return;
        nowMs = nowMs - nowMs % World.TICK_MS + Math.max(nowMs % World.TICK_MS, laterMs);
        controller.obey(command, now());
        look(tick);
    }

    private void look(long tick) {
        Lamp[] lamps = new Lamp[groups.length];
        for (int g = 0; g < groups.length; g++) lamps[g] = controller.lamp(groups[g]);
        oracle.look(lamps, nowMs, tick);
    }

    SignalController controller() {
        return controller;
    }

    LampOracle oracle() {
        return oracle;
    }

    long nowMs() {
        return nowMs;
    }

    /** Greater after every power cut. */
    long session() {
        return session;
    }

    private Instant now() {
        return Instant.ofEpochMilli(nowMs);
    }

    /** What the oracle has found since this was asked last. */
    List<Violation> take() {
        return oracle.take();
    }
}
