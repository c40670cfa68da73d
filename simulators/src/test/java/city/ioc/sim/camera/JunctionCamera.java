package city.ioc.sim.camera;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.scenery.SceneryBuilder;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.NumberPlate;
import city.ioc.sim.traffic.StreetPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A camera over an approach of vt-03 that looks at its stop line from behind, and vehicles put where a test wants them. */
final class JunctionCamera {
    static final Instant AT = Instant.parse("2026-11-24T00:10:00Z");
    private static final City CITY =
            CityFiles.read(Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize());

    final Carriageway road;
    final StreetCamera camera;

    JunctionCamera(double fieldOfViewDeg, int width) {
        StreetPlan plan = StreetPlan.of(CITY);
        road = plan.findCarriageway(new LinkId("vt-02_vt-03")).orElseThrow();
        Carriageway.Place at = road.at(road.lengthM() - 16, 4);
        Carriageway.Place aim = road.at(road.lengthM() - 1, 3.5);
        CameraPose pose = CameraPose.lookingAt(
                at.east(), at.north(), 6.5, aim.east(), aim.north(), fieldOfViewDeg, width, width * 3 / 4);
        camera = new StreetCamera(
                "VT-03",
                CITY.timeZone(),
                pose,
                SceneryBuilder.around(CITY, plan, pose.east(), pose.north(), 120),
                HeadPainter.NEW);
    }

    /** Its front so many metres before the stop line. */
    RoadUser user(long id, Kind kind, double beforeLineM, double rightM) {
        Carriageway.Place at = road.at(road.lengthM() - beforeLineM, rightM);
        Optional<NumberPlate> plate = kind == Kind.PEDESTRIAN || kind == Kind.BICYCLE
                ? Optional.empty()
                : Optional.of(NumberPlate.of(id, VehicleClass.valueOf(kind.name())));
        return new RoadUser(id, kind, at.east(), at.north(), Math.toDegrees(at.headingRad()), 20, false, 0, plate);
    }

    Picture take(Conditions conditions, Lamp lamp, RoadUser... users) {
        return camera.take(new Scene(AT, List.of(users), head -> lamp, conditions), true);
    }

    static int channel(Picture picture, double x, double y, int channel) {
        return picture.bgr()[3 * ((int) y * picture.width() + (int) x) + channel] & 0xff;
    }

    /** Mean of blue, green and red over a box. */
    static double[] mean(Picture picture, FrameTruth.Box box) {
        double[] sum = new double[3];
        int n = 0;
        for (int y = (int) Math.max(0, box.y()); y < Math.min(picture.height(), box.y() + box.height()); y++)
            for (int x = (int) Math.max(0, box.x()); x < Math.min(picture.width(), box.x() + box.width()); x++, n++)
                for (int c = 0; c < 3; c++) sum[c] += channel(picture, x, y, c);
        for (int c = 0; c < 3; c++) sum[c] /= Math.max(1, n);
        return sum;
    }

    /** How much two pictures differ in a box, steps of 256 a channel. */
    static double difference(Picture a, Picture b, FrameTruth.Box box) {
        double sum = 0;
        int n = 0;
        for (int y = (int) box.y(); y < Math.min(a.height(), box.y() + box.height()); y++)
            for (int x = (int) box.x(); x < Math.min(a.width(), box.x() + box.width()); x++)
                for (int c = 0; c < 3; c++, n++) sum += Math.abs(channel(a, x, y, c) - channel(b, x, y, c));
        return sum / Math.max(1, n);
    }
}
