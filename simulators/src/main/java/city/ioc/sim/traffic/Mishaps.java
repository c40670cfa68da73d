package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Zone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Illegal parkers and breakdowns: chooses who stops where for how long, and writes it down when it happens. */
final class Mishaps {
    private static final double GIVE_UP_AFTER_S = 180;

    private final StreetNetwork network;
    private final GroundTruth truth;
    private final ZoneId timeZone;
    private final SimulationSettings.Rates rates;
    private final DoubleUnaryOperator share;
    private final SplittableRandom random;
    private final List<ZonePlace> zones = new ArrayList<>();
    private final List<Wanted> wanted = new ArrayList<>();
    private double parkersDue;
    private double breakdownsDue;

    /** The stretch of a link that a zone lies along. */
    private record ZonePlace(Zone zone, LinkStrip link, double from, double to) {}

    private record Wanted(ZonePlace place, double at, double standsForS, double until) {}

    Mishaps(
            City city,
            SimulationSettings settings,
            StreetNetwork network,
            Profiles profiles,
            GroundTruth truth,
            long seed) {
        this.network = network;
        this.truth = truth;
        this.timeZone = city.timeZone();
        this.rates = settings.rates();
        this.share = settings.inflow().isEmpty()
                ? t -> 0
                : profiles.of(settings.inflow().getFirst().profile());
        this.random = Seeds.stream(seed, "mishaps");
        this.parkersDue = Demand.exponential(random);
        this.breakdownsDue = Demand.exponential(random);
        for (Zone zone : city.zones())
            ZonePlaces.find(zone, network).ifPresent(p -> zones.add(new ZonePlace(zone, p.link(), p.from(), p.to())));
    }

    void step(double now, double dt, Instant at) {
        double demand = share.applyAsDouble(now) * dt / 3600;
        parkersDue -= rates.parkersPerHour() * demand;
        if (parkersDue <= 0) {
            parkersDue += Demand.exponential(random);
            wantParker(now, at.atZone(timeZone));
        }
        breakdownsDue -= rates.breakdownsPerHour() * demand;
        if (breakdownsDue <= 0) {
            breakdownsDue += Demand.exponential(random);
            breakDownSomewhere(180 + 420 * random.nextDouble());
        }
        wanted.removeIf(want -> now > want.until() || park(want));
    }

    private void wantParker(double now, ZonedDateTime local) {
        double dice = random.nextDouble();
        double stands = 45 + 240 * Demand.exponential(random);
        double where = random.nextDouble();
        List<ZonePlace> inForce =
                zones.stream().filter(place -> isInForce(place.zone(), local)).toList();
        if (inForce.isEmpty()) return;
        ZonePlace place = inForce.get((int) (dice * inForce.size()));
        double at = place.from() + where * (place.to() - place.from());
        wanted.add(new Wanted(place, at, Math.min(stands, 1200), now + GIVE_UP_AFTER_S));
    }

    private static boolean isInForce(Zone zone, ZonedDateTime local) {
        var time = local.toLocalTime();
        return zone.days().contains(local.getDayOfWeek())
                && !time.isBefore(zone.from())
                && time.isBefore(zone.to())
                && !local.toLocalDate().isBefore(zone.validFrom())
                && zone.validTo().map(end -> local.toLocalDate().isBefore(end)).orElse(true);
    }

    private boolean park(Wanted want) {
        return stop(
                        want.place().link(),
                        want.at(),
                        Vehicle.Hindrance.PARKING,
                        want.standsForS(),
                        new Mishap(
                                GroundTruth.Kind.ILLEGAL_PARKING_BEGIN,
                                GroundTruth.Kind.ILLEGAL_PARKING_END,
                                want.place().zone().id(),
                                Instant.EPOCH))
                .isPresent();
    }

    private void breakDownSomewhere(double standsForS) {
        for (int attempt = 0; attempt < 20; attempt++) {
            LinkStrip link = network.links.get(random.nextInt(network.links.size()));
            double at = 40 + random.nextDouble() * Math.max(0, link.length - 120);
            if (breakDown(link, at, standsForS).isPresent()) return;
        }
    }

    /** The next vehicle on a link breaks down near a place. */
    OptionalLong breakDown(LinkStrip link, double at, double standsForS) {
        return stop(
                link,
                at,
                Vehicle.Hindrance.BREAKDOWN,
                standsForS,
                new Mishap(GroundTruth.Kind.BREAKDOWN_BEGIN, GroundTruth.Kind.BREAKDOWN_END, "", Instant.EPOCH));
    }

    private static OptionalLong stop(
            LinkStrip link, double at, Vehicle.Hindrance hindrance, double standsForS, Mishap mishap) {
        for (int i = 0; i < link.count; i++) {
            Vehicle vehicle = link.vehicles[i];
            double room = at - vehicle.s;
            boolean suits = vehicle.hindrance == Vehicle.Hindrance.NONE && vehicle.v > 2 && vehicle.rear() > 0;
            if (!suits || room < vehicle.v * vehicle.v / 3 + 12 || room > 150) continue;
            vehicle.hindrance = hindrance;
            vehicle.stopAt = at;
            vehicle.standsForS = standsForS;
            vehicle.mishap = mishap;
            return OptionalLong.of(vehicle.id);
        }
        return OptionalLong.empty();
    }

    /** Ends the standing of a vehicle before its time. */
    boolean recover(long id) {
        for (LinkStrip link : network.links) {
            for (int i = 0; i < link.count; i++) {
                Vehicle vehicle = link.vehicles[i];
                if (vehicle.id != id || vehicle.mishap == null) continue;
                vehicle.standsForS = 0;
                return true;
            }
        }
        return false;
    }

    /** Called for a vehicle with a mishap after it moved: notes when it stands, and lets it go again in time. */
    void follow(Vehicle vehicle, double now, Instant at) {
        Mishap mishap = vehicle.mishap;
        if (mishap == null) return;
        if (!vehicle.stands()) {
            if (vehicle.v > 0.05 || vehicle.stopAt - vehicle.s > 3) return;
            vehicle.v = 0;
            vehicle.standsSince = now;
            Mishap begun = new Mishap(mishap.begin(), mishap.end(), mishap.zone(), at);
            vehicle.mishap = begun;
            write(vehicle, begun, mishap.begin(), at);
        } else if (now - vehicle.standsSince >= vehicle.standsForS) {
            vehicle.standsSince = Double.NaN;
            vehicle.hindrance = Vehicle.Hindrance.NONE;
            vehicle.stopAt = Double.POSITIVE_INFINITY;
            vehicle.mishap = null;
            write(vehicle, mishap, mishap.end(), at);
        }
    }

    private void write(Vehicle vehicle, Mishap mishap, GroundTruth.Kind kind, Instant at) {
        Strip.Pose pose = vehicle.strip.pose(vehicle.s - vehicle.length / 2, vehicle.y);
        LinkId link = vehicle.link.link.id();
        truth.write(
                at,
                kind,
                "vehicle",
                vehicle.id,
                "class",
                vehicle.type.vehicleClass(),
                "plate",
                NumberPlate.find(vehicle.id, vehicle.type.vehicleClass()).map(NumberPlate::text),
                "link",
                link,
                "lane",
                vehicle.link.laneAt(vehicle.y),
                "alongM",
                Math.round((vehicle.s + vehicle.link.startM) * 10) / 10.0,
                "zone",
                mishap.zone(),
                "since",
                mishap.since(),
                "lat",
                network.frame.lat(pose.north()),
                "lon",
                network.frame.lon(pose.east()));
    }
}
