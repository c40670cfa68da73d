package city.ioc.edge.vision.service;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.conduct.AgainstWatch;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.count.Crossing;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.geometry.LaneState;
import city.ioc.edge.vision.geometry.LaneWatch;
import city.ioc.edge.vision.lamp.SeenHeads;
import city.ioc.edge.vision.passage.PassageWatch;
import city.ioc.edge.vision.track.Track;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** The street in a camera's picture as one geometry has it: who crosses its stop lines, what goes on in its lanes. One thread. */
final class RoadView {
    private final CameraGeometry geometry;
    private final List<CrossingCounter> stopLines;
    private final LaneWatch lanes;
    private final SeenHeads heads;
    private final PassageWatch passages;
    private final AgainstWatch against;

    RoadView(CameraGeometry geometry) {
        this.geometry = geometry;
        this.lanes = new LaneWatch(geometry);
        this.heads = new SeenHeads(geometry);
        this.passages = new PassageWatch(geometry);
        this.against = new AgainstWatch(geometry);
        this.stopLines = geometry.lines().stream()
                .filter(line -> line.kind() == PictureLine.Kind.STOP_LINE)
                .map(line -> new CrossingCounter(new CountLine(
                        line.from().x(),
                        line.from().y(),
                        line.to().x(),
                        line.to().y())))
                .toList();
    }

    CameraGeometry geometry() {
        return geometry;
    }

    /** Whether it was drawn on pictures of this size. */
    boolean fits(int width, int height) {
        return geometry.width() == width && geometry.height() == height;
    }

    /** Who has left across a stop line, in the direction of its traffic. */
    List<Crossing> crossings(List<Track> tracks) {
        return stopLines.stream()
                .flatMap(line -> line.update(tracks).stream())
                .filter(Crossing::forward)
                .toList();
    }

    List<LaneState> lanes(List<Track> tracks) {
        return lanes.see(tracks);
    }

    /** What there is to tell of its signal heads after this picture. */
    List<LampReading> lamps(Frame frame) {
        List<LampReading> news = heads.see(frame);
        passages.saw(news);
        return news;
    }

    /** Who has passed a stop line and is done with it. */
    List<StopLinePassage> passages(Instant at, List<Track> tracks, Function<Track, Long> number) {
        return passages.see(at, tracks, number, lanes::laneOf);
    }

    /** Who went against the traffic. */
    List<LaneConduct> conducts(Instant at, List<Track> tracks, Function<Track, Long> number) {
        return against.see(at, tracks, number);
    }

    /** In whose lane it is. */
    Optional<ApproachId> approach(Track track) {
        return lanes.laneOf(track).map(PictureLane::approach);
    }

    OptionalDouble speedKmh(Track track) {
        return lanes.speedKmh(track);
    }
}
