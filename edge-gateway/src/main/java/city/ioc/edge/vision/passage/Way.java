package city.ioc.edge.vision.passage;

import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Where one track was seen about a stop line, picture by picture. Owned by its watch. */
final class Way {
    /** So far before the line a way begins to be kept. */
    private static final double FROM_M = -25;
    /** Pictures of a way that are kept. */
    private static final int MOST = 160;

    private final long number;
    private final List<Sighting> sightings = new ArrayList<>();
    private Optional<RoadUser> kind = Optional.empty();

    boolean told;

    /**
     * A track in one picture.
     *
     * @param nearM its near end, metres beyond the line
     * @param look what the network saw there; empty where what moved was taken for it, which tells that it was there and hardly
     *     where its near end was
     */
    record Sighting(Instant at, double nearM, double acrossM, Box box, OptionalInt lane, Optional<Track.Look> look) {
        boolean detected() {
            return look.isPresent();
        }
    }

    Way(long number) {
        this.number = number;
    }

    boolean isNew() {
        return sightings.isEmpty();
    }

    void saw(
            Instant at,
            StopLineGround.Place place,
            Box box,
            OptionalInt lane,
            Optional<RoadUser> now,
            Optional<Track.Look> look) {
        kind = now.or(() -> kind);
        if (place.forwardM() < FROM_M) return;
        sightings.add(new Sighting(at, place.forwardM(), place.acrossM(), box, lane, look));
        // Who stands before the line for a whole red needs no memory of all of it.
        if (sightings.size() > MOST) sightings.remove(0);
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
