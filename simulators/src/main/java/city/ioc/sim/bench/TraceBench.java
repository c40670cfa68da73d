package city.ioc.sim.bench;

import city.ioc.contracts.field.LookAlikes;
import city.ioc.contracts.street.Device;
import city.ioc.core.store.Database;
import city.ioc.local.LocalDatabase;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.bench.history.PlateFill;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How long it takes to find plates among millions of sightings, over the centre's interface as an officer does, and from a sighting to the
 * hotlist's alarm.
 */
final class TraceBench implements Bench {
    private static final int ASKED = 40;
    /** Within the days that plates are kept, so that nothing of it is forgotten meanwhile. */
    private static final Duration SPAN = Duration.ofDays(6);

    private static final String USAGE = "[--sightings N 10000000] [--json]";

    @Override
    public String name() {
        return "trace";
    }

    @Override
    public String purpose() {
        return "the hotlist's alarms, and searches for plates among millions of sightings  " + USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        // The result is JSON in any case.
        BenchOptions options = BenchOptions.parse(arguments, Set.of("--json"), Set.of("--sightings"), USAGE);
        int sightings = options.count("--sightings", 10_000_000, 1_000, 100_000_000);
        try (BenchCity city = BenchCity.start(
                        context.city(), context.state().cache(), List.of("--no-simulator", "--cameras", "0"));
                Database database = Database.open(city.databaseUrl(), LocalDatabase.USER, city.databasePassword())) {
            PlateFill fill = new PlateFill(database.choreSource(), cameras(database, city));
            Map<String, Object> figures = new LinkedHashMap<>();
            try (HotlistAlarms hotlist = new HotlistAlarms(city)) {
                figures.put("hotlist", hotlist.measure());
            }
            long began = System.nanoTime();
            Instant to = Instant.now();
            fill.fill(to.minus(SPAN), to, sightings);
            figures.put("sightings", fill.count("plate_sighting"));
            figures.put("plates", fill.count("plate_known"));
            figures.put("filledInS", Math.round((System.nanoTime() - began) / 1e9));
            CentreClient officer = city.centre("security");
            List<String> plates = fill.some(ASKED + 3);
            Map<String, UnaryOperator<String>> kinds = kinds();
            Map<String, Object> searches = new LinkedHashMap<>();
            for (var kind : kinds.entrySet()) searches.put(kind.getKey(), search(officer, plates, kind.getValue()));
            figures.put("searches", searches);
            figures.put("sightingsOfAPlate", trace(officer, plates));
            return figures;
        } catch (SQLException | IOException e) {
            throw new BenchException("the bench's city cannot be asked: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        }
    }

    /** What is known of a plate. */
    private static Map<String, UnaryOperator<String>> kinds() {
        Map<String, UnaryOperator<String>> kinds = new LinkedHashMap<>();
        kinds.put("exact", plate -> plate);
        kinds.put("prefix", plate -> plate.substring(0, 5) + "*");
        kinds.put("shortPrefix", plate -> plate.substring(0, 3) + "*");
        kinds.put("middleWildcard", plate -> plate.substring(0, 4) + "*" + plate.substring(plate.length() - 2));
        kinds.put("oneUnknown", plate -> plate.substring(0, 4) + "?" + plate.substring(5));
        kinds.put("leadingWildcard", plate -> "*" + plate.substring(plate.length() - 4));
        kinds.put("threeInTheMiddle", plate -> "*" + plate.substring(3, 6) + "*");
        kinds.put("lookAlike", TraceBench::misread);
        return kinds;
    }

    /** Every character that can be taken for another is. */
    private static String misread(String plate) {
        StringBuilder misread = new StringBuilder();
        for (char each : plate.toCharArray()) {
            String group = LookAlikes.groups().stream()
                    .filter(one -> one.indexOf(each) >= 0)
                    .findFirst()
                    .orElse(String.valueOf(each));
            misread.append(group.charAt((group.indexOf(each) + 1) % group.length()));
        }
        return misread.toString();
    }

    private static Map<String, Object> search(CentreClient officer, List<String> plates, UnaryOperator<String> pattern)
            throws IOException, InterruptedException {
        Percentiles times = new Percentiles();
        int found = 0;
        int asked = 0;
        for (String plate : plates) {
            long began = System.nanoTime();
            JsonNode answer = officer.post("/trace/searches", because("pattern", pattern.apply(plate)));
            // The first ones are of a driver and a JVM that warm up.
            if (++asked > plates.size() - ASKED) times.add((System.nanoTime() - began) / 1e6);
            found += answer.path("items").size();
        }
        Map<String, Object> figures = new LinkedHashMap<>(times.figures());
        figures.put("platesShown", TrueDelay.tenths(found / (double) plates.size()));
        return figures;
    }

    private static Map<String, Object> trace(CentreClient officer, List<String> plates)
            throws IOException, InterruptedException {
        Percentiles times = new Percentiles();
        for (String plate : plates) {
            long began = System.nanoTime();
            officer.post("/trace/sightings", because("plate", plate));
            times.add((System.nanoTime() - began) / 1e6);
        }
        return times.figures();
    }

    private static Map<String, String> because(String name, String value) {
        return Map.of(name, value, "purpose", "measuring searches", "reference", "bench trace");
    }

    private static List<Integer> cameras(Database database, BenchCity city) throws SQLException {
        List<String> codes = city.city().devices().stream()
                .filter(each -> each.kind() == Device.Kind.CAMERA)
                .map(each -> each.id().value())
                .toList();
        List<Integer> numbers = new ArrayList<>();
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT id FROM device WHERE code = ANY (?) ORDER BY code")) {
            statement.setArray(1, connection.createArrayOf("text", codes.toArray()));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) numbers.add(rows.getInt(1));
            }
        }
        if (numbers.isEmpty()) throw new BenchException("the core has registered no camera");
        return numbers;
    }
}
