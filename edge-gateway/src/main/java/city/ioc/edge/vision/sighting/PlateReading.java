package city.ioc.edge.vision.sighting;

import city.ioc.edge.vision.plate.PlateRead;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads plates while the cameras are watched. */
@FunctionalInterface
public interface PlateReading {
    /**
     * Takes a cut to be read, or gives it back at once when there is no room.
     *
     * @param answer gets the vehicle's plate, or nothing where none can be read; on any thread
     * @return whether there will be an answer
     */
    boolean ask(PlateCut cut, Consumer<Optional<PlateRead>> answer);
}
