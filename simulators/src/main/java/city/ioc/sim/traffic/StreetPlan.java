package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The streets of a city on the ground, for those who draw or measure them: metres east and north of its centre. Immutable. */
public final class StreetPlan {
    private final StreetFrame frame;
    private final Map<LinkId, Carriageway> carriageways = new LinkedHashMap<>();

    private StreetPlan(City city) {
        StreetNetwork network = StreetNetwork.of(city);
        frame = network.frame;
        for (LinkStrip strip : network.links) carriageways.put(strip.link.id(), new Carriageway(strip));
    }

    public static StreetPlan of(City city) {
        return new StreetPlan(city);
    }

    public List<Carriageway> carriageways() {
        return List.copyOf(carriageways.values());
    }

    public Optional<Carriageway> findCarriageway(LinkId link) {
        return Optional.ofNullable(carriageways.get(link));
    }

    /** How far beyond the stop lines of an intersection the junction begins: the edge of the crossing carriageway. */
    public static double junctionBeyondM(Intersection x) {
        return StreetNetwork.stopLineBackM(x);
    }

    public double east(GeoPoint point) {
        return frame.east(point);
    }

    public double north(GeoPoint point) {
        return frame.north(point);
    }

    public GeoPoint point(double east, double north) {
        return new GeoPoint(frame.lat(north), frame.lon(east));
    }
}
