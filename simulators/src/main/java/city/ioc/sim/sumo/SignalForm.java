package city.ioc.sim.sumo;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Turn;
import java.time.Duration;
import java.util.List;

/** How the lights of a net are written down as intersections. */
interface SignalForm {
    IntersectionId intersection(String light, int number);

    /** Lanes with the same key are one approach; {@code released}: the groups that release the lane, as bits. */
    String approachKey(String edge, long released);

    /** The road that an approach is the end of; {@code number} within the intersection. */
    LinkId entry(String edge, int number);

    /** The road that leads out; {@code number} within the intersection. */
    LinkId exit(String edge, int number);

    Turn turn(String dir);

    /** Amber of a group that releases these links. */
    Duration amber(SumoNet net, List<SignalLink> links);

    NetPlaces places();

    /** How often a detector reports what it counted. */
    Duration reportEvery();

    /** Intersections of their own, without a city around them: lanes that are released together are one approach. */
    static SignalForm alone(SumoNet net) {
        return new Alone(new NetPlaces(net.bounds(), false));
    }

    /** The form of {@link #alone}. */
    record Alone(NetPlaces places) implements SignalForm {
        @Override
        public IntersectionId intersection(String light, int number) {
            return new IntersectionId("tls-" + number);
        }

        @Override
        public String approachKey(String edge, long released) {
            return edge + " " + released;
        }

        @Override
        public LinkId entry(String edge, int number) {
            return new LinkId("in-" + number);
        }

        @Override
        public LinkId exit(String edge, int number) {
            return new LinkId("out-" + number);
        }

        @Override
        public Turn turn(String dir) {
            return SignalAssembly.turn(dir);
        }

        @Override
        public Duration amber(SumoNet net, List<SignalLink> links) {
            double fastest = links.stream()
                    .mapToDouble(
                            link -> net.getLane(link.connection().fromLane()).speedMps())
                    .max()
                    .orElse(0);
            return ClearanceTimes.amber(fastest);
        }

        @Override
        public Duration reportEvery() {
            return Duration.ofSeconds(60);
        }
    }
}
