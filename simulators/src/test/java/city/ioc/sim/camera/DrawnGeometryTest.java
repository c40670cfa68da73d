package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.camera.CameraFiles;
import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.GeometryCheck;
import city.ioc.contracts.camera.GroundPoint;
import city.ioc.contracts.camera.Homography;
import city.ioc.contracts.camera.PictureLane;
import city.ioc.contracts.camera.PictureLine;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import java.nio.file.Path;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class DrawnGeometryTest {
    private static final Path VI_THANH =
            Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize();
    private static final City CITY = CityFiles.read(VI_THANH);

    @Test
    void theCitysFilesHoldForTheCamerasAsTheyHang() {
        CameraFiles.Cameras files = CameraFiles.read(VI_THANH, CITY);
        assertThat(files.faults()).isEmpty();
        assertThat(files.geometries()).containsExactlyInAnyOrderElementsOf(DrawnGeometryMain.draw(VI_THANH, CITY));
    }

    @Test
    void camerasThatLookAlongTheirApproachSeeItsHeads() {
        assertThat(DrawnGeometryMain.draw(VI_THANH, CITY))
                .filteredOn(each -> each.heads().isEmpty())
                .extracting(each -> each.camera().value())
                .as("one looks at the queue from beyond the junction, one at plates")
                .containsExactlyInAnyOrder("vt-03-cam-nw", "vt-05-cam-ne");
    }

    @Test
    void everyCameraSeesAStopLineAndLanesWhoseMeasuresAreTrue() {
        for (CameraGeometry each : DrawnGeometryMain.draw(VI_THANH, CITY)) {
            assertThat(GeometryCheck.check(each)).as(each.camera().value()).isEmpty();
            assertThat(each.lines())
                    .as(each.camera().value())
                    .extracting(PictureLine::kind)
                    .containsExactly(PictureLine.Kind.STOP_LINE, PictureLine.Kind.JUNCTION_LINE);
            assertThat(each.lanes()).as(each.camera().value()).isNotEmpty();
            Homography road = each.homography().orElseThrow();
            PictureLine stop = each.lines().getFirst();
            GroundPoint kerb = road.toGround(stop.from()).orElseThrow();
            GroundPoint axis = road.toGround(stop.to()).orElseThrow();
            assertThat(kerb.y()).as("the stop line is where distances begin").isEqualTo(0, Offset.offset(0.3));
            assertThat(axis.y()).isEqualTo(0, Offset.offset(0.3));
            GroundPoint junction = road.toGround(each.lines().getLast().from()).orElseThrow();
            assertThat(junction.y())
                    .as("5 m to the crossing carriageway, 7 m over a crossing")
                    .isBetween(4.7, 7.3);
            assertThat(kerb.x()).as("it is drawn from the kerb").isGreaterThan(axis.x());
            for (PictureLane lane : each.lanes()) {
                // Traffic comes from the line's left: the cross product of the line and the way to where a lane begins.
                double side = (stop.to().x() - stop.from().x())
                                * (lane.arrowFrom().y() - stop.from().y())
                        - (stop.to().y() - stop.from().y())
                                * (lane.arrowFrom().x() - stop.from().x());
                assertThat(side).as(each.camera() + " " + lane.id()).isNegative();
            }
        }
    }
}
