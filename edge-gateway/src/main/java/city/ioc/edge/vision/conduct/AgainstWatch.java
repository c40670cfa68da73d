package city.ioc.edge.vision.conduct;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who goes against the arrows of the lanes of one camera's geometry, each told once: when the way is long enough to be sure, or when it
 * is gone. One thread.
 */
public final class AgainstWatch {
    /** Who has gone so far and so long against the traffic is told of at once. */
    private static final double ENOUGH_M = 10;

    private static final double ENOUGH_S = 1.5;
    /** Who runs makes less, m/s: who is called somebody on foot, as riders are whom one sees from before, and is faster rides. */
    private static final double RUNNING_MPS = 3.7;

    private final CameraGeometry geometry;
    private final List<RoadGround> roads;
    private final List<Map<Long, Trail>> trails = new ArrayList<>();

    public AgainstWatch(CameraGeometry geometry) {
        this.geometry = geometry;
        roads = RoadGround.of(geometry);
        for (int i = 0; i < roads.size(); i++) trails.add(new HashMap<>());
    }

    /**
     * Looks at the tracks of the next picture.
     *
     * @param number of a track among all that the camera has followed
     * @return those there is something to tell of
     */
    public List<LaneConduct> see(Instant at, List<Track> tracks, Function<Track, Long> number) {
        List<LaneConduct> told = new ArrayList<>();
        for (int i = 0; i < roads.size(); i++) see(roads.get(i), trails.get(i), at, tracks, number, told);
        return told;
    }

    private void see(
            RoadGround road,
            Map<Long, Trail> known,
            Instant at,
            List<Track> tracks,
            Function<Track, Long> number,
            List<LaneConduct> told) {
        Set<Long> alive = new HashSet<>();
        for (Track track : tracks) {
            Trail trail = known.computeIfAbsent(number.apply(track), Trail::new);
            alive.add(trail.number());
            if (!track.isSeenNow() || trail.told) continue;
            if (trail.isNew) beforeItWasBelieved(track, road, at, trail);
            trail.isNew = false;
            saw(road, trail, at, track.box(), track.lookNow().isPresent(), track.kind());
        }
        for (Iterator<Trail> each = known.values().iterator(); each.hasNext(); ) {
            Trail trail = each.next();
            boolean gone = !alive.contains(trail.number());
            if (!trail.told)
                tell(road, trail, gone).ifPresent(conduct -> {
                    trail.told = true;
                    told.add(conduct);
                });
            if (gone) each.remove();
        }
    }

    private static void saw(
            RoadGround road, Trail trail, Instant at, Box box, boolean detected, Optional<RoadUser> kind) {
        road.place(box)
                .filter(road::contains)
                .ifPresent(place -> trail.saw(new Trail.Sighting(at, place, box, detected), kind));
    }

    /** Whoever is fast is half-way before the tracker believes in him. */
    private static void beforeItWasBelieved(Track track, RoadGround road, Instant at, Trail trail) {
        for (Track.Seen each : track.early()) {
            Instant then = track.instantOf(each, at);
            saw(road, trail, then, each.box(), each.look().isPresent(), Optional.empty());
        }
    }

    private Optional<LaneConduct> tell(RoadGround road, Trail trail, boolean gone) {
        return AgainstReading.of(trail.sightings())
                .filter(reading -> gone || isEnough(reading))
                .filter(reading -> !isOnFoot(trail) || reading.speedMps() > RUNNING_MPS)
                .map(reading -> conduct(road, trail, reading));
    }

    private static boolean isOnFoot(Trail trail) {
        return trail.kind().filter(RoadUser.PEDESTRIAN::equals).isPresent();
    }

    private static Optional<RoadUser> kind(Trail trail) {
        return isOnFoot(trail) ? Optional.of(RoadUser.MOTORCYCLE) : trail.kind();
    }

    private static boolean isEnough(AgainstReading reading) {
        double seconds = Trail.seconds(reading.run().getFirst(), reading.run().getLast());
        return reading.movedM() >= ENOUGH_M && seconds >= ENOUGH_S;
    }

    private LaneConduct conduct(RoadGround road, Trail trail, AgainstReading reading) {
        Trail.Sighting middle = reading.middle();
        Optional<Break> broken = trail.kind().isEmpty() ? Optional.of(Break.UNKNOWN_CLASS) : reading.broken();
        return new LaneConduct(
                LaneConduct.Kind.AGAINST_TRAFFIC,
                reading.at(),
                reading.until(),
                trail.number(),
                kind(trail).flatMap(RoadUser::vehicle),
                road.approach(),
                road.lane(middle.place()),
                reading.movedM(),
                reading.speedMps() * 3.6,
                reading.unseen(),
                broken,
                geometry.validFrom(),
                reading.run().getLast().box().shown(geometry.width(), geometry.height()));
    }
}
