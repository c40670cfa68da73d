package city.ioc.contracts.camera;

import static city.ioc.contracts.camera.GeometryFault.Kind.UNKNOWN_CAMERA;
import static city.ioc.contracts.camera.GeometryFault.Kind.UNKNOWN_GROUP;
import static city.ioc.contracts.camera.GeometryFault.Kind.UNKNOWN_ZONE;
import static city.ioc.contracts.camera.GeometryFault.Kind.UNREADABLE;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Zone;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the geometries of a city's cameras from its folder {@code cameras}: a file per camera, a list of geometries in each. */
public final class CameraFiles {
    private CameraFiles() {}

    /** What could be used, and everything that was wrong with the rest: one camera's fault does not stop the others. */
    public record Cameras(List<CameraGeometry> geometries, List<GeometryFault> faults) {
        public Cameras {
            geometries = List.copyOf(geometries);
            faults = List.copyOf(faults);
        }
    }

    /** A city without that folder has no geometry, which is no fault. */
    public static Cameras read(Path cityFolder, City city) {
        Path folder = cityFolder.resolve("cameras");
        List<CameraGeometry> good = new ArrayList<>();
        List<GeometryFault> faults = new ArrayList<>();
        if (!Files.isDirectory(folder)) return new Cameras(good, faults);
        for (Path file : list(folder, faults)) {
            int before = faults.size();
            List<CameraGeometry> geometries = parse(file, faults);
            faults.addAll(GeometryCheck.checkAll(geometries));
            for (CameraGeometry each : geometries) references(each, city, faults);
            if (faults.size() == before) good.addAll(geometries);
        }
        return new Cameras(good, faults);
    }

    private static void references(CameraGeometry geometry, City city, List<GeometryFault> faults) {
        String place = "camera " + geometry.camera() + " from " + geometry.validFrom();
        boolean known = city.devices().stream()
                .anyMatch(each -> each.kind() == Device.Kind.CAMERA && each.id().equals(geometry.camera()));
        if (!known)
            faults.add(new GeometryFault(
                    UNKNOWN_CAMERA,
                    place,
                    "the city has no such camera",
                    "correct the code or add it to devices.json"));
        for (PictureHead head : geometry.heads()) {
            if (isGroup(geometry.camera(), head, city)) continue;
            faults.add(new GeometryFault(
                    UNKNOWN_GROUP,
                    place + ", head " + head.id(),
                    "the camera's intersection has no signal group " + head.group(),
                    "correct the code; a head of another intersection is watched by a camera there"));
        }
        Set<String> zones = city.zones().stream().map(Zone::id).collect(Collectors.toCollection(HashSet::new));
        for (PictureArea area : geometry.areas()) {
            if (zones.contains(area.zone())) continue;
            String at = place + ", area " + area.id();
            String what = "zone " + area.zone() + " does not exist";
            faults.add(new GeometryFault(UNKNOWN_ZONE, at, what, "correct the code or add it to zones.json"));
        }
    }

    private static boolean isGroup(DeviceId camera, PictureHead head, City city) {
        return city.findDevice(camera)
                .flatMap(device -> city.findIntersection(device.site()))
                .flatMap(at -> at.findGroup(head.group()))
                .isPresent();
    }

    private static List<CameraGeometry> parse(Path file, List<GeometryFault> faults) {
        String name = "cameras/" + file.getFileName();
        try {
            return CityJson.mapper().readValue(Files.readAllBytes(file), new TypeReference<List<CameraGeometry>>() {});
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String place = at == null ? name : name + " line " + at.getLineNr() + " column " + at.getColumnNr();
            faults.add(new GeometryFault(UNREADABLE, place, e.getOriginalMessage(), "correct the file"));
        } catch (IOException e) {
            faults.add(new GeometryFault(UNREADABLE, name, "cannot be read: " + e, "make it readable"));
        }
        return List.of();
    }

    private static List<Path> list(Path folder, List<GeometryFault> faults) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add(new GeometryFault(UNREADABLE, "cameras/", "cannot be listed: " + e, "make it readable"));
            return List.of();
        }
    }
}
