package city.ioc.sim.camera;

import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/** The street at one instant. {@code lamps}: what a signal head shows. */
public record Scene(Instant at, List<RoadUser> users, Function<HeadPlace, Lamp> lamps, Conditions conditions) {
    public Scene {
        users = List.copyOf(users);
    }
}
