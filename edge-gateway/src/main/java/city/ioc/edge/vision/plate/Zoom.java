package city.ioc.edge.vision.plate;

import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** A region brought to the size that the spotter reads best, and the plate that was seen in it. */
record Zoom(SpotRows.Plate plate, Corners region, double scale) {
    private static final int WIDEST = 384;
    private static final int TALLEST = 224;

    /** Looks at a region again with characters of about so many pixels' height; empty if no row of characters is in it. */
    static Optional<Zoom> on(Mat grey, Region region, double characterHeight, CharacterSpotter spotter) {
        double scale = characterHeight / region.characterHeight();
        scale = Math.min(
                scale,
                Math.min(
                        WIDEST / region.corners().width(),
                        TALLEST / region.corners().height()));
        int width = CharacterSpotter.multiple(region.corners().width() * scale);
        int height = CharacterSpotter.multiple(region.corners().height() * scale);
        try (Rectified rectified = Rectified.cut(grey, region.corners(), width, height)) {
            List<SpotRows.Plate> plates = SpotRows.plates(spotter.find(rectified.picture(), width, height));
            if (plates.isEmpty()) return Optional.empty();
            return Optional.of(new Zoom(plates.getFirst(), region.corners(), scale));
        }
    }

    /** A part of the zoomed picture as a part of the picture. */
    Corners toOriginal(Corners part) {
        double width = CharacterSpotter.multiple(region.width() * scale);
        double height = CharacterSpotter.multiple(region.height() * scale);
        Corners.Corner o = region.points().getFirst();
        Corners.Corner x = region.points().get(1);
        Corners.Corner y = region.points().get(3);
        return new Corners(part.points().stream()
                .map(p -> new Corners.Corner(
                        o.x() + (x.x() - o.x()) * p.x() / width + (y.x() - o.x()) * p.y() / height,
                        o.y() + (x.y() - o.y()) * p.x() / width + (y.y() - o.y()) * p.y() / height))
                .toList());
    }

    /** Where to look again in the picture: tighter and truer than the region looked at. */
    Region nextRegion() {
        return inPicture(Region.of(plate));
    }

    /** Where the plate is in the picture. */
    Region plateRegion() {
        return inPicture(Region.tight(plate));
    }

    private Region inPicture(Region seen) {
        return new Region(toOriginal(seen.corners()), seen.characterHeight() / scale);
    }
}
