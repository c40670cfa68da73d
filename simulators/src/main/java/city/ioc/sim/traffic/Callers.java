package city.ioc.sim.traffic;

import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.VehicleClass;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Vehicles whose on-board units ask for priority: some of the buses, and now and then an emergency vehicle. */
final class Callers {
    /** A bus is heard from here on: half a minute at 40 km/h, twice what an extension of green may last. */
    private static final double BUS_RANGE_M = 330;
    /** An emergency vehicle is heard as far as optical emitters reach (half a mile, by their data sheets), here to the last junction. */
    private static final double EMERGENCY_RANGE_M = 760;

    private final SplittableRandom random;
    private final double askingBuses;
    private final double emergenciesPerHour;
    private final DoubleUnaryOperator share;
    private final List<Vehicle> present = new ArrayList<>();
    private final Map<LinkStrip, IntersectionId> receivers = new HashMap<>();
    private final StreetNetwork network;
    private double due;

    Callers(
            SimulationSettings settings,
            StreetNetwork network,
            Map<Loops.ApproachKey, LinkStrip> approaches,
            Profiles profiles,
            long seed) {
        this.network = network;
        random = Seeds.stream(seed, "priority");
        askingBuses = settings.rates().askingBuses().orElse(0.0);
        emergenciesPerHour = settings.rates().emergenciesPerHour().orElse(0.0);
        share = settings.inflow().isEmpty()
                ? t -> 0
                : profiles.of(settings.inflow().getFirst().profile());
        due = Demand.exponential(random);
        approaches.forEach((key, link) -> receivers.put(link, key.intersection()));
    }

    /** Whether an emergency vehicle comes to the city in this step; more of them when there is more traffic to be hurt in. */
    boolean isEmergencyDue(double now, double dt) {
        due -= emergenciesPerHour * share.applyAsDouble(now) * dt / 3600;
        if (due > 0) return false;
        due += Demand.exponential(random);
        return true;
    }

    /** One of so many, for whoever has to choose. */
    int choose(int among) {
        return random.nextInt(among);
    }

    /** Equips a vehicle that comes to the city, if it is one that asks. */
    void equip(Vehicle vehicle) {
        if (vehicle.type.vehicleClass() != VehicleClass.BUS || askingBuses == 0) return;
        if (random.nextDouble() < askingBuses) equip(vehicle, PriorityCall.Kind.BUS);
    }

    void equip(Vehicle vehicle, PriorityCall.Kind kind) {
        vehicle.asksAs = kind;
        present.add(vehicle);
    }

    /** Who is heard where, in order of the vehicles' coming to the city. */
    List<PriorityHeard> heard() {
        present.removeIf(vehicle -> vehicle.hasLeft);
        List<PriorityHeard> heard = new ArrayList<>();
        for (Vehicle vehicle : present) hear(vehicle).ifPresent(heard::add);
        return heard;
    }

    private Optional<PriorityHeard> hear(Vehicle vehicle) {
        PriorityCall.Kind kind = vehicle.asksAs;
        Connector next = vehicle.next;
        if (kind == null || next == null || !(vehicle.strip instanceof LinkStrip link) || !vehicle.isOnStreet)
            return Optional.empty();
        IntersectionId receiver = receivers.get(link);
        double toStopLineM = link.length - vehicle.s;
        double rangeM = kind == PriorityCall.Kind.BUS ? BUS_RANGE_M : EMERGENCY_RANGE_M;
        if (receiver == null || next.groups.length == 0 || toStopLineM > rangeM) return Optional.empty();
        return Optional.of(new PriorityHeard(
                receiver,
                vehicle.id,
                kind,
                network.groups.get(next.groups[0]).id(),
                toStopLineM,
                vehicle.v,
                vehicle.desiredSpeed()));
    }
}
