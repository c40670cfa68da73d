package city.ioc.edge.vision.command;

import city.ioc.edge.vision.feed.FeedException;
import city.ioc.edge.vision.feed.FeedOptions;
import city.ioc.edge.vision.feed.FeedSource;
import city.ioc.edge.vision.feed.Frames;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.lamp.HeadRegion;
import city.ioc.edge.vision.lamp.LampReader;
import city.ioc.edge.vision.lamp.LampReading;
import city.ioc.edge.vision.lamp.LampRecording;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which lamp of a signal head is lit, frame by frame. */
final class LampCommand implements VisionCommand {
    /** Eight minutes of 25 frames a second, about 35 MB: as much is read as one, and learned from as one. */
    private static final int MOST_TOGETHER = 12_000;

    @Override
    public String name() {
        return "lamp";
    }

    @Override
    public String arguments() {
        return "--source S --roi x,y,w,h [--fps N of a folder's pictures] [--json]";
    }

    @Override
    public String purpose() {
        return "lamp of a signal head in each frame: red, amber, green, dark, or unknown";
    }

    @Override
    public void run(VisionArguments arguments, VisionOutput output) {
        FeedSource source;
        HeadRegion region;
        try {
            source = FeedSource.parse(arguments.get("--source", 0));
            region = HeadRegion.parse(arguments.get("--roi"));
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
        double fps = arguments.number("--fps", 5);
        if (!(fps > 0 && fps <= 1000)) throw new UsageException("--fps must be in (0, 1000]");
        arguments.checkAllRead(1);
        FeedOptions options = FeedOptions.of("source").step(Duration.ofNanos((long) (1e9 / fps)));
        String label = source.label();
        try (Frames frames = Frames.open(source, options, refused -> output.refuse(label, refused))) {
            if (source.isLive()) follow(frames, region, output);
            else read(frames, region, output);
        } catch (FeedException e) {
            output.refuse(label, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()), e);
        }
    }

    private static void read(Frames frames, HeadRegion region, VisionOutput output)
            throws FeedException, InterruptedException {
        LampRecording recording = new LampRecording(region);
        Printer printer = new Printer(output);
        try {
            for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
                try (Frame frame = next.get()) {
                    recording.add(frame.picture(), frame.number(), frame.capturedAt());
                }
                if (recording.size() >= MOST_TOGETHER) printer.print(recording.read());
            }
        } finally {
            // Also of a recording that breaks off: what it had is worth reading.
            printer.print(recording.read());
        }
    }

    private static void follow(Frames frames, HeadRegion region, VisionOutput output)
            throws FeedException, InterruptedException {
        LampReader reader = new LampReader(region);
        Printer printer = new Printer(output);
        for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
            try (Frame frame = next.get()) {
                printer.print(reader.read(frame.picture(), frame.number(), frame.capturedAt()));
            }
        }
    }

    private static final class Printer {
        private final VisionOutput output;
        private @Nullable Instant begin;

        Printer(VisionOutput output) {
            this.output = output;
        }

        void print(List<LampReading> readings) {
            for (LampReading each : readings) {
                Instant from = begin == null ? each.at() : begin;
                begin = from;
                double seconds = Duration.between(from, each.at()).toMillis() / 1000.0;
                Map<String, Object> fields = new LinkedHashMap<>();
                fields.put("frame", each.frame());
                fields.put("state", each.state().word());
                fields.put("confidence", Math.round(each.confidence() * 1000) / 1000.0);
                fields.put("flashing", each.flashing());
                fields.put("time", seconds);
                output.found(
                        fields,
                        each.frame() + " " + seconds + " s: " + each.state().word()
                                + (each.flashing() ? ", flashing" : ""));
            }
        }
    }
}
