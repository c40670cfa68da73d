package city.ioc.sim.bench.vision;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.LinkId;
import city.ioc.edge.vision.count.CountLine;
import city.ioc.sim.camera.RoadUser;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.StreetPlan;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GroundLineTest {
    private final City city =
            CityFiles.read(Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize());
    private final Carriageway road =
            StreetPlan.of(city).findCarriageway(new LinkId("vt-02_vt-03")).orElseThrow();
    private final GroundLine line = new GroundLine(road, behind(), 1);

    @Test
    void whoRidesOverItIsCountedOnceHoweverOftenSeen() {
        for (double front = -3; front < 6; front += 0.5) line.see(List.of(rider(7, front, 3)));
        assertThat(line.crossed()).isEqualTo(1);
        assertThat(line.twoWheelers()).isEqualTo(1);
    }

    @Test
    void whoStandsWithHalfTheMachineOverItHasNotCrossed() {
        for (int i = 0; i < 20; i++) line.see(List.of(rider(7, 1.4, 3)));
        assertThat(line.crossed()).isZero();
    }

    @Test
    void whoPassesBesideItIsSomebodyElses() {
        for (double front = -3; front < 6; front += 0.5) line.see(List.of(rider(7, front, -2)));
        assertThat(line.crossed()).isZero();
    }

    @Test
    void inThePictureTrafficCrossesItForward() {
        CountLine inPicture = line.inPicture();
        // From behind, who comes rides up the picture: forward means the line runs from right to left.
        assertThat(inPicture.x1()).isGreaterThan(inPicture.x2());
    }

    private RoadUser rider(long id, double frontBeyondStopLineM, double rightM) {
        Carriageway.Place at = road.at(road.lengthM() + frontBeyondStopLineM, rightM);
        return new RoadUser(
                id,
                Kind.MOTORCYCLE,
                at.east(),
                at.north(),
                Math.toDegrees(at.headingRad()),
                20,
                false,
                0,
                Optional.empty());
    }

    private Projection behind() {
        Carriageway.Place at = road.at(road.lengthM() - 16, 5);
        Carriageway.Place aim = road.at(road.lengthM() + 2, 3.5);
        return new Projection(CameraPose.lookingAt(at.east(), at.north(), 6.5, aim.east(), aim.north(), 62, 640, 480));
    }
}
