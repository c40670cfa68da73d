package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.Node;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.contracts.street.Turn;
import city.ioc.contracts.street.VehicleClass;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One street, 600 m to a signal and 400 m beyond, one lane each way of 3.5 m; the test holds the lamp. */
final class StraightStreet implements LampView {
    static final Instant START = Instant.parse("2026-11-23T00:00:00Z");
    static final DeviceId STOP_LINE = new DeviceId("sl");
    static final LinkId FIRST = new LinkId("first");
    private static final IntersectionId X = new IntersectionId("x");
    private static final LocalName NAME = new LocalName("Đường", "Street");
    private static final LocalDate FROM = LocalDate.of(2024, 1, 1);

    final StringWriter truth = new StringWriter();
    final StreetTraffic traffic;
    Lamp lamp = Lamp.GREEN;

    StraightStreet(double vehiclesPerHour, Map<VehicleClass, Double> mix, SimulationSettings.Rates rates) {
        traffic = StreetTraffic.create(city(), settings(vehiclesPerHour, mix, rates), 3, START, GroundTruth.to(truth));
    }

    static StraightStreet of(double vehiclesPerHour, VehicleClass only) {
        return new StraightStreet(vehiclesPerHour, Map.of(only, 1.0), new SimulationSettings.Rates(0, 0, 0, 0));
    }

    void run(double seconds) {
        for (int i = 0; i < Math.round(seconds * 5); i++) traffic.step(this);
    }

    @Override
    public Lamp lamp(IntersectionId intersection, SignalGroupId group) {
        return lamp;
    }

    static SimulationSettings settings(
            double vehiclesPerHour, Map<VehicleClass, Double> mix, SimulationSettings.Rates rates) {
        List<Double> always = Collections.nCopies(24, 1.0);
        return new SimulationSettings(
                SimulationSettings.SCHEMA,
                Map.of("flat", new SimulationSettings.Profile(always, always)),
                List.of(new SimulationSettings.Inflow("west", vehiclesPerHour, "flat")),
                Map.of(Turn.THROUGH, 1.0),
                List.of(),
                mix,
                List.of(),
                rates,
                new SimulationSettings.Radar(0, 0, 80),
                List.of(),
                List.of());
    }

    static City city() {
        GeoPoint west = new GeoPoint(9.784, 105.470);
        GeoPoint middle = new GeoPoint(9.784, 105.470 + 600 / 109_570.0);
        GeoPoint east = new GeoPoint(9.784, 105.470 + 1000 / 109_570.0);
        Lane lane = new Lane(1, 3.5, false, Set.of(Turn.THROUGH));
        Link first = new Link(FIRST, "west", "x", NAME, 50, List.of(lane), List.of(west, middle));
        Link second = new Link(new LinkId("second"), "x", "east", NAME, 50, List.of(lane), List.of(middle, east));
        SignalGroup group = new SignalGroup(
                new SignalGroupId("g2"),
                2,
                SignalGroup.Kind.VEHICLE,
                List.of(new Movement(new ApproachId("w"), Turn.THROUGH, second.id(), false)),
                Optional.empty(),
                Duration.ofSeconds(5),
                Duration.ofSeconds(120),
                Duration.ofSeconds(3),
                Duration.ZERO);
        Intersection x = new Intersection(
                X,
                NAME,
                "ward",
                middle,
                Intersection.Control.COMMANDED,
                new DeviceId("ctl"),
                List.of(new Approach(new ApproachId("w"), first.id(), NAME, 90)),
                List.of(group),
                new Conflicts(List.of()),
                new Intergreens(Map.of()),
                List.of(new Stage(new StageId("A"), NAME, Set.of(group.id()))),
                Duration.ofSeconds(60),
                List.of(),
                List.of(),
                FROM,
                Optional.empty());
        Device loop = new Device(
                STOP_LINE,
                Device.Kind.STOP_LINE_DETECTOR,
                NAME,
                X,
                middle,
                Optional.of(new DeviceId("ctl")),
                Optional.of(1),
                Optional.of(new ApproachId("w")),
                Optional.of(1),
                Optional.of(1.5),
                Optional.of(group.id()),
                Duration.ofSeconds(10),
                List.of(),
                FROM,
                Optional.empty());
        return new City(
                "street",
                NAME,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                middle,
                List.of(),
                List.of(),
                List.of(
                        new Node("west", west, Node.Kind.BOUNDARY, Optional.empty()),
                        new Node("x", middle, Node.Kind.SIGNALS, Optional.of(X)),
                        new Node("east", east, Node.Kind.BOUNDARY, Optional.empty())),
                List.of(first, second),
                List.of(),
                List.of(x),
                List.of(loop));
    }
}
