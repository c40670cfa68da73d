package city.ioc.api.read;

import city.ioc.api.http.Call;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.street.CityView;
import city.ioc.api.street.StreetOperations;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Corridor;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which rows tell the traffic of the place that a call names. Belongs to the event loop. */
final class FlowPlaces {
    private final CityView city;

    FlowPlaces(CityView city) {
        this.city = city;
    }

    /** Adds the rows of a place; on any thread. */
    @FunctionalInterface
    interface Filling {
        void fill(FlowRows rows) throws SQLException;
    }

    Filling detector(Call call) {
        Device device = StreetOperations.device(city, call);
        return rows -> rows.addDetectors(device.id().value());
    }

    /**
     * By minute from the stop-line detectors, or the radars where there are none; by longer buckets from the roll-up of the
     * intersection, which knows the delay. Classes come from the radars, for loops tell none.
     */
    Filling intersection(Call call) {
        Intersection intersection = StreetOperations.intersection(city, call);
        Counting counting = counting(intersection, any -> true);
        return rows -> {
            if (rows.bucket() == FlowBucket.MINUTE) rows.addDetectors(counting.volumes());
            else rows.addIntersections(intersection.id().value());
            rows.addClasses(counting.classes());
        };
    }

    /** From the detectors that count on the approach; they know no delay. */
    Filling approach(Call call) {
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
        Counting counting = counting(intersection, device -> device.approach().equals(Optional.of(approach)));
        return rows -> {
            rows.addDetectors(counting.volumes());
            rows.addClasses(counting.classes());
        };
    }

    Filling corridor(Call call) {
        Corridor corridor = city.city().corridors().stream()
                .filter(each -> each.id().equals(call.path("id")))
                .findFirst()
                .orElseThrow(() -> Problem.of(Type.NOT_FOUND, "There is no corridor " + call.path("id"))
                        .asException());
        return intersections(each -> corridor.intersections().contains(each.id()));
    }

    Filling ward(Call call) {
        String ward = call.path("id");
        if (city.city().wards().stream().noneMatch(each -> each.id().equals(ward)))
            throw Problem.of(Type.NOT_FOUND, "There is no ward " + ward).asException();
        return intersections(each -> each.ward().equals(ward));
    }

    Filling city() {
        return intersections(any -> true);
    }

    /** What passed the stop lines of several intersections: who passes two of them is counted twice. */
    private Filling intersections(Predicate<Intersection> which) {
        List<Intersection> places =
                city.city().intersections().stream().filter(which).toList();
        String[] ids = places.stream().map(each -> each.id().value()).toArray(String[]::new);
        return rows -> rows.addIntersections(ids);
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
}
