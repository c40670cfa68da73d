package city.ioc.edge.vision.command;

import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.edge.vision.count.Crossing;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Road users over a line, each once. */
final class CountCommand implements VisionCommand {
    @Override
    public String name() {
        return "count";
    }

    @Override
    public String arguments() {
        return "--source S --line x1,y1,x2,y2 [--json]";
    }

    @Override
    public String purpose() {
        return "who crosses a line in a video or stream: a line each time with the count so far, then the total";
    }

    @Override
    public void run(VisionArguments arguments, VisionOutput output) {
        SourceReader source = new SourceReader(arguments.get("--source", 0));
        CountLine line = line(arguments.numbers("--line", 4));
        arguments.checkAllRead(1);
        Tally tally = new Tally(output);
        CrossingCounter counter = new CrossingCounter(line);
        try (VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, source.isLive() ? Effort.LIVE : Effort.RECORDING)) {
            source.each(output, frame -> {
                if (tally.frames == 0) warnOfLineOutside(line, frame, output);
                Sight sight = eye.see(frame);
                for (Crossing crossing : counter.update(sight.tracks())) tally.add(frame, sight, crossing);
                tally.frames++;
                tally.lastFrame = frame.number();
            });
        }
        if (tally.frames > 0) tally.total();
    }

    static CountLine line(double[] ends) {
        try {
            return new CountLine(ends[0], ends[1], ends[2], ends[3]);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--line: " + e.getMessage(), e);
        }
    }

    private static void warnOfLineOutside(CountLine line, Frame frame, VisionOutput output) {
        boolean outside = Math.max(line.x1(), line.x2()) < 0
                || Math.max(line.y1(), line.y2()) < 0
                || Math.min(line.x1(), line.x2()) > frame.width()
                || Math.min(line.y1(), line.y2()) > frame.height();
        if (outside)
            throw new UsageException(
                    "the line lies outside the picture, which is " + frame.width() + " x " + frame.height());
    }

    /** The count so far. */
    private static final class Tally {
        private final VisionOutput output;
        private final List<Crossing> crossings = new ArrayList<>();
        private long frames;
        private long lastFrame;

        Tally(VisionOutput output) {
            this.output = output;
        }

        void add(Frame frame, Sight sight, Crossing crossing) {
            crossings.add(crossing);
            String kind = kind(crossing);
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("frame", frame.number());
            fields.put("seconds", Math.round(sight.seconds() * 1000) / 1000.0);
            fields.put("track", crossing.track().id());
            fields.put("class", kind);
            fields.put("direction", crossing.forward() ? "forward" : "backward");
            fields.put("count", crossings.size());
            output.found(
                    fields,
                    "frame %d: %s %s, %d so far"
                            .formatted(
                                    frame.number(),
                                    kind,
                                    crossing.forward() ? "forward" : "backward",
                                    crossings.size()));
        }

        /** Of each the class that its whole track was given. */
        void total() {
            Map<String, Integer> byClass = new TreeMap<>();
            double pcu = 0;
            for (Crossing each : crossings) {
                byClass.merge(kind(each), 1, Integer::sum);
                // What only its motion betrays is counted like a car.
                pcu += each.track()
                        .kind()
                        .map(kind -> kind.vehicle().map(VehicleClass::pcu).orElse(0.0))
                        .orElse(1.0);
            }
            long forward = crossings.stream().filter(Crossing::forward).count();
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("frame", lastFrame);
            fields.put("frames", frames);
            fields.put("count", crossings.size());
            fields.put("forward", forward);
            fields.put("backward", crossings.size() - forward);
            fields.put("byClass", byClass);
            fields.put("pcu", Math.round(pcu * 100) / 100.0);
            output.found(
                    fields,
                    "%d in %d frames: %d forward, %d backward, %s"
                            .formatted(crossings.size(), frames, forward, crossings.size() - forward, byClass));
        }

        private static String kind(Crossing crossing) {
            return crossing.track().kind().map(RoadUser::code).orElse("unknown");
        }
    }
}
