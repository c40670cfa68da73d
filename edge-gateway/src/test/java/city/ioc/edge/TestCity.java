package city.ioc.edge;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two intersections: x1, commanded, groups A (number 1, min green 6 s) against B (number 2), stages 1 = {A}, 2 = {B} and a faulty
 * 3 = {A, B}; x2, only observed. At x1 stand controller c1 with detector d1, radar r1, camera k1, air sensor e1, and old1, which
 * was taken down.
 */
public final class TestCity {
    public static final IntersectionId X1 = new IntersectionId("x1");
    public static final IntersectionId X2 = new IntersectionId("x2");
    private static final GeoPoint HERE = new GeoPoint(9.784, 105.470);
    private static final LocalName NAME = new LocalName("Thử", "Test");
    private static final LocalDate LONG_AGO = LocalDate.of(2020, 1, 1);

    private TestCity() {}

    public static City city() {
        List<Device> devices = new ArrayList<>(List.of(
                device("c1", Device.Kind.CONTROLLER, X1),
                device("c2", Device.Kind.CONTROLLER, X2),
                wired("d1", Device.Kind.STOP_LINE_DETECTOR, X1, "c1"),
                device("r1", Device.Kind.RADAR, X1),
                device("k1", Device.Kind.CAMERA, X1),
                device("e1", Device.Kind.AIR_QUALITY, X1, "pm2_5_ug_m3", "no2_ug_m3"),
                device("w1", Device.Kind.WATER_LEVEL, X1, "water_level_m")));
        Device old = device("old1", Device.Kind.RADAR, X1);
        devices.add(new Device(
                old.id(),
                old.kind(),
                old.name(),
                old.site(),
                old.at(),
                old.speaksThrough(),
                old.channel(),
                old.approach(),
                old.lane(),
                old.toStopLineM(),
                old.group(),
                old.reportEvery(),
                old.metrics(),
                LONG_AGO,
                Optional.of(LocalDate.of(2021, 1, 1))));
        return new City(
                "test",
                NAME,
                ZoneId.of("Asia/Ho_Chi_Minh"),
                HERE,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        intersection(X1, "c1", Intersection.Control.COMMANDED),
                        intersection(X2, "c2", Intersection.Control.OBSERVED)),
                devices);
    }

    /** A site of one radar and one controller, as it is added at run time. */
    public static Site site(String id) {
        IntersectionId at = new IntersectionId(id);
        return new Site(
                intersection(at, id + "-c", Intersection.Control.COMMANDED),
                List.of(device(id + "-c", Device.Kind.CONTROLLER, at), device(id + "-r", Device.Kind.RADAR, at)));
    }

    private static Intersection intersection(IntersectionId id, String controller, Intersection.Control control) {
        return new Intersection(
                id,
                NAME,
                "w",
                HERE,
                control,
                new DeviceId(controller),
                List.of(new Approach(new ApproachId("n"), new LinkId("l1"), NAME, 0)),
                List.of(group("A", 1, 6), group("B", 2, 5)),
                new Conflicts(List.of(List.of(new SignalGroupId("A"), new SignalGroupId("B")))),
                new Intergreens(Map.of("A>B", Duration.ofSeconds(5), "B>A", Duration.ofSeconds(5))),
                List.of(stage("1", "A"), stage("2", "B"), stage("3", "A", "B")),
                Duration.ofSeconds(90),
                List.of(),
                List.of(),
                LONG_AGO,
                Optional.empty());
    }

    private static SignalGroup group(String id, int number, int minGreenS) {
        return new SignalGroup(
                new SignalGroupId(id),
                number,
                SignalGroup.Kind.VEHICLE,
                List.of(),
                Optional.empty(),
                Duration.ofSeconds(minGreenS),
                Duration.ofSeconds(120),
                Duration.ofSeconds(3),
                Duration.ZERO);
    }

    private static Stage stage(String id, String... groups) {
        return new Stage(
                new StageId(id),
                NAME,
                Set.copyOf(
                        java.util.Arrays.stream(groups).map(SignalGroupId::new).toList()));
    }

    private static Device device(String id, Device.Kind kind, IntersectionId site, String... metrics) {
        return device(id, kind, site, Optional.empty(), metrics);
    }

    private static Device wired(String id, Device.Kind kind, IntersectionId site, String through) {
        return device(id, kind, site, Optional.of(new DeviceId(through)));
    }

    private static Device device(
            String id, Device.Kind kind, IntersectionId site, Optional<DeviceId> through, String... metrics) {
        return new Device(
                new DeviceId(id),
                kind,
                NAME,
                site,
                HERE,
                through,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(10),
                List.of(metrics),
                LONG_AGO,
                Optional.empty());
    }
}
