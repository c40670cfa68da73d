package city.ioc.edge.vision.evidence;

import static city.ioc.contracts.evidence.EvidenceItem.Kind.CLIP;
import static city.ioc.contracts.evidence.EvidenceItem.Kind.CLOSE_UP;
import static city.ioc.contracts.evidence.EvidenceItem.Kind.ORIGINAL_AT;
import static city.ioc.contracts.evidence.EvidenceItem.Kind.STILL_AFTER;
import static city.ioc.contracts.evidence.EvidenceItem.Kind.STILL_AT;
import static city.ioc.contracts.evidence.EvidenceItem.Kind.STILL_BEFORE;

import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.edge.vision.clip.VideoWriter;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Makes the evidence of a case out of a camera's ring of pictures. One thread. */
public final class EvidenceMaker {
    /** A still is asked for so long before and after the instant. */
    public static final Duration APART = Duration.ofSeconds(2);
    /** A clip shows so much before and after it, 12 s in all. */
    public static final Duration HALF_CLIP = Duration.ofSeconds(6);
    /** A picture farther away than this is of another moment. */
    private static final Duration NEAR = Duration.ofMillis(600);

    private static final int QUALITY = 92;
    private static final int CLOSE_UP_WIDTH = 480;
    private static final String JPEG = "image/jpeg";

    private final EvidenceStore store;
    private final Stamp stamp;

    public EvidenceMaker(EvidenceStore store, ZoneId zone) {
        Pictures.load();
        this.store = store;
        this.stamp = new Stamp(zone);
    }

    /**
     * Keeps what the ring still has; what it has not is named in the result.
     *
     * @param place of the camera, for the stamp
     * @param clockOffset by how much the camera's clock was behind the city's
     */
    public EvidenceCase make(EvidenceRequest request, String place, FrameRing ring, Duration clockOffset, Instant now)
            throws IOException {
        Making making = new Making(request, place, clockOffset);
        making.still(STILL_BEFORE, ring, request.at().minus(APART));
        Optional<Opened> at = making.open(STILL_AT, ring, request.at());
        try {
            if (at.isPresent()) making.keepStamped(STILL_AT, at.get());
            making.still(STILL_AFTER, ring, request.at().plus(APART));
            if (at.isPresent()) {
                making.original(at.get().picture());
                if (request.closeUp().isPresent())
                    making.closeUp(at.get(), request.closeUp().get());
            }
        } finally {
            at.ifPresent(Opened::close);
        }
        making.clip(ring);
        EvidenceCase made = new EvidenceCase(request, making.items, making.missing, now, clockOffset.toMillis());
        store.put(made);
        return made;
    }

    /** When the last picture that a request needs is taken. */
    public static Instant endOf(EvidenceRequest request) {
        Instant end = request.until().orElseGet(() -> request.at().plus(HALF_CLIP));
        Instant after = request.at().plus(APART);
        return end.isAfter(after) ? end : after;
    }

    /** A picture of the ring and its pixels. */
    private record Opened(FrameRing.Picture picture, Mat pixels) implements AutoCloseable {
        @Override
        public void close() {
            pixels.release();
        }
    }

    /** A case while it is made. */
    private final class Making {
        private final EvidenceRequest request;
        private final String place;
        private final Duration clockOffset;
        private final List<EvidenceItem> items = new ArrayList<>();
        private final List<String> missing = new ArrayList<>();

        Making(EvidenceRequest request, String place, Duration clockOffset) {
            this.request = request;
            this.place = place;
            this.clockOffset = clockOffset;
        }

        void still(EvidenceItem.Kind kind, FrameRing ring, Instant wanted) throws IOException {
            Optional<Opened> opened = open(kind, ring, wanted);
            if (opened.isEmpty()) return;
            try (Opened picture = opened.get()) {
                keepStamped(kind, picture);
            }
        }

