package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Turn;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Vehicles that come to the city's boundaries, by Poisson arrivals, and where they turn. Arrivals are drawn anew every five
 * minutes on the clock, for that time of the week: two runs of one seed get the same vehicles at the same times from the first full
 * five minutes on, whenever each of them began and however the streets are. Poisson arrivals have no memory that this could break.
 */
final class Demand {
    private static final double ENTRY_SPEED = 8.0;
    private static final long DRAW_SECONDS = 300;
    private static final long DRAWS_PER_WEEK = 7 * 24 * 3600 / DRAW_SECONDS;

    private final List<Source> sources = new ArrayList<>();
    private final Map<LinkStrip, Map<Turn, Double>> turnShares = new HashMap<>();
    private final Map<Turn, Double> usual;
    private final Map<VehicleClass, Double> classMix;
    private final double redRunners;
    private final long seed;
    private final Callers callers;
    private final WrongWayRiders wrongWay;
    private long draw = -1;
    private long lastId;
    private long came;

    private static final class Source {
        final LinkStrip link;
        final double perHour;
        final DoubleUnaryOperator share;
        SplittableRandom random = new SplittableRandom(0);
        final Deque<Vehicle> waiting = new ArrayDeque<>();
        double credit;
        double due;

        Source(LinkStrip link, double perHour, DoubleUnaryOperator share) {
            this.link = link;
            this.perHour = perHour;
            this.share = share;
        }

        void draw(SplittableRandom anew) {
            random = anew;
            credit = 0;
            due = exponential(random);
        }
    }

    Demand(
            City city,
            SimulationSettings settings,
            StreetNetwork network,
            Profiles profiles,
            Callers callers,
            WrongWayRiders wrongWay,
            long seed) {
        this.callers = callers;
        this.wrongWay = wrongWay;
        usual = settings.turnShares();
        classMix = new EnumMap<>(settings.classMix());
        redRunners = settings.rates().redRunners();
        this.seed = seed;
        for (SimulationSettings.TurnsAt at : settings.turnsAt()) {
            Intersection x = find(city, at.intersection());
            x.approaches().stream()
                    .filter(approach -> approach.id().equals(at.approach()))
                    .flatMap(approach -> network.findLink(approach.link()).stream())
                    .forEach(link -> turnShares.put(link, at.shares()));
        }
        for (SimulationSettings.Inflow inflow : settings.inflow()) {
            for (LinkStrip link : network.links) {
                if (!link.link.from().equals(inflow.node())) continue;
                sources.add(new Source(link, inflow.vehiclesPerHour(), profiles.of(inflow.profile())));
            }
        }
    }

    /** Lets vehicles come, and those in whose place there is room onto the network. */
    int step(double now, double dt, Instant at) {
        drawAt(at);
        int entered = 0;
        if (!sources.isEmpty() && callers.isEmergencyDue(now, dt)) sendEmergency();
        for (Source source : sources) {
            source.credit += source.perHour / 3600 * source.share.applyAsDouble(now) * dt;
            while (source.credit >= source.due) {
                source.credit -= source.due;
                source.due = exponential(source.random);
                VehicleType type = VehicleType.of(drawClass(source.random));
                Vehicle vehicle = new Vehicle(++lastId, type, source.link, source.random.split());
                if (type.vehicleClass() == VehicleClass.MOTORCYCLE && wrongWay.take(source.link, lastId, source.random))
                    continue;
                callers.equip(vehicle);
                came++;
                source.waiting.add(vehicle);
            }
            while (!source.waiting.isEmpty() && enter(source.waiting.getFirst(), source.link, now)) {
                source.waiting.removeFirst();
                entered++;
            }
        }
        return entered;
    }

    private void drawAt(Instant at) {
        long due = Math.floorMod(at.getEpochSecond() / DRAW_SECONDS, DRAWS_PER_WEEK);
        if (due == draw) return;
        draw = due;
        for (Source source : sources) source.draw(Seeds.stream(seed, "inflow " + source.link.link.id() + " " + draw));
    }

    /** Vehicles that came to the boundaries to ride with the traffic, whether or not there was room for them yet. */
    long came() {
        return came;
    }

    /** An ambulance comes to the head of a queue at one of the boundaries; on the street it drives like any other van. */
    private void sendEmergency() {
        Source source = sources.get(callers.choose(sources.size()));
        Vehicle ambulance = new Vehicle(
                ++lastId,
                VehicleType.of(VehicleClass.VAN),
                source.link,
                new SplittableRandom(callers.choose(Integer.MAX_VALUE)));
        callers.equip(ambulance, PriorityCall.Kind.EMERGENCY);
        came++;
        source.waiting.addFirst(ambulance);
    }

