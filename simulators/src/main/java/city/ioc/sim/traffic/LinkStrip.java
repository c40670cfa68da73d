package city.ioc.sim.traffic;

import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import java.util.ArrayList;
import java.util.List;

/** The carriageway of a link, from the end of the junction before it to its stop line. */
final class LinkStrip extends Strip {
    final Link link;
    /** Metres of the link that lie within the junction where it begins. */
    final double startM;

    final double[] laneLow;
    final double[] laneHigh;
    final List<Connector> connectors = new ArrayList<>();
    /** Connectors that lead here. */
    final List<Connector> feeders = new ArrayList<>();

    private final double[] east;
    private final double[] north;
    private final double[] along;

    LinkStrip(int index, Link link, double startM, double endM, StreetFrame frame) {
        super(index, frame.lengthM(link.line()) - startM - endM, widthOf(link), link.speedLimitKmh() / 3.6);
        this.link = link;
        this.startM = startM;
        int lanes = link.lanes().size();
        laneLow = new double[lanes + 1];
        laneHigh = new double[lanes + 1];
        double y = 0;
        for (int number = lanes; number >= 1; number--) { // the innermost lane is next to the axis
            laneLow[number] = y;
            y += laneOf(link, number).widthM();
            laneHigh[number] = y;
        }
        int n = link.line().size();
        east = new double[n];
        north = new double[n];
        along = new double[n];
        for (int i = 0; i < n; i++) {
            east[i] = frame.east(link.line().get(i));
            north[i] = frame.north(link.line().get(i));
            if (i > 0) along[i] = along[i - 1] + Math.hypot(east[i] - east[i - 1], north[i] - north[i - 1]);
        }
    }

    int lanes() {
        return link.lanes().size();
    }

    Lane lane(int number) {
        return laneOf(link, number);
    }

    double laneCentre(int number) {
        return (laneLow[number] + laneHigh[number]) / 2;
    }

    /** The lane at a lateral position, the nearest one outside the carriageway. */
    int laneAt(double y) {
        for (int number = lanes(); number > 1; number--) if (y < laneHigh[number]) return number;
        return 1;
    }

    @Override
    Pose pose(double s, double y) {
        double m = s + startM;
        int i = 1;
        while (i < along.length - 1 && along[i] < m) i++;
        double f = (m - along[i - 1]) / (along[i] - along[i - 1]);
        double de = (east[i] - east[i - 1]) / (along[i] - along[i - 1]);
        double dn = (north[i] - north[i - 1]) / (along[i] - along[i - 1]);
        return new Pose(
                east[i - 1] + f * (east[i] - east[i - 1]) + dn * y,
                north[i - 1] + f * (north[i] - north[i - 1]) - de * y,
                Math.atan2(de, dn));
    }

    static double widthOf(Link link) {
        return link.lanes().stream().mapToDouble(Lane::widthM).sum();
    }

    private static Lane laneOf(Link link, int number) {
        return link.lanes().stream()
                .filter(lane -> lane.number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("link " + link.id() + " has no lane " + number));
    }
}