        /** The picture nearest to an instant; what is wrong with it is noted as missing. */
        Optional<Opened> open(EvidenceItem.Kind kind, FrameRing ring, Instant wanted) {
            Optional<FrameRing.Picture> picture = ring.nearest(wanted, NEAR);
            if (picture.isEmpty()) {
                missing.add(kind + ": no picture within " + NEAR.toMillis() + " ms of " + wanted);
                return Optional.empty();
            }
            try {
                return Optional.of(
                        new Opened(picture.get(), Pictures.decode(picture.get().jpeg())));
            } catch (PictureException e) {
                missing.add(kind + ": the picture of " + picture.get().at() + " cannot be read, " + e.getMessage());
                return Optional.empty();
            }
        }

        void keepStamped(EvidenceItem.Kind kind, Opened picture) throws IOException {
            keepStamped(kind, picture.pixels(), picture.picture().at());
        }

        void original(FrameRing.Picture picture) throws IOException {
            keep(ORIGINAL_AT, picture.jpeg(), JPEG, picture.at(), picture.at());
        }

        void closeUp(Opened picture, PictureRegion region) throws IOException {
            Mat whole = picture.pixels();
            Mat large = new Mat();
            try {
                if (region.x() + region.width() > whole.cols() || region.y() + region.height() > whole.rows()) {
                    missing.add(CLOSE_UP + ": " + region + " is not within the picture of " + whole.cols() + " x "
                            + whole.rows());
                    return;
                }
                Mat part = whole.submat(new Rect(region.x(), region.y(), region.width(), region.height()));
                double scale = Math.max(1, (double) CLOSE_UP_WIDTH / region.width());
                Imgproc.resize(part, large, new Size(), scale, scale, Imgproc.INTER_CUBIC);
                part.release();
                keepStamped(CLOSE_UP, large, picture.picture().at());
            } finally {
                large.release();
            }
        }

        void clip(FrameRing ring) throws IOException {
            Instant from = request.at().minus(HALF_CLIP);
            Instant to = endOf(request);
            List<FrameRing.Picture> pictures = ring.between(from, to);
            if (pictures.size() < 2) {
                missing.add(CLIP + ": no pictures from " + from + " to " + to);
                return;
            }
            Instant first = pictures.getFirst().at();
            Instant last = pictures.getLast().at();
            if (first.isAfter(from.plusSeconds(1)) || last.isBefore(to.minusSeconds(1)))
                missing.add(CLIP + ": it shows " + first + " to " + last + " only");
            Path file = Files.createTempFile("clip-", ".mp4");
            try {
                write(file, pictures);
                keep(CLIP, Files.readAllBytes(file), "video/mp4", first, last);
            } finally {
                Files.deleteIfExists(file);
            }
        }

        private void write(Path file, List<FrameRing.Picture> pictures) throws IOException {
            Instant first = pictures.getFirst().at();
            try (VideoWriter writer = new VideoWriter(
                    file, Map.of("title", request.id(), "comment", words(first), "creation_time", first.toString()))) {
                for (FrameRing.Picture each : pictures) {
                    Mat whole;
                    try {
                        whole = Pictures.decode(each.jpeg());
                    } catch (PictureException e) {
                        missing.add(CLIP + ": the picture of " + each.at() + " is left out, " + e.getMessage());
                        continue;
                    }
                    Mat stamped = stamp.below(whole, lines(each.at()));
                    writer.write(stamped, Duration.between(first, each.at()).toMillis() / 1000.0);
                    whole.release();
                    stamped.release();
                }
            }
        }

        private void keepStamped(EvidenceItem.Kind kind, Mat picture, Instant at) throws IOException {
            Mat stamped = stamp.below(picture, lines(at));
            byte[] jpeg = CaptureStamp.write(Pictures.encodeJpeg(stamped, QUALITY), at);
            stamped.release();
            keep(kind, jpeg, JPEG, at, at);
        }

        private void keep(EvidenceItem.Kind kind, byte[] bytes, String mediaType, Instant from, Instant to)
                throws IOException {
            items.add(new EvidenceItem(kind, store.put(bytes), mediaType, bytes.length, from, to));
        }

        private String[] lines(Instant at) {
            return new String[] {
                request.camera() + "  " + place + "  " + stamp.time(at),
                "case " + request.id() + "  " + request.reason() + "  clock offset " + clockOffset.toMillis() + " ms"
            };
        }

        private String words(Instant at) {
            return String.join("; ", lines(at));
        }
    }
}
