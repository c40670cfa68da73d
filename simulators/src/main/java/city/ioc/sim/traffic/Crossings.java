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

    private final List<Crossing> crossings = new ArrayList<>();
    private final List<ButtonPress> presses = new ArrayList<>();

    private static final class Crossing {
        final int group;
        final LinkStrip exit;
        final double walkS;
        final Optional<DeviceId> button;
        final double perHour;
        final DoubleUnaryOperator share;
        final SplittableRandom random;
        final List<Double> walkingUntil = new ArrayList<>();
        int waiting;
        boolean called;
        double due;
        double credit;

        Crossing(
                int group,
                LinkStrip exit,
                double walkS,
                Optional<DeviceId> button,
                double perHour,
                DoubleUnaryOperator share,
                SplittableRandom random) {
            this.group = group;
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
            crossing.walkingUntil.removeIf(until -> until <= now);
            Lamp lamp = signals.lamp(crossing.group);
            crossing.credit += crossing.perHour / 3600 * crossing.share.applyAsDouble(now) * dt;
            while (crossing.credit >= crossing.due) {
                crossing.credit -= crossing.due;
                crossing.due = Demand.exponential(crossing.random);
                crossing.waiting++;
                if (lamp == Lamp.GREEN || crossing.called) continue;
                crossing.called = true;
                crossing.button.ifPresent(button -> presses.add(
                        new ButtonPress(button, at.plusMillis(crossing.random.nextInt((int) (dt * 1000))))));
            }
            if (lamp != Lamp.GREEN) continue;
            for (; crossing.waiting > 0; crossing.waiting--)
                crossing.walkingUntil.add(now + crossing.walkS * (0.85 + 0.3 * crossing.random.nextDouble()));
            crossing.called = false;
        }
    }

    /** Whether somebody walks across the beginning of a link. */
    boolean isOccupied(LinkStrip exit) {
        for (int i = 0; i < crossings.size(); i++) {
            Crossing crossing = crossings.get(i);
            if (crossing.exit == exit && !crossing.walkingUntil.isEmpty()) return true;
        }
        return false;
    }

    List<ButtonPress> presses() {
        return List.copyOf(presses);
    }
}
