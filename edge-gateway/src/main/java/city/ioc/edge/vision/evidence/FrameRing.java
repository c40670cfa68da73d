package city.ioc.edge.vision.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** The last pictures of one camera, as JPEG, the oldest forgotten first. Thread-safe. */
public final class FrameRing {
    private final Duration span;
    private final long mostBytes;
    private final Deque<Picture> pictures = new ArrayDeque<>();
    private long bytes;

    /** One picture. The array is not to be changed. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody; a copy of each picture would be waste
    public record Picture(Instant at, byte[] jpeg) {}

    /**
     * @param span how far back
     * @param mostBytes of all pictures together
     */
    public FrameRing(Duration span, long mostBytes) {
        this.span = span;
        this.mostBytes = mostBytes;
    }

    /** Adds a picture; one that is not later than the last is left out. */
    public synchronized void add(Instant at, byte[] jpeg) {
        Picture last = pictures.peekLast();
        if (last != null && !at.isAfter(last.at())) return;
        pictures.addLast(new Picture(at, jpeg));
        bytes += jpeg.length;
        while (pictures.size() > 1
                && (bytes > mostBytes || pictures.getFirst().at().plus(span).isBefore(at)))
            bytes -= pictures.removeFirst().jpeg().length;
    }

    /** The picture nearest to an instant, no farther away than {@code within}. */
    public synchronized Optional<Picture> nearest(Instant at, Duration within) {
        return pictures.stream()
                .min(Comparator.comparing(
                        each -> Duration.between(each.at(), at).abs()))
                .filter(each -> Duration.between(each.at(), at).abs().compareTo(within) <= 0);
    }

    /** All from one instant to another, both included. */
    public synchronized List<Picture> between(Instant from, Instant to) {
        return pictures.stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(to))
                .toList();
    }

    /** When the last one was taken. */
    public synchronized Optional<Instant> newest() {
        return Optional.ofNullable(pictures.peekLast()).map(Picture::at);
    }

    /** Memory the pictures take. */
    public synchronized long bytes() {
        return bytes;
    }
}
