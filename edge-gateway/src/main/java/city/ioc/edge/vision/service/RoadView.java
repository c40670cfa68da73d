package city.ioc.edge.vision.service;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.count.Crossing;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.geometry.LaneState;
import city.ioc.edge.vision.geometry.LaneWatch;
import city.ioc.edge.vision.lamp.SeenHeads;
import city.ioc.edge.vision.track.Track;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The street in a camera's picture as one geometry has it: who crosses its stop lines, what goes on in its lanes. One thread. */
final class RoadView {
    private final CameraGeometry geometry;
    private final List<CrossingCounter> stopLines;
    private final LaneWatch lanes;
    private final SeenHeads heads;

    RoadView(CameraGeometry geometry) {
        this.geometry = geometry;
        this.lanes = new LaneWatch(geometry);
        this.heads = new SeenHeads(geometry);
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
        return heads.see(frame);
    }

    /** In whose lane it is. */
    Optional<ApproachId> approach(Track track) {
        return lanes.laneOf(track).map(PictureLane::approach);
    }

    OptionalDouble speedKmh(Track track) {
        return lanes.speedKmh(track);
    }
}
