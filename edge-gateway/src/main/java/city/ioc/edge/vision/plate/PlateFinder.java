package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/**
 * Finds where plates are in a picture, be it a crop around one or a whole street. Characters that stand in rows like a plate's are
 * looked for at two scales; in a street, and where that finds none, lines of text of any size are as well. One thread at a time;
 * holds native memory until closed.
 */
public final class PlateFinder implements AutoCloseable {
    /** Pixels on the longer side at which a crop's plate is seen, and one in a wider crop. */
    private static final int CROP = 192;

    private static final int WIDER_CROP = 384;
    /** Up to here a picture is taken for a crop, and a whole plate found in it for the only one. */
    private static final int LARGEST_CROP = 420;
    /** A plate this wide for its picture is what the picture was cut for. */
    private static final double CLOSE = 0.35;

    /** A small street is enlarged up to here, for the text detector misses lines of less than eight pixels. */
    private static final int SMALL_STREET = 960;

    private static final double MOST_ENLARGED = 1.5;
    /** Smaller lines of text in a larger picture nobody can read. */
    private static final int LARGEST_STREET = 1600;

    private static final int MOST_LINES = 40;
    private static final int SMALLEST_LINE = 7;
    private static final double STEEPEST_LINE = 0.7;
    private static final int FEWEST_CHARACTERS = 5;

    private final CharacterSpotter spotter;
    private final TextDetector detector = new TextDetector();

    public PlateFinder() {
        this(new CharacterSpotter());
    }

    PlateFinder(CharacterSpotter spotter) {
        this.spotter = spotter;
    }

    /** Corners of what may be plates, the likeliest first. */
    public List<Corners> find(Mat bgr) {
        Mat grey = Rectified.grey(bgr);
        try {
            return find(bgr, grey).regions().stream().map(Region::corners).toList();
        } finally {
            grey.release();
        }
    }

    /** Where plates may be, the likeliest first, and the lines of text if they were asked for. */
    record Found(List<Region> regions, Optional<List<Corners>> lines) {}

    Found find(Mat bgr, Mat grey) {
        List<Candidate> candidates = new ArrayList<>();
        boolean isCrop = Math.max(grey.cols(), grey.rows()) <= LARGEST_CROP;
        spot(grey, CROP, candidates);
        if (candidates.stream()
                .anyMatch(each -> each.whole && each.region.corners().width() > CLOSE * grey.cols()))
            return new Found(distinct(candidates), Optional.empty());
        spot(grey, WIDER_CROP, candidates);
        if (isCrop && candidates.stream().anyMatch(each -> each.whole))
            return new Found(distinct(candidates), Optional.empty());
        List<Corners> lines = textLines(bgr);
        look(lines, grey, candidates);
        return new Found(distinct(candidates), Optional.of(lines));
    }

    /** A region with how surely a plate is there. */
    private record Candidate(Region region, boolean whole, double quality) {
        Candidate(Region region, SpotRows.Plate plate) {
            this(region, isWhole(plate), plate.seen() / Math.max(8, plate.spots()) + (isWhole(plate) ? 1 : 0));
        }
    }

    private void spot(Mat grey, int longest, List<Candidate> candidates) {
        double scale = Math.min(4.0, (double) longest / Math.max(grey.cols(), grey.rows()));
        int width = CharacterSpotter.multiple(grey.cols() * scale);
        int height = CharacterSpotter.multiple(grey.rows() * scale);
        for (SpotRows.Plate plate : SpotRows.plates(spotter.find(grey, width, height)))
            add(Region.of(plate), plate, candidates);
    }

    private static void add(Region region, SpotRows.Plate plate, List<Candidate> candidates) {
        if (plate.characters() >= FEWEST_CHARACTERS) candidates.add(new Candidate(region, plate));
    }

    /** Lines of text in a picture. */
    List<Corners> textLines(Mat bgr) {
        int longer = Math.max(bgr.cols(), bgr.rows());
        if (longer <= LARGEST_CROP) return detector.find(bgr, Math.clamp(longer, CROP, WIDER_CROP));
        double enlarged = Math.min(SMALL_STREET, MOST_ENLARGED * longer);
        return detector.find(bgr, (int) Math.clamp(longer, enlarged, LARGEST_STREET));
    }

    /** Has the spotter look at each line enlarged, unless it is a part of a plate already found. */
    private void look(List<Corners> lines, Mat grey, List<Candidate> candidates) {
        int looked = 0;
        for (Corners line : lines) {
            if (line.height() < SMALLEST_LINE || Math.abs(line.angle()) > STEEPEST_LINE) continue;
            Region around = Region.around(line);
            if (candidates.stream().anyMatch(each -> each.whole && each.region.overlaps(around))) continue;
            if (++looked > MOST_LINES) return;
            Zoom.on(grey, around, Zooms.COARSE, spotter)
                    .ifPresent(zoom -> add(zoom.nextRegion(), zoom.plate(), candidates));
        }
    }

    static boolean isWhole(SpotRows.Plate plate) {
        boolean enough = plate.layout() == Layout.ONE_LINE
                ? plate.characters() >= 7
                : plate.rows().getFirst().sure().size() >= 2
                        && plate.rows().getLast().sure().size() >= 4;
        return enough && plate.characters() >= 6 && plate.seen() > 0.6 * plate.spots();
    }

    private static List<Region> distinct(List<Candidate> candidates) {
        List<Region> regions = new ArrayList<>();
        candidates.stream()
                .sorted(Comparator.comparingDouble(Candidate::quality).reversed())
                .map(Candidate::region)
                .forEach(each -> {
                    if (regions.stream().noneMatch(other -> other.overlaps(each))) regions.add(each);
                });
        return regions;
    }

    @Override
    public void close() {
        spotter.close();
        detector.close();
    }
}
