package city.ioc.api.street;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Cursor;
import city.ioc.api.http.Document;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Page;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.live.LiveStore;
import city.ioc.api.live.LiveValue;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDevice;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.Quality;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The city as configured, and what it is doing now. Needs no database. */
public final class StreetOperations {
    private final CityView city;
    private final LiveStore live;

    private record Summary(
            IntersectionId id,
            LocalName name,
            String ward,
            GeoPoint at,
            Intersection.Control control,
            int groups,
            int stages,
            int detectors) {}

    private record DeviceState(Device device, Quality quality, Optional<JsonNode> live, Optional<Instant> at) {}

    private record DeviceStates(List<DeviceState> items) {}

    private record Gateway(Instant at, JsonNode intake) {}

    private record Intake(List<Gateway> gateways) {}

    public StreetOperations(CityView city, LiveStore live) {
        this.city = city;
        this.live = live;
    }

    public Map<String, Operation> operations() {
        return Map.of(
                "getCity",
                call -> Future.succeededFuture(city.cityDocument().answer(call)),
                "getNetwork",
                call -> Future.succeededFuture(city.networkDocument().answer(call)),
                "listIntersections",
                this::listIntersections,
                "getIntersection",
                call -> Future.succeededFuture(
                        city.siteDocument(intersection(city, call)).answer(call)),
                "getIntersectionLive",
                this::intersectionLive,
                "listDevices",
                this::listDevices,
                "getDevice",
                call -> Future.succeededFuture(Answer.ok(state(device(city, call)))),
                "listEnvironment",
                this::listEnvironment,
                "getFigures",
                call -> liveBody(live.list(LiveTopic.FIGURES).stream().findFirst()),
                "getIntake",
                this::intake);
    }

    /** The intersection of a call's path; not found is a problem. */
    public static Intersection intersection(CityView city, Call call) {
        return city.findIntersection(call.path("id"))
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no intersection " + call.path("id"))
                        .asException());
    }

    /** The device of a call's path; not found is a problem. */
    public static Device device(CityView city, Call call) {
        return city.findDevice(call.path("id"))
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no device " + call.path("id"))
                        .asException());
    }

    private Future<Answer> listIntersections(Call call) {
        int limit = call.integer("limit", 100);
        Optional<String> after = Cursor.of(call, 1).map(cursor -> cursor.key().getFirst());
        List<Intersection> rows = city.listIntersections().stream()
                .filter(each -> after.isEmpty() || each.id().value().compareTo(after.get()) > 0)
                .limit(limit + 1L)
                .toList();
        Page<Summary> page = Page.of(rows, limit, last -> Cursor.of(last.id())).map(this::summary);
        return Future.succeededFuture(Document.of(page).answer(call));
    }

    private Summary summary(Intersection each) {
        long detectors = city.city().listDevicesAt(each.id()).stream()
                .filter(device -> device.kind().isDetectorOrRadar())
                .count();
        return new Summary(
                each.id(),
                each.name(),
                each.ward(),
                each.at(),
                each.control(),
                each.groups().size(),
                each.stages().size(),
                (int) detectors);
    }

    private Future<Answer> intersectionLive(Call call) {
        Intersection intersection = intersection(city, call);
        return liveBody(live.find(LiveTopic.INTERSECTION, intersection.id().value()));
    }

    private Future<Answer> liveBody(Optional<LiveValue> value) {
        return value.map(found -> Future.succeededFuture(Answer.ok(found.body())))
                .orElseGet(() -> Future.failedFuture(Problem.of(
                                Type.NO_LIVE_STATE,
                                live.isCoreSilent() ? "The core is silent" : "Nothing has been heard from there yet")
                        .withRetryAfterS(2)
                        .asException()));
    }

    private Future<Answer> listDevices(Call call) {
        int limit = call.integer("limit", 100);
        Optional<String> after = Cursor.of(call, 1).map(cursor -> cursor.key().getFirst());
        Optional<String> site = call.query("site");
        Optional<Device.Kind> kind = call.query("kind").map(Device.Kind::valueOf);
        Optional<Quality> quality = call.query("quality").map(Quality::valueOf);
        List<DeviceState> rows = city.listDevices().stream()
                .filter(each -> after.isEmpty() || each.id().value().compareTo(after.get()) > 0)
                .filter(each -> site.isEmpty() || each.site().value().equals(site.get()))
                .filter(each -> kind.isEmpty() || each.kind() == kind.get())
                .map(this::state)
                .filter(each -> quality.isEmpty() || each.quality() == quality.get())
                .limit(limit + 1L)
                .toList();
        return Future.succeededFuture(
                Answer.ok(Page.of(rows, limit, last -> Cursor.of(last.device().id()))));
    }

    private DeviceState state(Device device) {
        Optional<LiveValue> value = live.find(LiveTopic.DEVICE, device.id().value());
        Quality quality = value.flatMap(found -> LiveStore.read(found, LiveDevice.class))
                .map(LiveDevice::quality)
                .orElse(Quality.UNKNOWN);
        return new DeviceState(device, quality, value.map(LiveValue::body), value.map(LiveValue::at));
    }

    private Future<Answer> listEnvironment(Call call) {
        return Future.succeededFuture(Answer.ok(new DeviceStates(city.listDevices().stream()
                .filter(device -> device.kind().isEnvironment())
                .map(this::state)
                .toList())));
    }

    private Future<Answer> intake(Call call) {
        return Future.succeededFuture(Answer.ok(new Intake(live.list(LiveTopic.INTAKE).stream()
                .map(value -> new Gateway(value.at(), value.body()))
                .toList())));
    }
}
