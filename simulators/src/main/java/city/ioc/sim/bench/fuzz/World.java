package city.ioc.sim.bench.fuzz;

import java.time.Instant;
import java.util.List;

/** One intersection with everything around it and everything that befalls it, a tenth of a second at a time. */
public interface World {
    /** The grid of a controller's logic. */
    int TICK_MS = 100;

    /** A Monday morning. */
    Instant MORNING = Instant.parse("2026-11-23T00:00:00Z");

    /** Lives for one tick, and tells what must not have been. */
    List<Violation> tick();

    /** What stands between wishes and lamps. */
    enum Kind {
        /** Core, gateway and controller as they are, with everything that may go wrong between them. */
        CHAIN {
            @Override
            World open(Chance chance) {
                return new ChainWorld(chance);
            }
        },
        /** The controller alone against whoever can send it commands. */
        CONTROLLER {
            @Override
            World open(Chance chance) {
                return new ControllerWorld(chance);
            }
        },
        /** The core's guard alone, with a cabinet that obeys blindly. */
        GUARD {
            @Override
            World open(Chance chance) {
                return new GuardWorld(chance);
            }
        },
        /** The core's conflict monitor against the oracle, with a cabinet that is commanded at random. */
        MONITOR {
            @Override
            World open(Chance chance) {
                return new MonitorWorld(chance);
            }
        };

        abstract World open(Chance chance);
    }
}
