package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.street.Intersection;
import city.ioc.sim.load.LoadCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A city of nothing but load points, as the files that every process reads. */
final class LoadCityFiles {
    private LoadCityFiles() {}

    /** Writes it into a new folder. */
    static Path write(int devices) {
        City city = LoadCity.city(devices);
        Map<String, Object> header = new LinkedHashMap<>();
        header.put("schema", CityFiles.SCHEMA);
        header.put("id", city.id());
        header.put("name", city.name());
        header.put("timeZone", city.timeZone());
        header.put("centre", city.centre());
        header.put("wards", city.wards());
        header.put("corridors", city.corridors());
        try {
            Path folder = Files.createTempDirectory("ioc-load-city-");
            Files.createDirectories(folder.resolve("intersections"));
            write(folder.resolve("city.json"), header);
            write(folder.resolve("network.json"), Map.of("nodes", city.nodes(), "links", city.links()));
            write(folder.resolve("zones.json"), List.of());
            write(folder.resolve("devices.json"), city.devices());
            for (Intersection each : city.intersections())
                write(folder.resolve("intersections").resolve(each.id() + ".json"), each);
            return folder;
        } catch (IOException e) {
            throw new BenchException("the load city cannot be written: " + e, e);
        }
    }

    private static void write(Path file, Object document) throws IOException {
        Files.write(file, CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }

    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) Files.delete(file);
        } catch (IOException e) {
            System.err.println("ioc: " + folder + " cannot be removed: " + e);
        }
    }
}
