package city.ioc.contracts.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.camera.GeometryFault.Kind;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A camera 8 m above the road that looks along it, 640 x 480: the horizon lies at y = 40; a mark at y shows the road at 4000 / (y - 40) m,
 * and x is 320 + 500 times its metres to the right, divided by its distance.
 */
class GeometryCheckTest {
    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    @Test
    void pixelsBecomeMetres() {
        Homography road = Homography.find(survey()).orElseThrow();
        GroundPoint place = road.toGround(pixel(3.5, 25)).orElseThrow();
        assertThat(place.x()).isCloseTo(3.5, within(0.01));
        assertThat(place.y()).isCloseTo(25, within(0.01));
        assertThat(road.worstErrorM(survey())).isLessThan(0.001);
    }

    @Test
    void theSkyIsNoPlaceOnTheRoad() {
        Homography road = Homography.find(survey()).orElseThrow();
        assertThat(road.toGround(new PixelPoint(320, 20))).isEmpty();
        assertThat(road.toGround(new PixelPoint(320, 40))).isEmpty();
    }

    @Test
    void aGeometryDrawnWithCareHasNoFault() {
        assertThat(GeometryCheck.check(geometry(survey(), List.of(line(100, 300, 500, 300)), List.of(lane()))))
                .isEmpty();
    }

    @Test
    void whatIsOutsideThePictureIsNamed() {
        List<GeometryFault> faults =
                GeometryCheck.check(geometry(survey(), List.of(line(100, 300, 900, 300)), List.of()));
        assertThat(faults).extracting(GeometryFault::kind).containsExactly(Kind.OUTSIDE_PICTURE);
        assertThat(faults.getFirst().toString())
                .isEqualTo("camera cam-1 from 2026-01-01, line l: 900.0, 300.0 is outside 640 x 480;"
                        + " draw it within the picture [OUTSIDE_PICTURE]");
    }

    @Test
    void linesWithoutLengthAndRingsThatCrossThemselvesAreNamed() {
        PictureLane bow = new PictureLane(
                "bow",
                new ApproachId("n"),
                1,
                List.of(at(100, 200), at(200, 300), at(210, 200), at(90, 300)),
                at(150, 200),
                at(150, 300));
        assertThat(kinds(geometry(List.of(), List.of(line(100, 300, 101, 300)), List.of(bow))))
                .containsExactly(Kind.NO_LENGTH, Kind.CROSSES_ITSELF);
    }

    @Test
    void aSurveyOfTooFewOrConfusedMarksIsNamed() {
        List<SurveyPoint> marks = survey();
        assertThat(kinds(geometry(marks.subList(0, 3), List.of(), List.of()))).containsExactly(Kind.SURVEY_TOO_SMALL);
        List<SurveyPoint> inLine = List.of(mark(0, 10), mark(0, 20), mark(0, 30), mark(0, 40));
        assertThat(kinds(geometry(inLine, List.of(), List.of()))).containsExactly(Kind.SURVEY_DEGENERATE);
        List<SurveyPoint> mixedUp = new java.util.ArrayList<>(marks);
        mixedUp.set(0, new SurveyPoint(marks.get(0).pixel(), marks.get(3).ground()));
        assertThat(kinds(geometry(mixedUp, List.of(), List.of()))).containsExactly(Kind.SURVEY_INCONSISTENT);
    }

    @Test
    void headsOutsideThePictureOrTooSmallAreNamed() {
        assertThat(heads(head("a", 300, 20, 20, 50))).isEmpty();
        assertThat(heads(head("a", 630, 20, 20, 50))).containsExactly(Kind.OUTSIDE_PICTURE);
        assertThat(heads(head("a", 300, 20, 2, 5))).containsExactly(Kind.NO_AREA);
        assertThat(heads(head("a", 300, 20, 20, 50), head("a", 400, 20, 20, 50)))
                .containsExactly(Kind.DUPLICATE);
    }

    private static PictureHead head(String id, int x, int y, int width, int height) {
        return new PictureHead(id, new SignalGroupId("g1"), x, y, width, height);
    }

    private static List<Kind> heads(PictureHead... heads) {
        return kinds(new CameraGeometry(
                new DeviceId("cam-1"),
                DAY,
                Optional.empty(),
                640,
                480,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(heads)));
    }

    @Test
    void aLineAboveTheHorizonMeasuresNothing() {
        assertThat(kinds(geometry(survey(), List.of(line(100, 20, 500, 20)), List.of())))
                .containsExactly(Kind.BEYOND_HORIZON);
    }

    @Test
    void onOneDayOneGeometryHolds() {
        CameraGeometry old = geometry(List.of(), List.of(), List.of());
        CameraGeometry turned = valid(LocalDate.of(2026, 3, 1), Optional.empty());
        assertThat(GeometryCheck.checkAll(List.of(old, turned)))
                .extracting(GeometryFault::kind)
                .containsExactly(Kind.VALIDITY_OVERLAPS);
        CameraGeometry ended = valid(DAY, Optional.of(turned.validFrom()));
        assertThat(GeometryCheck.checkAll(List.of(ended, turned))).isEmpty();
        assertThat(ended.isValidOn(LocalDate.of(2026, 2, 28))).isTrue();
        assertThat(ended.isValidOn(turned.validFrom())).isFalse();
        assertThat(kinds(valid(DAY, Optional.of(DAY)))).containsExactly(Kind.VALIDITY_EMPTY);
    }

    @Test
    void itIsWrittenAndReadWithoutLoss() throws JsonProcessingException {
        CameraGeometry geometry = geometry(survey(), List.of(line(100, 300, 500, 300)), List.of(lane()));
        String json = CityJson.mapper().writeValueAsString(geometry);
        assertThat(CityJson.mapper().readValue(json, CameraGeometry.class)).isEqualTo(geometry);
    }

    private static List<Kind> kinds(CameraGeometry geometry) {
        return GeometryCheck.check(geometry).stream().map(GeometryFault::kind).toList();
    }

    private static CameraGeometry geometry(List<SurveyPoint> survey, List<PictureLine> lines, List<PictureLane> lanes) {
        return new CameraGeometry(
                new DeviceId("cam-1"), DAY, Optional.empty(), 640, 480, survey, lines, lanes, List.of(), List.of());
    }

    private static CameraGeometry valid(LocalDate from, Optional<LocalDate> to) {
        return new CameraGeometry(
                new DeviceId("cam-1"), from, to, 640, 480, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    private static PictureLine line(double x1, double y1, double x2, double y2) {
        return new PictureLine("l", PictureLine.Kind.COUNT_LINE, at(x1, y1), at(x2, y2), Optional.empty());
    }

    private static PictureLane lane() {
        return new PictureLane(
                "n-1",
                new ApproachId("n"),
                1,
                List.of(pixel(0, 12), pixel(3.5, 12), pixel(3.5, 40), pixel(0, 40)),
                pixel(1.75, 40),
                pixel(1.75, 12));
    }

    private static List<SurveyPoint> survey() {
        return List.of(mark(0, 10), mark(5, 10), mark(0, 40), mark(5, 40), mark(-4, 20), mark(2, 15));
    }

    private static SurveyPoint mark(double right, double ahead) {
        return new SurveyPoint(pixel(right, ahead), new GroundPoint(right, ahead));
    }

    private static PixelPoint pixel(double right, double ahead) {
        return at(320 + 500 * right / ahead, 40 + 4000 / ahead);
    }

    private static PixelPoint at(double x, double y) {
        return new PixelPoint(x, y);
    }
}
