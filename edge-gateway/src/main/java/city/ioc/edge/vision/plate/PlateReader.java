package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** Finds and reads the plates in a picture. One thread at a time; holds native memory until closed. */
public final class PlateReader implements AutoCloseable {
    private static final int STRIP_HEIGHT = 48;
    /** Heights of a character left free at the ends of a line that is complete, and of one that may go on. */
    private static final double BESIDE = 0.35;

    private static final double BESIDE_INCOMPLETE = 0.8;
    /** Height of the strip around a line, in heights of its characters. */
    private static final double ACROSS = 1.4;
    /** Below this confidence the lines of text are asked, too, where a plate is. */
    private static final double DOUBTFUL = 0.4;
    /** How much better, as a logarithm, they have to explain what stands there. */
    private static final double CLEARLY = 1.5;

    private final CharacterSpotter spotter = new CharacterSpotter();
    private final PlateFinder finder = new PlateFinder(spotter);
    private final LineReader lineReader = new LineReader();

    /** Every plate that can be read, the surest first. */
    public List<PlateRead> read(Mat bgr) {
        Mat grey = Rectified.grey(bgr);
        try {
            List<Judged> judged = new ArrayList<>();
            PlateFinder.Found found = finder.find(bgr, grey);
            for (Region region : found.regions())
                look(bgr, grey, region).flatMap(look -> Judged.of(look, bgr)).ifPresent(judged::add);
            if (judged.stream().noneMatch(each -> each.read().confidence() >= DOUBTFUL))
                byText(found.lines().orElseGet(() -> finder.textLines(bgr)), bgr, grey, judged);
            return judged.stream()
                    .map(Judged::read)
                    .sorted(Comparator.comparingDouble(PlateRead::confidence).reversed())
                    .toList();
        } finally {
            grey.release();
        }
    }

    private Optional<Look> look(Mat bgr, Mat grey, Region region) {
        Optional<Zoom> coarse = Zoom.on(grey, region, Zooms.COARSE, spotter);
        if (coarse.isEmpty()) return Optional.empty();
        Optional<Zoom> fine = Zoom.on(grey, coarse.get().nextRegion(), Zooms.FINE, spotter);
        boolean fineIsBetter = fine.isPresent()
                && (PlateFinder.isWhole(fine.get().plate())
                        || !PlateFinder.isWhole(coarse.get().plate()));
        Zoom best = fineIsBetter ? fine.get() : coarse.get();
        Optional<Zoom> other = fineIsBetter ? coarse : fine;
        SpotRows.Plate plate = best.plate();
        List<Corners> strips = new ArrayList<>();
        for (int i = 0; i < plate.rows().size(); i++) {
            SpotRow row = plate.rows().get(i);
            // A character that the spotter missed at either end shall be on the strip.
            double beside = row.sure().size() >= mostCharacters(plate.layout(), i) ? BESIDE : BESIDE_INCOMPLETE;
            strips.add(best.toOriginal(row.strip(beside, beside, ACROSS)));
        }
        return Optional.of(new Look(
                plate.layout(),
                emissions(plate),
                other.map(Zoom::plate)
                        .filter(each -> each.layout() == plate.layout())
                        .map(PlateReader::emissions),
                lines(bgr, strips),
                best.plateRegion()));
    }

    private static List<Emissions> emissions(SpotRows.Plate plate) {
        return plate.rows().stream().map(SpotRow::emissions).toList();
    }

    private static int mostCharacters(Layout layout, int line) {
        return switch (layout) {
            case ONE_LINE -> 8;
            case TWO_LINE -> line == 0 ? 4 : 5;
        };
    }

    /** Adds what the reader of lines makes of the lines of text by itself. Never accepted, for nothing confirms it. */
    private void byText(List<Corners> text, Mat bgr, Mat grey, List<Judged> judged) {
        for (TextPlates.Lines plate : TextPlates.of(text, grey)) {
            List<Corners> strips = plate.strips();
            Look look = new Look(
                    plate.layout(),
                    strips.stream().map(each -> Emissions.NOTHING).toList(),
                    Optional.empty(),
                    lines(bgr, strips),
                    plate.region());
            Judged.of(look, bgr).ifPresent(read -> addUnlessWorse(read, judged));
        }
    }

    /** One place of a picture shows one plate: the read that explains it better stays. */
    private static void addUnlessWorse(Judged read, List<Judged> judged) {
        Optional<Judged> rival =
                judged.stream().filter(each -> each.isOverlapping(read)).findFirst();
        if (rival.isPresent()) {
            if (read.evidence().line() < rival.get().evidence().line() + CLEARLY) return;
            judged.remove(rival.get());
        }
        judged.add(read);
    }

    private List<Emissions> lines(Mat bgr, List<Corners> strips) {
        List<Rectified> cuts = new ArrayList<>();
        for (Corners strip : strips) {
            int width = (int) Math.max(16, Math.round(strip.width() / strip.height() * STRIP_HEIGHT));
            cuts.add(Rectified.cut(bgr, strip, width, STRIP_HEIGHT));
        }
        try {
            return lineReader.read(cuts.stream().map(Rectified::picture).toList());
        } finally {
            cuts.forEach(Rectified::close);
        }
    }

    @Override
    public void close() {
        finder.close();
        lineReader.close();
    }
}
