package city.ioc.contracts.camera;

import static city.ioc.contracts.camera.GeometryFault.Kind.BEYOND_HORIZON;
import static city.ioc.contracts.camera.GeometryFault.Kind.CROSSES_ITSELF;
import static city.ioc.contracts.camera.GeometryFault.Kind.DUPLICATE;
import static city.ioc.contracts.camera.GeometryFault.Kind.NO_AREA;
import static city.ioc.contracts.camera.GeometryFault.Kind.NO_LENGTH;
import static city.ioc.contracts.camera.GeometryFault.Kind.OUTSIDE_PICTURE;
import static city.ioc.contracts.camera.GeometryFault.Kind.PICTURE_SIZE;
import static city.ioc.contracts.camera.GeometryFault.Kind.SURVEY_DEGENERATE;
import static city.ioc.contracts.camera.GeometryFault.Kind.SURVEY_INCONSISTENT;
import static city.ioc.contracts.camera.GeometryFault.Kind.SURVEY_TOO_SMALL;
import static city.ioc.contracts.camera.GeometryFault.Kind.VALIDITY_EMPTY;
import static city.ioc.contracts.camera.GeometryFault.Kind.VALIDITY_OVERLAPS;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether geometries can be worked with: everything that is wrong, by name and place. */
public final class GeometryCheck {
    /** Least length of a line and an arrow, and root of the least area of a ring, pixels. */
    private static final double LEAST_PIXELS = 8;
    /** What surveyed marks may disagree by, metres: a hand's measure with a tape and a click in the picture. */
    private static final double SURVEY_ERROR_M = 0.5;

    /** Width of the smallest head whose lamps can be told apart, pixels. */
    private static final int LEAST_HEAD = 3;

    private final List<GeometryFault> faults = new ArrayList<>();

    private GeometryCheck() {}

    /** The faults of one geometry. */
    public static List<GeometryFault> check(CameraGeometry geometry) {
        GeometryCheck check = new GeometryCheck();
        check.one(geometry);
        return List.copyOf(check.faults);
    }

    /** The faults of several, each and among each other. */
    public static List<GeometryFault> checkAll(List<CameraGeometry> geometries) {
        GeometryCheck check = new GeometryCheck();
        for (CameraGeometry each : geometries) check.one(each);
        for (int i = 0; i < geometries.size(); i++)
            for (int j = i + 1; j < geometries.size(); j++) check.apart(geometries.get(i), geometries.get(j));
        return List.copyOf(check.faults);
    }

    private void one(CameraGeometry geometry) {
        String place = "camera " + geometry.camera() + " from " + geometry.validFrom();
        if (geometry.width() < 1 || geometry.height() < 1) {
            String size = geometry.width() + " x " + geometry.height();
            add(PICTURE_SIZE, place, "the picture is " + size, "give the size of the pictures it was drawn on");
            return;
        }
        geometry.validTo()
                .filter(end -> !end.isAfter(geometry.validFrom()))
                .ifPresent(end -> add(VALIDITY_EMPTY, place, "ends on " + end, "let it end after it begins"));
        Optional<Homography> ground = survey(geometry, place);
        Set<String> ids = new HashSet<>();
        for (PictureLine line : geometry.lines()) {
            String at = place + ", line " + line.id();
            unique(ids, line.id(), at);
            length(geometry, at, line.from(), line.to());
            onGround(ground, at, List.of(line.from(), line.to()));
        }
        for (PictureLane lane : geometry.lanes()) {
            String at = place + ", lane " + lane.id();
            unique(ids, lane.id(), at);
            ring(geometry, at, lane.ring());
            length(geometry, at + ", arrow", lane.arrowFrom(), lane.arrowTo());
            onGround(ground, at, lane.ring());
        }
        for (PictureArea area : geometry.areas()) {
            String at = place + ", area " + area.id();
            unique(ids, area.id(), at);
            ring(geometry, at, area.ring());
        }
        for (PictureHead head : geometry.heads()) {
            String at = place + ", head " + head.id();
            unique(ids, head.id(), at);
            region(geometry, at, head);
        }
    }

