package city.ioc.sim.camera;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.StreetPlan;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What only the simulator knows of the city's cameras: {@code simulated-cameras.json} beside the city's own files.
 *
 * @param cloud 0 clear … 1 overcast, {@code rain} 0 dry … 1 pouring: the weather in the pictures
 * @param cameras in the order in which they are switched on
 */
public record CameraSettings(int schema, double cloud, double rain, List<CameraView> cameras) {
    private static final String FILE = "simulated-cameras.json";
    /** The version of the file format this code reads. */
    public static final int SCHEMA = 1;

    public CameraSettings {
        cameras = List.copyOf(cameras);
        if (!(cloud >= 0 && cloud <= 1) || !(rain >= 0 && rain <= 1))
            throw new IllegalArgumentException("cloud and rain must be 0..1, but are " + cloud + " and " + rain);
    }

    /**
     * Reads the file and checks it against the city; without one no camera sends pictures.
     *
     * @throws CityException naming every fault
     */
    public static CameraSettings read(Path cityFolder, City city) {
        Path file = cityFolder.resolve(FILE);
        if (!Files.exists(file)) return new CameraSettings(SCHEMA, 0, 0, List.of());
        try {
            CameraSettings settings = CityJson.mapper().readValue(Files.readAllBytes(file), CameraSettings.class);
            List<CityFault> faults = settings.faults(city).stream()
                    .map(what -> new CityFault(CityFault.Kind.UNREADABLE, FILE, what))
                    .toList();
            if (!faults.isEmpty()) throw new CityException("city " + cityFolder, faults);
            return settings;
        } catch (JsonProcessingException e) {
            throw new CityException(
                    "city " + cityFolder,
                    List.of(new CityFault(CityFault.Kind.UNREADABLE, FILE, e.getOriginalMessage())));
        } catch (IOException e) {
            throw new CityException(
                    "city " + cityFolder,
                    List.of(new CityFault(CityFault.Kind.UNREADABLE, FILE, "cannot be read: " + e)));
        }
    }

    private List<String> faults(City city) {
        List<String> faults = new ArrayList<>();
        if (schema != SCHEMA) faults.add("schema " + schema + ", this code reads " + SCHEMA);
        Set<DeviceId> seen = new HashSet<>();
        for (CameraView view : cameras) {
            Optional<Device> device = city.findDevice(view.device()).filter(each -> each.kind() == Device.Kind.CAMERA);
            if (device.isEmpty()) faults.add("no camera " + view.device() + " in the city");
            else if (device.get().approach().isEmpty())
                faults.add("camera " + view.device() + " watches no approach by devices.json");
            if (!seen.add(view.device())) faults.add("camera " + view.device() + " is here twice");
        }
        return faults;
    }

    /** The carriageway that ends at the approach a camera watches. */
    public static Optional<Carriageway> roadOf(DeviceId camera, City city, StreetPlan plan) {
        Optional<Device> device = city.findDevice(camera);
        return device.flatMap(each -> city.findIntersection(each.site()))
                .flatMap(x -> approachLink(x, device.get()))
                .flatMap(plan::findCarriageway);
    }

    private static Optional<city.ioc.contracts.id.LinkId> approachLink(Intersection x, Device device) {
        return x.approaches().stream()
                .filter(each -> device.approach().equals(Optional.of(each.id())))
                .map(city.ioc.contracts.street.Approach::link)
                .findFirst();
    }
}
