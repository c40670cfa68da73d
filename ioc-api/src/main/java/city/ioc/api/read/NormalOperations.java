package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.street.CityView;
import city.ioc.contracts.street.LocalName;
import city.ioc.measures.normal.DayFlows;
import city.ioc.measures.normal.DayKind;
import city.ioc.measures.normal.FlowForecast;
import city.ioc.measures.normal.NormalDay;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** A day beside a normal one of its kind, and the next hour, of a detector, approach, intersection and the city. */
public final class NormalOperations {
    /** Years of which the lunar calendar is known, with a year to both sides. */
    private static final int FIRST_YEAR = 1902;

    private static final int LAST_YEAR = 2197;

    private final Database database;
    private final CityView city;
    private final HolidayFile holidays;
    private final InstantSource clock;

    private record Day(
            LocalDate date,
            DayKind kind,
            Optional<LocalName> holiday,
            DayKind basis,
            List<LocalDate> days,
            List<Point> points) {}

    /** Flows in vehicles an hour; deviation in times the usual scatter. */
    private record Point(
            Instant start,
            Optional<Double> normal,
            Optional<Double> low,
            Optional<Double> high,
            Optional<Double> measured,
            Optional<Double> deviation) {}

    private record Forecast(
            Instant from, DayKind basis, List<LocalDate> days, Optional<Missing> missing, List<Ahead> points) {}

    private record Ahead(Instant start, double flow, double low, double high) {}

    /** Why there is no forecast. */
    private enum Missing {
        /** Fewer than three days of the kind were measured. */
        HISTORY,
        /** The last hour was not. */
        MEASUREMENTS
    }

    public NormalOperations(Database database, CityView city, HolidayFile holidays, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.holidays = holidays;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        FlowPlaces places = new FlowPlaces(city);
        return Map.of(
                "getCityNormalDay", normal(call -> places.city()),
                "getIntersectionNormalDay", normal(places::intersection),
                "getApproachNormalDay", normal(places::approach),
                "getDetectorNormalDay", normal(places::detector),
                "getCityForecast", forecast(call -> places.city()),
                "getIntersectionForecast", forecast(places::intersection),
                "getApproachForecast", forecast(places::approach),
                "getDetectorForecast", forecast(places::detector));
    }

    private Operation normal(Function<Call, FlowPlaces.Filling> place) {
        return call -> {
            ZoneId zone = city.city().timeZone();
            LocalDate date = call.query("date")
                    .map(NormalOperations::date)
                    .orElseGet(() -> LocalDate.ofInstant(clock.instant(), zone));
            FlowPlaces.Filling filling = place.apply(call);
            return database.call(connection -> {
                NormalFlows flows = new NormalFlows(connection, filling, holidays.calendar(), zone);
                NormalFlows.Norm norm = flows.norm(date);
                return Answer.ok(new Day(
                        date,
                        holidays.calendar().kindOf(date),
                        holidays.nameOf(date),
                        norm.basis(),
                        norm.days(),
                        points(flows.day(date), norm.normal(), zone)));
            });
        };
    }

    private static LocalDate date(String text) {
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR) return date;
        } catch (DateTimeException e) {
            throw Call.invalid("date", "must be a day like 2026-11-21");
        }
        throw Call.invalid("date", "must be of the years " + FIRST_YEAR + " to " + LAST_YEAR);
    }

    private static List<Point> points(DayFlows day, NormalDay normal, ZoneId zone) {
        List<Point> points = new ArrayList<>();
        for (int slot = 0; slot < DayFlows.SLOTS; slot++) {
            Optional<NormalDay.Normal> expected = normal.at(slot);
            OptionalDouble flow = day.at(slot);
            Optional<Double> measured = flow.isPresent() ? Optional.of(flow.getAsDouble()) : Optional.empty();
            points.add(new Point(
                    startOf(day.date(), slot, zone),
                    expected.map(each -> rounded(each.flow())),
                    expected.map(each -> rounded(each.low())),
                    expected.map(each -> rounded(each.high())),
                    measured.map(NormalOperations::rounded),
                    expected.flatMap(each -> measured.map(value -> rounded(each.deviation(value))))));
        }
        return points;
    }

    private Operation forecast(Function<Call, FlowPlaces.Filling> place) {
        return call -> {
            ZoneId zone = city.city().timeZone();
            ZonedDateTime over = clock.instant().minus(DayFlows.SLOT).atZone(zone);
            LocalDate date = over.toLocalDate();
            int last = (int) (over.toLocalTime().toSecondOfDay() / DayFlows.SLOT.toSeconds());
            FlowPlaces.Filling filling = place.apply(call);
            return database.call(connection -> {
                NormalFlows flows = new NormalFlows(connection, filling, holidays.calendar(), zone);
                NormalFlows.Norm norm = flows.norm(date);
                NormalDay next = last + FlowForecast.HORIZONS < DayFlows.SLOTS
                        ? norm.normal()
                        : flows.norm(date.plusDays(1)).normal();
                List<Ahead> ahead = FlowForecast.of(flows.day(date), last, norm.normal(), next).stream()
                        .map(each -> new Ahead(
                                startOf(date, each.slot(), zone),
                                rounded(each.flow()),
                                rounded(each.low()),
                                rounded(each.high())))
                        .toList();
                return Answer.ok(new Forecast(
                        startOf(date, last + 1, zone), norm.basis(), norm.days(), missing(ahead, norm), ahead));
            });
        };
    }

    private static Optional<Missing> missing(List<Ahead> ahead, NormalFlows.Norm norm) {
        if (!ahead.isEmpty()) return Optional.empty();
        return Optional.of(norm.days().size() < NormalDay.FEWEST_DAYS ? Missing.HISTORY : Missing.MEASUREMENTS);
    }

    private static Instant startOf(LocalDate date, int slot, ZoneId zone) {
        return date.atStartOfDay(zone).toInstant().plus(DayFlows.SLOT.multipliedBy(slot));
    }

    private static double rounded(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
