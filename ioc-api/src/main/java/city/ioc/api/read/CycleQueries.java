package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.measures.log.Detector;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.SignalSite;
import city.ioc.measures.measure.SignalCycles;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cycles of signal groups and arrivals in them, one by one, for diagrams. */
public final class CycleQueries {
    private static final Duration USUAL_RANGE = Duration.ofHours(3);
    private static final int MOST_DAYS = 2;

    /** The cycle in which the range begins is known from events before. */
    private static final Duration LEAD = Duration.ofMinutes(10);

    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Cycle(
            long red, long green, long amber, long end, Optional<Long> cleared, Optional<SignalCycles.Ending> ending) {}

    private record Group(int number, long detectors, List<Cycle> cycles, Optional<List<Long>> arrivals) {}

    private record Cycles(Instant from, Instant to, List<Group> groups) {}

    public CycleQueries(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("getSignalCycles", this::get);
    }

    private Future<Answer> get(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        TimeRange asked = TimeRange.of(call, clock, USUAL_RANGE).atMostDays(MOST_DAYS);
        Instant from = asked.from();
        Instant to = asked.to();
        int only = call.integer("group", 0);
        boolean arrivals = call.query("arrivals").map(Boolean::parseBoolean).orElse(true);
        List<Integer> numbers = intersection.groups().stream()
                .filter(group -> group.kind() == SignalGroup.Kind.VEHICLE)
                .map(SignalGroup::number)
                .filter(number -> only == 0 || number == only)
                .sorted()
                .toList();
        if (numbers.isEmpty()) throw Call.invalid("group", "there is no vehicle group " + only + " here");
        SignalSite site = new SignalSite(intersection, city.city().listDevicesAt(intersection.id()));
        ZoneOffset offset = city.city().timeZone().getRules().getOffset(from);
        SignalLog log = new SignalLog(intersection, site, offset);
        List<SignalLog.Wanted> wanted = new ArrayList<>();
        wanted.add(new SignalLog.Wanted(SignalCycles.LAMP_CODES, numbers));
        if (arrivals) wanted.add(new SignalLog.Wanted(List.of(SignalCycles.ARRIVAL_CODE), channels(site, numbers)));
        return database.call(connection -> {
            SignalCycles cycles = new SignalCycles(site.detectors());
            log.read(connection, from, to, LEAD, wanted, cycles::observe);
            Map<Integer, SignalCycles.Group> taken = cycles.finish();
            Range range = new Range(from.toEpochMilli() + offset.getTotalSeconds() * 1000L, asked.length());
            return Answer.ok(new Cycles(
                    from,
                    to,
                    numbers.stream()
                            .map(number -> group(number, site, Optional.ofNullable(taken.get(number)), range, arrivals))
                            .toList()));
        });
    }

    private static List<Integer> channels(SignalSite site, List<Integer> groups) {
        return site.detectors().detectors().stream()
                .filter(each -> each.function() == DetectorFunction.ADVANCE && groups.contains(each.group()))
                .map(Detector::channel)
                .toList();
    }

    private record Range(long fromMs, Duration length) {
        boolean has(long ms) {
            return ms >= fromMs && ms < fromMs + length.toMillis();
        }

        long of(long ms) {
            return ms - fromMs;
        }
    }

    private static Group group(
            int number, SignalSite site, Optional<SignalCycles.Group> taken, Range range, boolean arrivals) {
        return new Group(
                number,
                site.detectors().detectors().stream()
                        .filter(each -> each.group() == number && each.function() == DetectorFunction.ADVANCE)
                        .count(),
                taken.map(SignalCycles.Group::cycles).orElse(List.of()).stream()
                        .filter(cycle -> range.has(cycle.greenMs()))
                        .map(cycle -> cycle(cycle, range))
                        .toList(),
                Optional.of(taken.map(SignalCycles.Group::arrivalsMs).orElse(List.of()).stream()
                                .filter(range::has)
                                .map(range::of)
                                .toList())
                        .filter(all -> arrivals));
    }

    private static Cycle cycle(SignalCycles.Cycle cycle, Range range) {
        return new Cycle(
                range.of(cycle.redMs()),
                range.of(cycle.greenMs()),
                range.of(cycle.amberMs()),
                range.of(cycle.endMs()),
                cycle.clearedMs().isPresent()
                        ? Optional.of(range.of(cycle.clearedMs().getAsLong()))
                        : Optional.empty(),
                cycle.ending());
    }
}
