package city.ioc.sim.traffic;

import city.ioc.contracts.live.Lamp;
import java.util.Arrays;

/** What the lamps say to every connector, read once a step. */
final class Signals {
    /** What the lamps allow. */
    enum Permission {
        GO,
        AMBER,
        STOP,
        /** Nobody directs: flashing, dark, or no signals at all. */
        FREE
    }

    private final StreetNetwork network;
    private final Permission[] byStrip;
    private final Lamp[] lamps;
    private final double[] since;

    Signals(StreetNetwork network) {
        this.network = network;
        byStrip = new Permission[network.strips.size()];
        Arrays.fill(byStrip, Permission.FREE);
        lamps = new Lamp[network.groups.size()];
        Arrays.fill(lamps, Lamp.UNKNOWN);
        since = new double[network.groups.size()];
    }

    void read(LampView view, double now) {
        for (int i = 0; i < lamps.length; i++) {
            StreetNetwork.Group group = network.groups.get(i);
            Lamp lamp = view.lamp(group.intersection(), group.id());
            if (lamp == lamps[i]) continue;
            lamps[i] = lamp;
            since[i] = now;
        }
        for (Connector connector : network.connectors) byStrip[connector.index] = permission(connector);
    }

    Permission of(Connector connector) {
        return byStrip[connector.index];
    }

    Lamp lamp(int group) {
        return lamps[group];
    }

    /** How long the lamps of a connector have shown what they show: the latest change of its groups. */
    double shownFor(Connector connector, double now) {
        double latest = 0;
        for (int group : connector.groups) latest = Math.max(latest, since[group]);
        return now - latest;
    }

    private Permission permission(Connector connector) {
        Permission permission = connector.groups.length == 0 ? Permission.FREE : Permission.STOP;
        for (int group : connector.groups) {
            Permission each = switch (lamps[group]) {
                case GREEN -> Permission.GO;
                case AMBER -> Permission.AMBER;
                case RED, RED_AMBER, CLEARANCE -> Permission.STOP;
                case FLASHING_AMBER, DARK, UNKNOWN -> Permission.FREE;
            };
            if (each == Permission.GO) return each;
            if (each != Permission.STOP) permission = each;
        }
        return permission;
    }
}
