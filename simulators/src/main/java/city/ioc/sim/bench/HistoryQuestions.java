package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.core.store.Database;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.bench.history.StoreFill;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** What people and programs ask of weeks of history, over the centre's interface as they would. For one thread at a time. */
final class HistoryQuestions {
    private static final int ASKED = 20;

    private final Map<String, Callable<?>> questions = new LinkedHashMap<>();

    HistoryQuestions(BenchCity running, Database database, List<Device> detectors, IntersectionId place, Instant now) {
        City city = running.city();
        CentreClient centre = running.centre("operator");
        AtomicInteger turn = new AtomicInteger();
        Corridor corridor = city.corridors().getFirst();
        Function<Duration, String> range = length -> "from=" + now.minus(length) + "&to=" + now;
        questions.put("lastValueOfAll", () -> readLatest(database));
        questions.put("aDetectorsDayByMinute", () -> {
            Device one = detectors.get(turn.addAndGet(97) % detectors.size());
            return centre.get("/detectors/" + one.id() + "/flows?bucket=1m&" + range.apply(Duration.ofDays(1)));
        });
        questions.put(
                "theCitysDayByFiveMinutes",
                () -> centre.get("/city/flows?bucket=5m&" + range.apply(Duration.ofDays(1))));
        questions.put(
                "aCorridorsMonthByHour",
                () -> centre.get(
                        "/corridors/" + corridor.id() + "/flows?bucket=1h&" + range.apply(Duration.ofDays(30))));
        questions.put(
                "aCoordinationDiagramOfADay",
                () -> centre.get("/intersections/" + place + "/measures/coordination?incomplete=true&"
                        + range.apply(Duration.ofDays(1))));
        questions.put("aPackedDayAsItWasWritten", () -> {
            Device one = detectors.get(turn.addAndGet(97) % detectors.size());
            Instant day = StoreFill.latestPackedDay(now).minus(Duration.ofDays(2));
            return centre.get("/devices/" + one.id() + "/readings?limit=5000&from=" + day + "&to="
                    + day.plus(Duration.ofDays(1)));
        });
    }

    /** As a node that starts reads them. */
    private static int readLatest(Database database) throws SQLException {
        int count = 0;
        try (Connection connection = database.dataSource().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "SELECT d.code, l.time, l.reading FROM latest_reading l JOIN device d ON d.id = l.device");
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) if (!rows.getString(3).isEmpty()) count++;
        }
        return count;
    }

    /** Each twenty times, one after another. */
    Map<String, Object> ask() {
        Map<String, Object> figures = new LinkedHashMap<>();
        questions.forEach((name, question) -> {
            Percentiles times = new Percentiles();
            for (int i = 0; i < ASKED + 3; i++) {
                long began = System.nanoTime();
                call(question);
                // The first ones are of a driver and a JVM that warm up.
                if (i >= 3) times.add((System.nanoTime() - began) / 1e6);
            }
            figures.put(name, times.figures());
        });
        return figures;
    }

    private static void call(Callable<?> question) {
        try {
            question.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted", e);
        } catch (Exception e) {
            throw new BenchException("a question was not answered: " + e, e);
        }
    }

    /** All of them once a second until it is interrupted. */
    void askEachSecond() {
        try {
            while (true) {
                Instant next = Instant.now().plusSeconds(1);
                for (Callable<?> question : questions.values()) question.call();
                Thread.sleep(Math.max(1, Duration.between(Instant.now(), next).toMillis()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            System.err.println("ioc: a question was not answered: " + e);
        }
    }
}
