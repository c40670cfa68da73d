package city.ioc.sim.bench.fuzz;

import city.ioc.contracts.id.StageId;
import java.util.List;
import java.util.SplittableRandom;

/** Somebody who wants stages for no reason: for long or from moment to moment, hostile ones too. Confined to one thread. */
final class Wishes {
    private static final StageId NOWHERE = new StageId("nowhere");

    private final RandomStreet street;
    private final Chance chance;
    private final int patience;
    private StageId wanted;

    Wishes(RandomStreet street, Chance chance) {
        this.street = street;
        this.chance = chance;
        SplittableRandom random = chance.world();
        patience = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 20 + random.nextInt(2_000);
        wanted = any(street.sound());
    }

    /** The stage that is wanted now. */
    StageId next() {
        if (chance.world().nextInt(patience) == 0) wanted = any(street.sound());
        if (chance.strikes(Disturbance.HOSTILE_WISH, 60)) wanted = hostile();
        return wanted;
    }

    private StageId hostile() {
        if (street.hostile().isEmpty() || chance.draw(Disturbance.HOSTILE_WISH, 4) == 0) return NOWHERE;
        return street.hostile()
                .get(chance.draw(Disturbance.HOSTILE_WISH, street.hostile().size()));
    }

    private StageId any(List<StageId> stages) {
        return stages.get(chance.world().nextInt(stages.size()));
    }
}
