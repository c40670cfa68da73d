package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Pedestrians at signalised crossings: they come, press the button, wait for green, and walk. */
final class Crossings {
    /** Vehicles that turn wait this far before the exit's beginning. */
    static final double BEFORE_EXIT_M = 4.5;

    private static final double WALK_MPS = 1.2;
    /** Where people wait: so far beyond the outer lane. */
    private static final double KERB_M = 1.6;
    /** The middle of the crossing lies so far beyond the stop line. */
    private static final double BEYOND_STOP_LINE_M = 2.4;

    private final List<Crossing> crossings = new ArrayList<>();
    private final List<ButtonPress> presses = new ArrayList<>();

    /** Somebody on the crossing. People of even numbers come from the side of the approach. */
    private record Walk(long number, double from, double until) {}

    private static final class Crossing {
        final int group;
        final LinkStrip in;
        final LinkStrip exit;
        final double walkS;
        final Optional<DeviceId> button;
        final double perHour;
        final DoubleUnaryOperator share;
        final SplittableRandom random;
        final List<Walk> walking = new ArrayList<>();
        long came;
        int waiting;
        boolean called;
        double due;
        double credit;

        Crossing(
                int group,
                LinkStrip in,
                LinkStrip exit,
                double walkS,
                Optional<DeviceId> button,
                double perHour,
                DoubleUnaryOperator share,
                SplittableRandom random) {
            this.group = group;
            this.in = in;
            this.exit = exit;
            this.walkS = walkS;
            this.button = button;
            this.perHour = perHour;
            this.share = share;
            this.random = random;
            this.due = Demand.exponential(random);
        }
    }

    Crossings(City city, SimulationSettings settings, StreetNetwork network, Profiles profiles, long seed) {
        for (SimulationSettings.PedestrianDemand demand : settings.pedestrians()) {
            Intersection x = city.findIntersection(demand.intersection()).orElseThrow();
            for (SignalGroup group : x.groups()) {
                if (!group.crosses().equals(Optional.of(demand.crosses()))) continue;
                Approach approach = x.approaches().stream()
                        .filter(each -> each.id().equals(demand.crosses()))
                        .findFirst()
                        .orElseThrow();
                LinkStrip in = network.findLink(approach.link()).orElseThrow();
                LinkStrip out = network.links.stream()
                        .filter(link -> link.link.from().equals(in.link.to())
                                && link.link.to().equals(in.link.from()))
                        .findFirst()
                        .orElse(in);
                Optional<DeviceId> button = city.devices().stream()
                        .filter(device -> device.kind() == Device.Kind.PEDESTRIAN_BUTTON)
                        .filter(device ->
                                device.site().equals(x.id()) && device.group().equals(Optional.of(group.id())))
                        .map(Device::id)
                        .findFirst();
                crossings.add(new Crossing(
                        network.groupIndex(x.id(), group.id()),
                        in,
                        out,
                        (in.width + out.width) / WALK_MPS,
                        button,
                        demand.peoplePerHour(),
                        profiles.of(demand.profile()),
                        Seeds.stream(seed, "people " + x.id() + " " + group.id())));
            }
        }
    }

    void step(Signals signals, double now, double dt, Instant at) {
        presses.clear();
        for (Crossing crossing : crossings) {
            crossing.walking.removeIf(walk -> walk.until() <= now);
            Lamp lamp = signals.lamp(crossing.group);
            crossing.credit += crossing.perHour / 3600 * crossing.share.applyAsDouble(now) * dt;
            while (crossing.credit >= crossing.due) {
                crossing.credit -= crossing.due;
                crossing.due = Demand.exponential(crossing.random);
                crossing.waiting++;
                crossing.came++;
                if (lamp == Lamp.GREEN || crossing.called) continue;
                crossing.called = true;
                crossing.button.ifPresent(button -> presses.add(
                        new ButtonPress(button, at.plusMillis(crossing.random.nextInt((int) (dt * 1000))))));
            }
            if (lamp != Lamp.GREEN) continue;
            for (; crossing.waiting > 0; crossing.waiting--) {
                double until = now + crossing.walkS * (0.85 + 0.3 * crossing.random.nextDouble());
                crossing.walking.add(new Walk(crossing.came - crossing.waiting, now, until));
            }
            crossing.called = false;
        }
    }

    /** Whether somebody walks across the beginning of a link. */
    boolean isOccupied(LinkStrip exit) {
        for (int i = 0; i < crossings.size(); i++) {
            Crossing crossing = crossings.get(i);
            if (crossing.exit == exit && !crossing.walking.isEmpty()) return true;
        }
        return false;
    }

    List<ButtonPress> presses() {
        return List.copyOf(presses);
    }

    /** Who walks or waits at crossings. */
    List<PedestrianPosition> list(StreetFrame frame, double now) {
        List<PedestrianPosition> people = new ArrayList<>();
        for (int c = 0; c < crossings.size(); c++) {
            Crossing crossing = crossings.get(c);
            for (Walk walk : crossing.walking) {
                double share = Math.max(0, (now - walk.from()) / (walk.until() - walk.from()));
                people.add(position(frame, crossing, c, walk.number(), share, true));
            }
            for (int i = 0; i < crossing.waiting; i++)
                people.add(position(frame, crossing, c, crossing.came - crossing.waiting + i, 0, false));
        }
        return people;
    }

    private static PedestrianPosition position(
            StreetFrame frame, Crossing crossing, int index, long number, double share, boolean walks) {
        boolean fromApproach = number % 2 == 0;
        double near = crossing.in.width + KERB_M;
        double far = -(crossing.exit.width + KERB_M);
        double y = fromApproach ? near + (far - near) * share : far + (near - far) * share;
        double aside = (number % 7 - 3) * 0.42;
        Strip.Pose at = crossing.in.pose(crossing.in.length + BEYOND_STOP_LINE_M + aside, y);
        double heading = Math.toDegrees(at.heading()) + (fromApproach ? -90 : 90);
        return new PedestrianPosition(
                (index + 1) * 1_000_000_000L + number,
                frame.lat(at.north()),
                frame.lon(at.east()),
                (heading + 360) % 360,
                share * Math.abs(near - far),
                walks);
    }
}
