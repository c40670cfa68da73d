package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.street.Intersection;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.SignalSite;
import city.ioc.measures.measure.Bins;
import city.ioc.measures.measure.Measure;
import city.ioc.measures.measure.MeasureParameter;
import city.ioc.measures.measure.MeasureParameters;
import city.ioc.measures.measure.Measures;
import city.ioc.measures.measure.Obstacle;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Signal performance measures, taken afresh from the event log. */
public final class MeasureQueries {
    private static final Duration USUAL_RANGE = Duration.ofHours(3);
    private static final int MOST_DAYS = 7;

    /** What lamps show is known from events before; pedestrians are estimated from the hour ahead. */
    private static final Duration LEAD = Duration.ofHours(1);

    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Choice(
            String option, @JsonProperty("default") double fallback, String meaning) {}

    private record Described(
            String name,
            String purpose,
            Optional<DetectorFunction> needs,
            long detectors,
            Optional<Obstacle> obstacle,
            List<String> columns,
            List<Choice> options) {}

    private record Catalogue(List<Described> measures) {}

    private record Table(
            String measure,
            String bin,
            Instant from,
            Instant to,
            Optional<DetectorFunction> needs,
            Optional<Obstacle> obstacle,
            Optional<String> why,
            List<String> columns,
            List<List<Object>> rows) {}

    public MeasureQueries(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("listSignalMeasures", this::list, "getSignalMeasure", this::get);
    }

    private SignalSite site(Intersection intersection) {
        return new SignalSite(intersection, city.city().listDevicesAt(intersection.id()));
    }

    private Future<Answer> list(Call call) {
        SignalSite site = site(StreetOperations.intersection(city, call));
        return Future.succeededFuture(Answer.ok(new Catalogue(Measures.list().stream()
                .map(measure -> described(measure, site))
                .toList())));
    }

    private static Described described(Measure measure, SignalSite site) {
        long detectors = measure.needs().isEmpty()
                ? 0
                : site.detectors().detectors().stream()
                        .filter(each -> measure.needs().equals(Optional.of(each.function())))
                        .count();
        return new Described(
                measure.name(),
                measure.purpose(),
                measure.needs(),
                detectors,
                measure.needs().isPresent() && detectors == 0
                        ? Optional.of(Obstacle.NO_SUCH_DETECTORS)
                        : Optional.empty(),
                columns(measure),
                measure.parameters().stream()
                        .map(each -> new Choice(each.option(), each.fallback(), each.meaning()))
                        .toList());
    }

    private static List<String> columns(Measure measure) {
        return measure.columns().stream().map(Column::name).toList();
    }

    private Future<Answer> get(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        String name = call.path("measure");
        Measure measure = Measures.find(name)
                .orElseThrow(() -> Problem.of(Problem.Type.NOT_FOUND, "There is no measure " + name)
                        .asException());
        TimeRange range = TimeRange.of(call, clock, USUAL_RANGE).atMostDays(MOST_DAYS);
        Instant from = range.from();
        Instant to = range.to();
        SignalSite site = site(intersection);
        String bin = call.query("bin").orElse("15m");
        Measures.Taking taking;
        try {
            taking = new Measures.Taking(List.of(measure), site.detectors(), parameters(measure, bin, call));
        } catch (IllegalArgumentException e) {
            throw Call.invalid("bin", String.valueOf(e.getMessage()));
        }
        // One offset for the whole range: bins begin at local midnight, and a changed clock does not turn time back.
        ZoneOffset offset = city.city().timeZone().getRules().getOffset(from);
        return database.call(connection -> {
            SignalLog log = new SignalLog(intersection, site, offset);
            log.read(connection, from, to, LEAD, List.of(), taking::observe);
            Measures.Outcome outcome =
                    taking.finish(intersection.id().value()).values().iterator().next();
            List<List<Object>> rows = new ArrayList<>();
            for (MeasureRow row : outcome.table().rows()) {
                Instant start = log.instant(row.binMs());
                if (!start.isBefore(from) && start.isBefore(to)) rows.add(row(measure, row, log));
            }
            return Answer.ok(new Table(
                    name,
                    bin,
                    from,
                    to,
                    measure.needs(),
                    outcome.obstacle(),
                    outcome.obstacle().map(Obstacle::meaning),
                    columns(measure),
                    rows));
        });
    }

    private static MeasureParameters parameters(Measure measure, String bin, Call call) {
        MeasureParameters parameters = MeasureParameters.DEFAULT.with(Bins.parse(bin));
        for (String choice : call.list("options")) {
            String option = choice.substring(0, choice.indexOf(':'));
            MeasureParameter parameter = measure.findParameter(option)
                    .orElseThrow(() -> Call.invalid("options", measure.name() + " has no option " + option));
            try {
                parameters = parameters.with(parameter, parameter.parse(choice.substring(option.length() + 1)));
            } catch (IllegalArgumentException e) {
                throw Call.invalid("options", String.valueOf(e.getMessage()));
            }
        }
        return call.query("incomplete").map(Boolean::parseBoolean).orElse(false)
                ? parameters.withIncomplete()
                : parameters;
    }

    private static List<Object> row(Measure measure, MeasureRow row, SignalLog log) {
        Iterator<Value> values = row.values().iterator();
        List<Object> cells = new ArrayList<>();
        for (Column column : measure.columns())
            cells.add(
                    switch (column.role()) {
                        case BIN -> log.instant(row.binMs());
                        case DEVICE -> log.intersection().id().value();
                        case KEY, COUNT, AMOUNT -> cell(values.next(), log);
                    });
        return cells;
    }

    private static Object cell(Value value, SignalLog log) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Moment moment -> log.instant(moment.ms());
            case Value.Number number when number.number() == Math.rint(number.number()) -> (long) number.number();
            case Value.Number number -> Math.round(number.number() * 1e6) / 1e6;
        };
    }
}
