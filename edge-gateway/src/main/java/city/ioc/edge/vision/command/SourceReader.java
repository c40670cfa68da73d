package city.ioc.edge.vision.command;

import city.ioc.edge.vision.feed.FeedException;
import city.ioc.edge.vision.feed.FeedOptions;
import city.ioc.edge.vision.feed.FeedSource;
import city.ioc.edge.vision.feed.Frames;
import city.ioc.edge.vision.frame.Frame;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;

/** The frames of the source that a command was given, to the end of a recording or until the stream breaks off. */
final class SourceReader {
    private final FeedSource source;

    /** @throws UsageException when the text names no source */
    SourceReader(String text) {
        try {
            source = FeedSource.parse(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--source: " + e.getMessage(), e);
        }
    }

    boolean isLive() {
        return source.isLive();
    }

    /** What a command does with a frame. */
    @FunctionalInterface
    interface FrameUse {
        /** Whether to go on. */
        boolean take(Frame frame) throws IOException;
    }

    /** Hands over every frame, which is closed afterwards; what cannot be read is refused on the output. */
    void each(VisionOutput output, Consumer<Frame> use) {
        try {
            eachWhile(output, frame -> {
                use.accept(frame);
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same until the use has had enough, or fails to write. */
    void eachWhile(VisionOutput output, FrameUse use) throws IOException {
        try (Frames frames = Frames.open(source, FeedOptions.of(source.label()), refused -> refuse(output, refused))) {
            Optional<Frame> next = frames.next();
            boolean more = true;
            while (more && next.isPresent()) {
                try (Frame frame = next.get()) {
                    more = use.take(frame);
                }
                if (more) next = frames.next();
            }
        } catch (FeedException e) {
            output.refuse(source.label(), String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(VisionOutput output, String refused) {
        output.refuse("picture", refused);
    }
}
