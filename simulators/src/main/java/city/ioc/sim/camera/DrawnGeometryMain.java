package city.ioc.sim.camera;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.street.Device;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import city.ioc.sim.camera.scenery.SceneryBuilder;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.StreetPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the geometries of a city's simulated cameras into its folder {@code cameras}: run it when one is hung elsewhere. */
public final class DrawnGeometryMain {
    private static final double HEADS_WITHIN_M = 60;

    private DrawnGeometryMain() {}

    /** @param arguments the city's folder */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("give the city's folder");
            System.exit(2);
        }
        Path folder = Path.of(arguments[0]);
        Path cameras = Files.createDirectories(folder.resolve("cameras"));
        for (CameraGeometry each : draw(folder, CityFiles.read(folder)))
            Files.writeString(
                    cameras.resolve(each.camera() + ".json"),
                    CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(List.of(each)) + "\n");
    }

    static List<CameraGeometry> draw(Path folder, City city) {
        StreetPlan plan = StreetPlan.of(city);
        List<CameraGeometry> drawn = new ArrayList<>();
        for (CameraView view : CameraSettings.read(folder, city).cameras()) {
            Device device = city.findDevice(view.device()).orElseThrow();
            Optional<Carriageway> road = CameraSettings.roadOf(view.device(), city, plan);
            if (road.isPresent() && device.approach().isPresent())
                drawn.add(DrawnGeometry.of(
                        view,
                        road.get(),
                        device.approach().get(),
                        StreetPlan.junctionBeyondM(
                                city.findIntersection(device.site()).orElseThrow()),
                        heads(city, plan, device, view.pose(road.get())),
                        device.validFrom()));
        }
        return drawn;
    }

    /** Of the intersection that the camera stands at. */
    private static List<HeadPlace> heads(City city, StreetPlan plan, Device camera, CameraPose pose) {
        return SceneryBuilder.around(city, plan, pose.east(), pose.north(), HEADS_WITHIN_M).heads().stream()
                .filter(head -> head.intersection().equals(camera.site()))
                .toList();
    }
}
