package city.ioc.edge.vision.plate;

/** A part of a picture where a plate seems to be, and the height of its characters in pixels of the picture. */
record Region(Corners corners, double characterHeight) {
    /** Heights of a character left free around the characters. */
    private static final double MARGIN = 0.55;
    /** Where a second line may hide above or below a short one. */
    private static final double OTHER_LINE = 1.75;

    private static final double BESIDE_HALF = 1.2;
    private static final int WHOLE_LINE = 7;

    Region {
        if (!(characterHeight > 0)) throw new IllegalArgumentException("characters of height " + characterHeight);
    }

    /** The region of characters that were put together to a plate, and more around a line that may be half of one. */
    static Region of(SpotRows.Plate plate) {
        boolean isHalf = plate.rows().size() == 1 && plate.characters() < WHOLE_LINE;
        return isHalf ? around(plate, BESIDE_HALF, OTHER_LINE) : tight(plate);
    }

    /** The region of a plate's characters and not much more. */
    static Region tight(SpotRows.Plate plate) {
        return around(plate, MARGIN, MARGIN);
    }

    private static Region around(SpotRows.Plate plate, double marginAlong, double marginAcross) {
        double height =
                plate.rows().stream().mapToDouble(SpotRow::height).average().orElseThrow();
        double slope = plate.rows().stream()
                .max(java.util.Comparator.comparingInt(each -> each.sure().size()))
                .orElseThrow()
                .slope();
        double angle = Math.atan(slope);
        double cos = Math.cos(angle);
        double sin = Math.sin(angle);
        double left = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (SpotRow row : plate.rows())
            for (Spot spot : row.sure()) {
                double along = spot.x() * cos + spot.y() * sin;
                double across = -spot.x() * sin + spot.y() * cos;
                left = Math.min(left, along - spot.width() / 2);
                right = Math.max(right, along + spot.width() / 2);
                top = Math.min(top, across - spot.height() / 2);
                bottom = Math.max(bottom, across + spot.height() / 2);
            }
        double along = (left + right) / 2;
        double across = (top + bottom) / 2;
        Corners corners = Corners.around(
                along * cos - across * sin,
                along * sin + across * cos,
                right - left + 2 * marginAlong * height,
                bottom - top + 2 * marginAcross * height,
                angle);
        return new Region(corners, height);
    }

    /** The region around a line of text that may be a plate, or one of its two lines. */
    static Region around(Corners line) {
        double height = line.height();
        double along = (line.width() + 1.2 * height) / line.width();
        return new Region(line.scaled(along, 3.1), 0.78 * height);
    }

    boolean overlaps(Region other) {
        double width =
                Math.min(corners.right(), other.corners.right()) - Math.max(corners.left(), other.corners.left());
        double height =
                Math.min(corners.bottom(), other.corners.bottom()) - Math.max(corners.top(), other.corners.top());
        if (width <= 0 || height <= 0) return false;
        double smaller = Math.min(area(), other.area());
        return width * height > 0.5 * smaller;
    }

    private double area() {
        return (corners.right() - corners.left()) * (corners.bottom() - corners.top());
    }
}