    private void region(CameraGeometry geometry, String at, PictureHead head) {
        inside(geometry, at, new PixelPoint(head.x(), head.y()));
        inside(geometry, at, new PixelPoint(head.x() + head.width(), head.y() + head.height()));
        if (Math.min(head.width(), head.height()) < LEAST_HEAD
                || Math.max(head.width(), head.height()) < 2 * LEAST_HEAD)
            add(
                    NO_AREA,
                    at,
                    head.width() + " x " + head.height() + " pixels have no room for its lamps",
                    "draw its outline; a smaller head cannot be read");
    }

    private Optional<Homography> survey(CameraGeometry geometry, String place) {
        List<SurveyPoint> survey = geometry.survey();
        if (survey.isEmpty()) return Optional.empty();
        String at = place + ", survey";
        for (SurveyPoint each : survey) inside(geometry, at, each.pixel());
        if (survey.size() < 4) {
            add(SURVEY_TOO_SMALL, at, "has " + survey.size() + " marks", "measure four at least, better six");
            return Optional.empty();
        }
        Optional<Homography> found = Homography.find(survey);
        if (found.isEmpty()) {
            add(
                    SURVEY_DEGENERATE,
                    at,
                    "its marks lie on a line",
                    "measure marks that span the road's width and length");
            return found;
        }
        double error = found.get().worstErrorM(survey);
        if (error > SURVEY_ERROR_M)
            add(
                    SURVEY_INCONSISTENT,
                    at,
                    String.format(Locale.ROOT, "a mark lies %.2f m from where the others put it", error),
                    "measure it again, or look for two marks that were mixed up");
        return found;
    }

    private void apart(CameraGeometry a, CameraGeometry b) {
        if (!a.camera().equals(b.camera())) return;
        boolean aFirst = a.validTo().map(end -> !end.isAfter(b.validFrom())).orElse(false);
        boolean bFirst = b.validTo().map(end -> !end.isAfter(a.validFrom())).orElse(false);
        if (!aFirst && !bFirst)
            add(
                    VALIDITY_OVERLAPS,
                    "camera " + a.camera(),
                    "its geometries from " + a.validFrom() + " and from " + b.validFrom() + " hold on the same day",
                    "let the earlier one end when the later one begins");
    }

    private void unique(Set<String> ids, String id, String at) {
        if (!ids.add(id)) add(DUPLICATE, at, "its code occurs more than once", "give each its own");
    }

    private void inside(CameraGeometry geometry, String at, PixelPoint point) {
        if (point.x() < 0 || point.y() < 0 || point.x() > geometry.width() || point.y() > geometry.height())
            add(
                    OUTSIDE_PICTURE,
                    at,
                    point.x() + ", " + point.y() + " is outside " + geometry.width() + " x " + geometry.height(),
                    "draw it within the picture");
    }

    private void length(CameraGeometry geometry, String at, PixelPoint from, PixelPoint to) {
        inside(geometry, at, from);
        inside(geometry, at, to);
        if (from.distance(to) < LEAST_PIXELS)
            add(NO_LENGTH, at, "is shorter than " + LEAST_PIXELS + " pixels", "draw it across the road");
    }

    private void ring(CameraGeometry geometry, String at, List<PixelPoint> ring) {
        for (PixelPoint each : ring) inside(geometry, at, each);
        Ring shape = new Ring(ring);
        if (shape.crossesItself())
            add(CROSSES_ITSELF, at, "its outline crosses itself", "put its points in their order around it");
        else if (ring.size() < 3 || shape.area() < LEAST_PIXELS * LEAST_PIXELS)
            add(NO_AREA, at, ring.size() + " points around next to nothing", "draw its outline");
    }

    private void onGround(Optional<Homography> ground, String at, List<PixelPoint> points) {
        if (ground.isPresent()
                && points.stream().anyMatch(each -> ground.get().toGround(each).isEmpty()))
            add(BEYOND_HORIZON, at, "reaches above the horizon of the survey", "end it on the road");
    }

    private void add(GeometryFault.Kind kind, String place, String detail, String remedy) {
        faults.add(new GeometryFault(kind, place, detail, remedy));
    }
}
