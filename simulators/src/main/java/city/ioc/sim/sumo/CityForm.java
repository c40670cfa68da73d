package city.ioc.sim.sumo;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.SignalRules;
import city.ioc.contracts.street.Turn;
import java.time.Duration;
import java.util.List;

/**
 * Intersections of a city, which pass its checks. An edge is a link and one approach. Ambers are RiLSA's by the speed limit, where
 * those are longer than SUMO's drivers need. A city drives on the right: a net of left-hand traffic becomes its mirror image, in which
 * left is right. Confined to one thread.
 */
final class CityForm implements SignalForm {
    private static final double KMH_OF_MPS = 3.6;
    private static final Duration REPORT_EVERY = Duration.ofSeconds(10);

    private final CodeBook links = new CodeBook();
    private final CodeBook lights = new CodeBook();
    private final NetPlaces places;

    CityForm(SumoNet net) {
        places = new NetPlaces(net.bounds(), net.isLefthand());
    }

    LinkId link(String edge) {
        return new LinkId(links.of(edge));
    }

    /** The speed limit of an edge in whole km/h: its fastest lane's. */
    static double limitKmh(SumoNet.Edge edge) {
        double fastest =
                edge.lanes().stream().mapToDouble(SumoNet.Lane::speedMps).max().orElse(0);
        return Math.round(fastest * KMH_OF_MPS);
    }

    @Override
    public IntersectionId intersection(String light, int number) {
        return new IntersectionId(lights.of(light));
    }

    @Override
    public String approachKey(String edge, long released) {
        return edge;
    }

    @Override
    public LinkId entry(String edge, int number) {
        return link(edge);
    }

    @Override
    public LinkId exit(String edge, int number) {
        return link(edge);
    }

    @Override
    public Turn turn(String dir) {
        Turn turn = SignalAssembly.turn(dir);
        if (!places.isMirrored()) return turn;
        return switch (turn) {
            case LEFT -> Turn.RIGHT;
            case RIGHT -> Turn.LEFT;
            case THROUGH, U_TURN -> turn;
        };
    }

    @Override
    public Duration amber(SumoNet net, List<SignalLink> released) {
        Duration longest = Duration.ZERO;
        for (SignalLink link : released) {
            SumoNet.Edge edge = net.getEdge(link.connection().from());
            Duration rule = SignalRules.leastAmber(limitKmh(edge));
            Duration driven = ClearanceTimes.amber(limitKmh(edge) / KMH_OF_MPS);
            if (rule.compareTo(longest) > 0) longest = rule;
            if (driven.compareTo(longest) > 0) longest = driven;
        }
        return longest;
    }

    @Override
    public NetPlaces places() {
        return places;
    }

    @Override
    public Duration reportEvery() {
        return REPORT_EVERY;
    }
}
