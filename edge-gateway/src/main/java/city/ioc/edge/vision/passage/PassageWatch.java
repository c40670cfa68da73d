package city.ioc.edge.vision.passage;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;

/**
 * Who passes the stop lines of one camera's geometry, each told once: when it has been in the junction for a moment, when it has
 * stood between the line and the junction for long, or when it is lost. One thread.
 */
public final class PassageWatch {
    /** After it entered the junction its way is followed for so long, to see where it turns. */
    private static final Duration FOLLOWED = Duration.ofMillis(600);
    /** Who stands between the line and the junction is told after so long; a camera's pictures are remembered for 30 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    /** Nobody on foot is faster: who hurries over a street runs 10 to 15. */
    private static final double RUNNING_KMH = 20;

    private final CameraGeometry geometry;
    private final List<StopLineGround> lines;
    private final HeadMemory heads;
    private final List<Map<Long, Way>> ways = new ArrayList<>();

    public PassageWatch(CameraGeometry geometry) {
        this.geometry = geometry;
        lines = StopLineGround.of(geometry);
        heads = new HeadMemory(geometry);
        for (int i = 0; i < lines.size(); i++) ways.add(new HashMap<>());
    }

    /** Takes what there is to tell of the signal heads. */
    public void saw(List<LampReading> lamps) {
        heads.saw(lamps);
    }

    /**
     * Looks at the tracks of the next picture.
     *
     * @param number of a track among all that the camera has followed
     * @param lanes in whose lane a track is
     * @return the passages there is something to tell of
     */
    public List<StopLinePassage> see(
            Instant at,
            List<Track> tracks,
            Function<Track, Long> number,
            Function<Track, Optional<PictureLane>> lanes) {
        List<StopLinePassage> told = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) see(lines.get(i), ways.get(i), at, tracks, number, lanes, told);
        return told;
    }

    private void see(
            StopLineGround line,
            Map<Long, Way> known,
            Instant at,
            List<Track> tracks,
            Function<Track, Long> number,
            Function<Track, Optional<PictureLane>> lanes,
            List<StopLinePassage> told) {
        Set<Long> alive = new HashSet<>();
        for (Track track : tracks) {
            Way way = known.computeIfAbsent(number.apply(track), Way::new);
            alive.add(way.number());
            if (!track.isSeenNow() || way.told) continue;
            if (way.isNew()) beforeItWasBelieved(track, line, at, way);
            line.place(track.box())
                    .ifPresent(place ->
                            way.saw(at, place, track.box(), laneOf(track, line, lanes), track.kind(), track.lookNow()));
        }
        for (Iterator<Way> each = known.values().iterator(); each.hasNext(); ) {
            Way way = each.next();
            boolean gone = !alive.contains(way.number());
            if (!way.told)
                tell(line, way, at, gone).ifPresent(passage -> {
                    way.told = true;
                    told.add(passage);
                });
            if (gone) each.remove();
        }
    }

    /** Whoever is fast is half-way to the line before the tracker believes in him. */
    private static void beforeItWasBelieved(Track track, StopLineGround line, Instant at, Way way) {
        for (Track.Seen each : track.early()) {
            Instant then = track.instantOf(each, at);
            line.place(each.box())
                    .ifPresent(place ->
                            way.saw(then, place, each.box(), OptionalInt.empty(), Optional.empty(), each.look()));
        }
    }

    private static OptionalInt laneOf(Track track, StopLineGround line, Function<Track, Optional<PictureLane>> lanes) {
        return lanes.apply(track)
                .filter(lane -> lane.approach().equals(line.approach()))
                .map(lane -> OptionalInt.of(lane.lane()))
                .orElse(OptionalInt.empty());
    }

    private Optional<StopLinePassage> tell(StopLineGround line, Way way, Instant at, boolean gone) {
        return PassageReading.of(way.sightings(), line.toFrontM(way.kind()), line.junctionM())
                .filter(reading -> gone || isComplete(reading, at))
                .filter(reading -> !walks(way, reading))
                .map(reading -> passage(line, way, reading, gone));
    }

    private static boolean walks(Way way, PassageReading reading) {
        return way.kind().filter(RoadUser.PEDESTRIAN::equals).isPresent()
                && reading.speedKmh().orElse(0) <= RUNNING_KMH;
    }

    /** A rider of whom the network knows the person alone is too fast for somebody on foot. */
    private static Optional<RoadUser> kind(Way way) {
        return way.kind().map(kind -> kind == RoadUser.PEDESTRIAN ? RoadUser.MOTORCYCLE : kind);
    }

    private static boolean isComplete(PassageReading reading, Instant at) {
        return reading.enteredAt()
                .map(entered -> !at.isBefore(entered.plus(FOLLOWED)))
                .orElseGet(() -> !at.isBefore(reading.passedAt().plus(PATIENCE)));
    }

    private StopLinePassage passage(StopLineGround line, Way way, PassageReading reading, boolean gone) {
        Instant passed = reading.passedAt();
        Optional<Break> broken = kind(way).isEmpty() ? Optional.of(Break.UNKNOWN_CLASS) : reading.broken(gone);
        OptionalInt lane = OptionalInt.empty();
        for (int i = reading.last(); i >= 0 && lane.isEmpty(); i--)
            lane = way.sightings().get(i).lane();
        OptionalDouble turned = reading.turnedDeg();
        return new StopLinePassage(
                passed,
                way.number(),
                kind(way).flatMap(RoadUser::vehicle),
                line.approach(),
                lane,
                reading.speedKmh(),
                reading.enteredAt(),
                reading.stoodM(),
                turned,
                broken,
                geometry.validFrom(),
                reading.atLine().box().shown(geometry.width(), geometry.height()),
                heads.seen(passed, reading.enteredAt().orElse(passed)));
    }
}
