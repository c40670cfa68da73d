package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.id.StageId;
import city.ioc.sim.device.SignalController;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * The controller alone: everybody sends it commands, without core, guard or gateway. Commands come at any moment, expired ones,
 * some from the future, hostile ones; the lamps must stay safe.
 */
final class ControllerWorld implements World {
    private final Chance chance;
    private final Wishes wishes;
    private final int patience;
    private final FragileController controller;
    private long tick;
    private long commands;

    ControllerWorld(Chance chance) {
        this.chance = chance;
        SplittableRandom random = chance.world();
        long startMs = MORNING.toEpochMilli() + 100L * random.nextInt(600_000);
        RandomStreet street = RandomStreet.draw(random, Instant.ofEpochMilli(startMs), 0);
        wishes = new Wishes(street, chance);
        patience = 1 + random.nextInt(30);
        controller = new FragileController(street.intersection(), chance, startMs);
    }

    @Override
    public List<Violation> tick() {
        tick++;
        controller.advance(tick);
        if (chance.world().nextInt(patience) == 0) send(controller.controller());
        return controller.take();
    }

    private void send(SignalController to) {
        SplittableRandom random = chance.world();
        long issuedMs = controller.nowMs() - random.nextInt(3) * 700L;
        long lifeMs = random.nextInt(5) == 0 ? 1 + random.nextInt(60_000) : 3_000;
        StageId stage = wishes.next();
        ControllerCommand.Action action = switch (random.nextInt(60)) {
            case 0 -> new ControllerCommand.ReleaseToLocal();
            case 1, 2 -> new ControllerCommand.ResetFlash("engineer");
            case 3 ->
                chance.world().nextInt(10) == 0
                        ? new ControllerCommand.Flash("fuzz")
                        : new ControllerCommand.RunStage(stage);
            default -> new ControllerCommand.RunStage(stage);
        };
        controller.obey(
                new ControllerCommand(
                        "c-" + ++commands,
                        to.intersection().id(),
                        to.intersection().controller(),
                        Instant.ofEpochMilli(issuedMs),
                        Instant.ofEpochMilli(issuedMs + lifeMs),
                        "GAP_OUT",
                        action,
                        Optional.empty()),
                random.nextInt(TICK_MS),
                tick);
    }
}
