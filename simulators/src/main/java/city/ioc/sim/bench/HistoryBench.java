package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.retention.Packing;
import city.ioc.core.store.Database;
import city.ioc.local.LocalDatabase;
import city.ioc.sim.bench.history.StoreFill;
import city.ioc.sim.load.LoadCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The store after weeks of a city of 2,000 detectors: what a reading takes on disk, how fast questions are answered over the centre's
 * interface, whether the store writes as fast while they are, and how far the roll-up is behind.
 */
final class HistoryBench implements Bench {
    private static final int DETECTORS = 2_000;
    private static final int MINUTE_DAYS = 3;
    private static final String USAGE = "[--samples MILLIONS 100]";

    private record Filled(Database database, StoreFill fill, Map<String, Integer> numbers, List<Device> detectors) {}

    @Override
    public String name() {
        return "history";
    }

    @Override
    public String purpose() {
        return "the store after weeks of 2,000 detectors: size, questions over the API, ingest beside them  " + USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        BenchOptions options = BenchOptions.parse(arguments, Set.of(), Set.of("--samples"), USAGE);
        int millions = options.count("--samples", 100, 9, 1000);
        Path folder = cityFiles(context.city());
        try (BenchCity city = BenchCity.start(
                        folder,
                        context.state().cache(),
                        List.of("--no-simulator", "--cameras", "0"),
                        Map.of(SettingKey.IOC_MINUTE_DAYS, String.valueOf(MINUTE_DAYS)));
                Database database = Database.open(city.databaseUrl(), LocalDatabase.USER, city.databasePassword())) {
            Map<String, Integer> numbers = numbers(database);
            List<Device> detectors = city.city().devices().stream()
                    .filter(HistoryBench::isDetector)
                    .limit(DETECTORS)
                    .toList();
            StoreFill fill = new StoreFill(
                    database.choreSource(),
                    detectors.stream().map(each -> number(numbers, each)).toList());
            Filled filled = new Filled(database, fill, numbers, detectors);
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("detectors", detectors.size());
            figures.put("minutesKeptDays", MINUTE_DAYS);
            Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
            figures.put("store", fill(filled, city.city(), now, millions * 1_000_000L));
            HistoryQuestions questions = new HistoryQuestions(
                    city, database, detectors, signals(city.city()).id(), now);
            figures.put("questions", questions.ask());
            HistoryWriting writing = new HistoryWriting(database, city.city(), detectors);
            figures.put("rollUp", writing.rollUp());
            figures.put("ingest", writing.ingest(questions));
            return figures;
        } catch (SQLException e) {
            throw new BenchException("the bench's database cannot be asked: " + e, e);
        } finally {
            TemporaryFolder.remove(folder);
        }
    }

    /** The demo city with as many radars at further places as make up the number. */
    private static Path cityFiles(Path demo) {
        City city = CityFiles.read(demo);
        long there = city.devices().stream().filter(HistoryBench::isDetector).count();
        for (Site site : LoadCity.sites((int) (DETECTORS - there), city.centre())) city = city.with(site);
        try {
            Path folder = Files.createTempDirectory("ioc-history-city-");
            CityFiles.write(folder, city);
            return folder;
        } catch (IOException e) {
            throw new BenchException("the bench's city cannot be written: " + e, e);
        }
    }

    private static boolean isDetector(Device device) {
        return switch (device.kind()) {
            case STOP_LINE_DETECTOR, ADVANCE_DETECTOR, RADAR -> true;
            default -> false;
        };
    }

    private static Map<String, Integer> numbers(Database database) throws SQLException {
        Map<String, Integer> numbers = new TreeMap<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT code, id FROM device");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) numbers.put(rows.getString(1), rows.getInt(2));
        }
        return numbers;
    }

    private static int number(Map<String, Integer> numbers, Device device) {
        Integer number = numbers.get(device.id().value());
        if (number == null) throw new BenchException("the core has not registered " + device.id());
        return number;
    }

    private static Map<String, Object> fill(Filled filled, City city, Instant now, long wanted) throws SQLException {
        StoreFill fill = filled.fill();
        Map<String, Object> figures = new LinkedHashMap<>();
        // One day goes the product's own way.
        Instant day = StoreFill.latestPackedDay(now);
        long empty = fill.bytes("detector_reading");
        long began = System.nanoTime();
        long rows = fill.rawDay(day);
        say("a day of readings", began);
        figures.put("bytesPerReadingRaw", TrueDelay.tenths((fill.bytes("detector_reading") - empty) / (double) rows));
        began = System.nanoTime();
        long packed = new Packing(filled.database().choreSource(), Duration.ofDays(90)).run(now);
        figures.put("readingsPacked", packed);
        figures.put(
                "packingMicrosPerReading", TrueDelay.tenths((System.nanoTime() - began) / 1e3 / Math.max(1, packed)));
        say("packed", began);
        figures.put(
                "bytesPerReadingPackedByTheProduct",
                TrueDelay.tenths(fill.bytes("detector_reading_packed") / (double) Math.max(1, packed)));
        rows += fill.unpacked(now);
        long kept = packed;
        Instant first = day;
        began = System.nanoTime();
        while (rows < wanted) {
            first = first.minus(1, ChronoUnit.DAYS);
            long more = fill.packedDay(first);
            rows += more;
            kept += more;
        }
        say("packed days from " + first, began);
        figures.put("readings", rows);
        figures.put("days", Duration.between(first, now).toDays());
        figures.put("bytesPerReadingPacked", TrueDelay.tenths(fill.bytes("detector_reading_packed") / (double) kept));
        began = System.nanoTime();
        fill.flows("flow_1m", 1, now.minus(Duration.ofDays(MINUTE_DAYS)), now);
        fill.flows("flow_5m", 5, first, now.minus(Duration.ofMinutes(5)).truncatedTo(ChronoUnit.HOURS));
        fill.flows("flow_1h", 60, first, now.truncatedTo(ChronoUnit.HOURS));
        fill.places(first, now.truncatedTo(ChronoUnit.HOURS));
        say("roll-ups", began);
        Intersection place = signals(city);
        figures.put(
                "signalEventsOfADay",
                fill.events(
                        number(
                                filled.numbers(),
                                city.findDevice(place.controller()).orElseThrow()),
                        place.groups().size(),
                        city.listDevicesAt(place.id()).stream()
                                .flatMap(each -> each.channel().stream())
                                .distinct()
                                .toList(),
                        now.minus(Duration.ofDays(1)),
                        now));
        latest(filled);
        fill.analyse();
        figures.put("megabytes", fill.megabytes());
        return figures;
    }

    private static void latest(Filled filled) throws SQLException {
        try (Connection connection = filled.database().dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        INSERT INTO latest_reading
                        SELECT d, now(), jsonb_build_object('vehicles', d % 20, 'occupancy', random(), 'intervalS', 60)
                        FROM unnest(?::integer[]) AS d ON CONFLICT (device) DO NOTHING""")) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "int4",
                            filled.detectors().stream()
                                    .map(each -> number(filled.numbers(), each))
                                    .toArray()));
            statement.executeUpdate();
        }
    }

    private static Intersection signals(City city) {
        return city.intersections().stream()
                .filter(each -> !each.groups().isEmpty())
                .findFirst()
                .orElseThrow(() -> new BenchException("the city has no signals"));
    }

    private static void say(String what, long began) {
        System.err.printf("%s: %.0f s%n", what, (System.nanoTime() - began) / 1e9);
    }
}
