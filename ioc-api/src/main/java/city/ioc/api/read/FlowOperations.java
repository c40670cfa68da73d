package city.ioc.api.read;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.TimeRange;
import city.ioc.api.street.CityView;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/** Traffic by time, from the roll-ups; every bucket of the range is there, a gap where nothing was measured. */
public final class FlowOperations {
    private final Database database;
    private final CityView city;
    private final InstantSource clock;
    private final FlowPlaces places;

    private record Series(String bucket, Instant from, Instant to, List<FlowPoint> points) {}

    public FlowOperations(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
        this.places = new FlowPlaces(city);
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "getDetectorFlows", call -> flows(call, places.detector(call)),
                "getApproachFlows", call -> flows(call, places.approach(call)),
                "getIntersectionFlows", call -> flows(call, places.intersection(call)),
                "getCorridorFlows", call -> places(call, places.corridor(call)),
                "getWardFlows", call -> places(call, places.ward(call)),
                "getCityFlows", call -> places(call, places.city()));
    }

    private FlowRows.Range range(Call call) {
        FlowBucket bucket = FlowBucket.of(call.query("bucket").orElse("5m"));
        ZoneId zone = city.city().timeZone();
        TimeRange asked = TimeRange.of(call, clock, bucket.usualRange());
        List<Instant> starts = bucket.starts(asked.from(), asked.to(), zone);
        return new FlowRows.Range(bucket, starts.getFirst(), asked.to(), starts, zone);
    }

    private Future<Answer> flows(Call call, FlowPlaces.Filling place) {
        FlowRows.Range range = range(call);
        return database.call(connection -> {
            FlowRows rows = new FlowRows(connection, range);
            place.fill(rows);
            return answer(range, rows);
        });
    }

    /** Of several intersections. */
    private Future<Answer> places(Call call, FlowPlaces.Filling places) {
        if (FlowBucket.of(call.query("bucket").orElse("5m")) == FlowBucket.MINUTE)
            throw Call.invalid(
                    "bucket", "must be one of 5m, 1h, 1d: minutes are kept by detector and intersection only");
        return flows(call, places);
    }

    private static Answer answer(FlowRows.Range range, FlowRows rows) {
        return Answer.ok(new Series(range.bucket().word(), range.from(), range.to(), rows.points()));
    }
}
