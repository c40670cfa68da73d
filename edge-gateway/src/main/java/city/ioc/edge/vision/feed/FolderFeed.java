package city.ioc.edge.vision.feed;

import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a folder in the order of their names, numbers by value; what is no picture is found out when it is opened. */
final class FolderFeed implements Feed {
    /** No file of that size is a picture of a street camera. */
    private static final long MOST_BYTES = 3 * Pictures.MOST_PIXELS;

    private final FeedOptions options;
    private final Iterator<Path> files;
    private long number;
    private volatile boolean closed;

    private FolderFeed(List<Path> files, FeedOptions options) {
        this.files = files.iterator();
        this.options = options;
    }

    static FolderFeed open(Path folder, FeedOptions options) throws FeedException {
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> files = entries.filter(Files::isRegularFile)
                    .sorted((a, b) -> NaturalOrder.compare(
                            a.getFileName().toString(), b.getFileName().toString()))
                    .toList();
            if (files.isEmpty()) throw new FeedException(FeedFault.EMPTY, folder + " is empty: no file in it");
            return new FolderFeed(files, options);
        } catch (IOException e) {
            throw new FeedException(FeedFault.NOT_FOUND, folder + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Optional<Shot> next() throws FeedException {
        if (closed || !files.hasNext()) return Optional.empty();
        Path file = files.next();
        long at = number++;
        byte[] bytes = read(file);
        Instant byPlace = Instant.EPOCH.plus(options.step().multipliedBy(at));
        return Optional.of(Shot.encoded(
                options.camera(),
                file.getFileName().toString(),
                at,
                CaptureStamp.find(bytes).orElse(byPlace),
                options.clock().instant(),
                bytes));
    }

    private static byte[] read(Path file) throws FeedException {
        try {
            // One that cannot be a picture is not read; its name goes on, and the opener refuses it.
            return Files.size(file) > MOST_BYTES ? new byte[0] : Files.readAllBytes(file);
        } catch (IOException e) {
            throw new FeedException(FeedFault.BROKEN, file + " cannot be read: " + e.getMessage());
        }
    }

    @Override
    public Optional<Duration> skew() {
        return Optional.empty();
    }

    @Override
    public long lost() {
        return 0;
    }

    @Override
    public void close() {
        closed = true;
    }
}
