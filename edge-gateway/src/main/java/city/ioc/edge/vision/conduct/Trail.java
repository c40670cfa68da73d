package city.ioc.edge.vision.conduct;

import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where one track was seen on the lanes of an approach, picture by picture. Owned by its watch. */
final class Trail {
    /** Pictures that are kept: half a minute of five a second. */
    private static final int MOST = 150;

    private final long number;
    private final List<Sighting> sightings = new ArrayList<>();
    private Optional<RoadUser> kind = Optional.empty();

    boolean told;
    boolean isNew = true;

    /**
     * A track in one picture.
     *
     * @param detected whether the network found it there; else what moved was taken for it, which says that it was there and hardly where
     */
    record Sighting(Instant at, RoadGround.Place place, Box box, boolean detected) {}

    Trail(long number) {
        this.number = number;
    }

    void saw(Sighting sighting, Optional<RoadUser> now) {
        kind = now.or(() -> kind);
        sightings.add(sighting);
        if (sightings.size() > MOST) sightings.removeFirst();
    }

    long number() {
        return number;
    }

    Optional<RoadUser> kind() {
        return kind;
    }

    List<Sighting> sightings() {
        return sightings;
    }

    static double seconds(Sighting from, Sighting to) {
        return Duration.between(from.at(), to.at()).toNanos() / 1e9;
    }
}
