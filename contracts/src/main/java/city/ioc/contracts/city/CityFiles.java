package city.ioc.contracts.city;

import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.Ward;
import city.ioc.contracts.street.Zone;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a city from a folder and writes one: {@code city.json} (identity, wards, corridors), {@code network.json} (nodes, links),
 * {@code zones.json}, {@code devices.json} and {@code intersections/*.json}, one intersection each.
 */
public final class CityFiles {
    /** The version of the file format this code reads. */
    public static final int SCHEMA = 1;

    private CityFiles() {}

    private record Header(
            int schema,
            String id,
            LocalName name,
            ZoneId timeZone,
            GeoPoint centre,
            List<Ward> wards,
            List<Corridor> corridors) {}

    private record Network(List<Node> nodes, List<Link> links) {}

    /**
     * Reads and checks a city.
     *
     * @throws CityException naming every fault, when it cannot be used
     */
    public static City read(Path folder) {
        List<CityFault> faults = new ArrayList<>();
        Optional<Header> header = parse(folder.resolve("city.json"), new TypeReference<>() {}, faults);
        header.filter(h -> h.schema() != SCHEMA)
                .ifPresent(h -> faults.add(new CityFault(
                        CityFault.Kind.UNREADABLE,
                        "city.json",
                        "schema " + h.schema() + ", this code reads " + SCHEMA)));
        Optional<Network> network = parse(folder.resolve("network.json"), new TypeReference<>() {}, faults);
        Optional<List<Zone>> zones = parse(folder.resolve("zones.json"), new TypeReference<>() {}, faults);
        Optional<List<Device>> devices = parse(folder.resolve("devices.json"), new TypeReference<>() {}, faults);
        List<Intersection> intersections = new ArrayList<>();
        for (Path file : listJson(folder.resolve("intersections"), faults)) {
            parse(file, new TypeReference<Intersection>() {}, faults).ifPresent(intersections::add);
        }
        if (!faults.isEmpty()) throw new CityException("city " + folder, faults);
        Header h = header.orElseThrow();
        City city = new City(
                h.id(),
                h.name(),
                h.timeZone(),
                h.centre(),
                h.wards(),
                h.corridors(),
                network.orElseThrow().nodes(),
                network.orElseThrow().links(),
                zones.orElseThrow(),
                intersections,
                devices.orElseThrow());
        faults.addAll(CityCheck.check(city));
        if (!faults.isEmpty()) throw new CityException("city " + folder, faults);
        return city;
    }

    /**
     * Writes a city so that {@link #read} gives it back. Intersections in the folder that the city does not have are removed, other
     * files stay.
     *
     * @throws IOException when the folder cannot be written
     */
    public static void write(Path folder, City city) throws IOException {
        Path intersections = Files.createDirectories(folder.resolve("intersections"));
        for (Path file : listJson(intersections, new ArrayList<>())) Files.delete(file);
        for (Intersection x : city.intersections()) write(intersections.resolve(x.id() + ".json"), x);
        write(folder.resolve("network.json"), new Network(city.nodes(), city.links()));
        write(folder.resolve("zones.json"), city.zones());
        write(folder.resolve("devices.json"), city.devices());
        Header header = new Header(
                SCHEMA, city.id(), city.name(), city.timeZone(), city.centre(), city.wards(), city.corridors());
        write(folder.resolve("city.json"), header);
    }

    private static void write(Path file, Object document) throws IOException {
        Files.writeString(file, CityText.of(document));
    }

    private static <T> Optional<T> parse(Path file, TypeReference<T> type, List<CityFault> faults) {
        String where = String.valueOf(file.getFileName());
        try {
            return Optional.of(CityJson.mapper().readValue(Files.readAllBytes(file), type));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            faults.add(new CityFault(
                    CityFault.Kind.UNREADABLE,
                    at == null ? where : where + " line " + at.getLineNr() + " column " + at.getColumnNr(),
                    e.getOriginalMessage()));
        } catch (IOException e) {
            faults.add(new CityFault(CityFault.Kind.UNREADABLE, where, "cannot be read: " + e));
        }
        return Optional.empty();
    }

    private static List<Path> listJson(Path folder, List<CityFault> faults) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            faults.add(new CityFault(CityFault.Kind.UNREADABLE, "intersections/", "cannot be listed: " + e));
            return List.of();
        }
    }
}
