package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Traffic by time, from the roll-ups; every bucket of the range is there, a gap where nothing was measured. */
public final class FlowOperations {
    private final Database database;
    private final CityView city;
    private final InstantSource clock;

    private record Series(String bucket, Instant from, Instant to, List<FlowPoint> points) {}

    public FlowOperations(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "getDetectorFlows", this::detector,
                "getApproachFlows", this::approach,
                "getIntersectionFlows", this::intersection,
                "getCorridorFlows", this::corridor,
                "getWardFlows", this::ward,
                "getCityFlows", call -> places(call, city.city().intersections()));
    }

    private FlowRows.Range range(Call call) {
        FlowBucket bucket = FlowBucket.of(call.query("bucket").orElse("5m"));
        ZoneId zone = city.city().timeZone();
        TimeRange asked = TimeRange.of(call, clock, bucket.usualRange());
        List<Instant> starts = bucket.starts(asked.from(), asked.to(), zone);
        return new FlowRows.Range(bucket, starts.getFirst(), asked.to(), starts, zone);
    }

    private Future<Answer> detector(Call call) {
        Device device = StreetOperations.device(city, call);
        FlowRows.Range range = range(call);
        return database.call(connection -> {
            FlowRows rows = new FlowRows(connection, range);
            rows.addDetectors(device.id().value());
            return answer(range, rows);
        });
    }

    /**
     * By minute from the stop-line detectors, or the radars where there are none; by longer buckets from the roll-up of the
     * intersection, which knows the delay. Classes come from the radars, for loops tell none.
     */
    private Future<Answer> intersection(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        FlowRows.Range range = range(call);
        Counting counting = counting(intersection, any -> true);
        return database.call(connection -> {
            FlowRows rows = new FlowRows(connection, range);
            if (range.bucket() == FlowBucket.MINUTE) rows.addDetectors(counting.volumes());
            else rows.addIntersections(intersection.id().value());
            rows.addClasses(counting.classes());
            return answer(range, rows);
        });
    }

    /** From the detectors that count on the approach; they know no delay. */
    private Future<Answer> approach(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        ApproachId approach = intersection.approaches().stream()
                .map(Approach::id)
                .filter(each -> each.value().equals(call.path("approach")))
                .findFirst()
                .orElseThrow(() -> Problem.of(
                                Type.NOT_FOUND,
                                intersection.id() + " has no approach " + call.path("approach") + "; it has "
                                        + intersection.approaches().stream()
                                                .map(each -> each.id().value())
                                                .collect(Collectors.joining(", ")))
                        .asException());
        FlowRows.Range range = range(call);
        Counting counting = counting(intersection, device -> device.approach().equals(Optional.of(approach)));
        return database.call(connection -> {
            FlowRows rows = new FlowRows(connection, range);
            rows.addDetectors(counting.volumes());
            rows.addClasses(counting.classes());
            return answer(range, rows);
        });
    }

    private Future<Answer> corridor(Call call) {
        Corridor corridor = city.city().corridors().stream()
                .filter(each -> each.id().equals(call.path("id")))
                .findFirst()
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no corridor " + call.path("id"))
                        .asException());
        return places(
                call,
                city.city().intersections().stream()
                        .filter(each -> corridor.intersections().contains(each.id()))
                        .toList());
    }

    private Future<Answer> ward(Call call) {
        String ward = call.path("id");
        if (city.city().wards().stream().noneMatch(each -> each.id().equals(ward)))
            throw Problem.of(Type.NOT_FOUND, "There is no ward " + ward).asException();
        return places(
                call,
                city.city().intersections().stream()
                        .filter(each -> each.ward().equals(ward))
                        .toList());
    }

    /** What passed the stop lines of several intersections: who passes two of them is counted twice. */
    private Future<Answer> places(Call call, List<Intersection> places) {
        FlowRows.Range range = range(call);
        if (range.bucket() == FlowBucket.MINUTE)
            throw Call.invalid(
                    "bucket", "must be one of 5m, 1h, 1d: minutes are kept by detector and intersection only");
        String[] ids = places.stream().map(each -> each.id().value()).toArray(String[]::new);
        return database.call(connection -> {
            FlowRows rows = new FlowRows(connection, range);
            rows.addIntersections(ids);
            return answer(range, rows);
        });
    }

    /**
     * Detectors that count.
     *
     * @param volumes codes of those whose vehicles are added up
     * @param classes codes of those that tell classes
     */
    private record Counting(String[] volumes, String[] classes) {}

    private Counting counting(Intersection intersection, Predicate<Device> which) {
        String[] stopLines = codes(intersection, Device.Kind.STOP_LINE_DETECTOR, which);
        String[] radars = codes(intersection, Device.Kind.RADAR, which);
        return new Counting(stopLines.length > 0 ? stopLines : radars, radars);
    }

    private String[] codes(Intersection intersection, Device.Kind kind, Predicate<Device> which) {
        return city.city().listDevicesAt(intersection.id()).stream()
                .filter(device -> device.kind() == kind && which.test(device))
                .map(device -> device.id().value())
                .toArray(String[]::new);
    }

    private static Answer answer(FlowRows.Range range, FlowRows rows) {
        return Answer.ok(new Series(range.bucket().word(), range.from(), range.to(), rows.points()));
    }
}