    /** Vehicles that wait outside because the first link is full. */
    int waitingOutside() {
        return sources.stream().mapToInt(source -> source.waiting.size()).sum();
    }

    long nextId() {
        return ++lastId;
    }

    /** A vehicle comes onto a link: it decides how to leave it. */
    void enterLink(Vehicle vehicle, LinkStrip link, double now) {
        vehicle.strip = link;
        vehicle.link = link;
        vehicle.enteredLinkAt = now;
        if (vehicle.type.vehicleClass() == VehicleClass.MOTORCYCLE) wrongWay.meets(link);
        vehicle.targetY = vehicle.y;
        vehicle.next = drawTurn(vehicle, link);
        vehicle.runsRed = vehicle.random.nextDouble() < redRunners;
    }

    /** Near the stop line, a vehicle that did not reach a lane for its turn takes the turn that its lane allows. */
    static void settleTurn(Vehicle vehicle, LinkStrip link) {
        Connector wanted = vehicle.next;
        if (wanted == null || wanted.admits(vehicle.y, vehicle.width)) return;
        for (Connector other : link.connectors) {
            if (!other.admits(vehicle.y, vehicle.width)) continue;
            vehicle.next = other;
            return;
        }
        Connector nearest = wanted; // astride two lanes: the nearest way that it fits
        for (Connector other : link.connectors) {
            if (!other.fitsExit(vehicle.y, vehicle.width)) continue;
            boolean better = other.outsideBand(vehicle.y) < nearest.outsideBand(vehicle.y);
            if (better || !nearest.fitsExit(vehicle.y, vehicle.width)) nearest = other;
        }
        vehicle.next = nearest;
    }

    private boolean enter(Vehicle vehicle, LinkStrip link, double now) {
        vehicle.s = vehicle.length;
        double low = vehicle.width / 2 + 0.2;
        double high = link.width - vehicle.width / 2 - 0.2;
        for (int attempt = 0; attempt < 4; attempt++) {
            double y = vehicle.type.isTwoWheeler()
                    ? low + (high - low) * Math.sqrt(vehicle.random.nextDouble()) // rather by the kerb
                    : link.laneCentre(1 + vehicle.random.nextInt(link.lanes()));
            double speed = Math.min(ENTRY_SPEED, vehicle.type.maxSpeed() * 0.9);
            boolean free = true;
            for (int j = link.count - 1; j >= 0 && free; j--) {
                Vehicle other = link.vehicles[j];
                if (other.s - VehicleType.LONGEST_M > 25) break;
                if (other.lowY() - 0.3 >= y + vehicle.width / 2 || other.highY() + 0.3 <= y - vehicle.width / 2)
                    continue;
                double gap = other.rear() - vehicle.s;
                if (gap < 1.5) free = false;
                else speed = Math.min(speed, other.v + gap / 2.5);
            }
            if (!free) continue;
            vehicle.y = y;
            vehicle.v = speed;
            vehicle.isOnStreet = true;
            enterLink(vehicle, link, now);
            link.insert(vehicle);
            return true;
        }
        return false;
    }

    private @Nullable Connector drawTurn(Vehicle vehicle, LinkStrip link) {
        Map<Turn, Double> shares = turnShares.getOrDefault(link, usual);
        double sum = 0;
        for (Connector connector : link.connectors) sum += weight(shares, connector, vehicle);
        double dice = vehicle.random.nextDouble() * sum;
        Connector last = null;
        for (Connector connector : link.connectors) {
            last = connector;
            dice -= weight(shares, connector, vehicle);
            if (dice < 0) break;
        }
        return last;
    }

    private static double weight(Map<Turn, Double> shares, Connector connector, Vehicle vehicle) {
        boolean fits = connector.highY - connector.lowY >= vehicle.width;
        return fits ? shares.getOrDefault(connector.turn, 0.0) + 1e-9 : 0;
    }

    private VehicleClass drawClass(SplittableRandom random) {
        double dice = random.nextDouble();
        VehicleClass last = VehicleClass.MOTORCYCLE;
        for (Map.Entry<VehicleClass, Double> share : classMix.entrySet()) { // an EnumMap: in the order of the enum
            last = share.getKey();
            dice -= share.getValue();
            if (dice < 0) break;
        }
        return last;
    }

    static double exponential(SplittableRandom random) {
        return -Math.log(1 - random.nextDouble());
    }

    private static Intersection find(City city, IntersectionId id) {
        return city.findIntersection(id)
                .orElseThrow(() -> new IllegalArgumentException("the city has no intersection " + id));
    }
}
