package city.ioc.edge.vision.command;

import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tracks drawn into the pictures, in a window, a video or a folder. */
final class WatchCommand implements VisionCommand {
    @Override
    public String name() {
        return "watch";
    }

    @Override
    public String arguments() {
        return "SOURCE [--out FILE.mp4|FOLDER] [--line x1,y1,x2,y2] [--json]";
    }

    @Override
    public String purpose() {
        return "the source with its road users and their tracks drawn in: a window, or a video or pictures with --out";
    }

    @Override
    public void run(VisionArguments arguments, VisionOutput output) {
        SourceReader source = new SourceReader(arguments.get("--source", 0));
        Optional<Path> out = arguments.findPath("--out");
        Optional<CountLine> line =
                arguments.find("--line").map(text -> CountCommand.line(arguments.numbers("--line", 4)));
        arguments.checkAllRead(1);
        Optional<CrossingCounter> counter = line.map(CrossingCounter::new);
        try (PictureSink sink = PictureSink.to(out);
                VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, source.isLive() ? Effort.LIVE : Effort.RECORDING)) {
            int[] count = {0};
            source.eachWhile(output, frame -> {
                Sight sight = eye.see(frame);
                counter.ifPresent(
                        each -> count[0] += each.update(sight.tracks()).size());
                output.found(
                        fields(frame, sight),
                        "frame %d: %d tracks"
                                .formatted(frame.number(), sight.tracks().size()));
                Annotator.draw(frame.picture(), sight, line, count[0]);
                sink.show(frame.picture(), sight.seconds());
                return sink.isOpen();
            });
        } catch (IOException e) {
            output.refuse(out.map(Path::toString).orElse("the window"), "cannot be written: " + e.getMessage());
        }
    }

    private static Map<String, Object> fields(Frame frame, Sight sight) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("frame", frame.number());
        List<Map<String, Object>> tracks =
                sight.tracks().stream().map(WatchCommand::fields).toList();
        fields.put("tracks", tracks);
        return fields;
    }

    private static Map<String, Object> fields(Track track) {
        Box box = track.box();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("track", track.id());
        fields.put("class", track.kind().map(RoadUser::code).orElse("unknown"));
        fields.put("x", Math.round(box.left() * 10) / 10.0);
        fields.put("y", Math.round(box.top() * 10) / 10.0);
        fields.put("w", Math.round(box.w() * 10) / 10.0);
        fields.put("h", Math.round(box.h() * 10) / 10.0);
        return fields;
    }
}
