package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The streets of a city, simulated microscopically in steps of {@link #STEP}. Deterministic: the same city, settings, seed,
 * start and lamps give the same states. Not thread-safe; one thread steps and reads it.
 */
public final class StreetTraffic {
    /** Length of a step in city time. */
    public static final Duration STEP = Duration.ofMillis(200);

    /** How long the streets fill before the start. */
    private static final Duration FILLING = Duration.ofMinutes(6);

    private static final double DT = STEP.toMillis() / 1000.0;

    private final Instant start;
    private final StreetNetwork network;
    private final Signals signals;
    private final Crossings crossings;
    private final Callers callers;
    private final Demand demand;
    private final Mishaps mishaps;
    private final LaneClosures closures;
    private final WrongWayRiders wrongWay;
    private final Loops loops;
    private final Radars radars;
    private final FlowBook flows;
    private final LostTime lost;
    private final StopLines stopLines;
    private final Driver driver;
    private long steps;
    private long entered;

    private StreetTraffic(City city, SimulationSettings settings, long seed, Instant start, GroundTruth truth) {
        this.start = start;
        network = StreetNetwork.of(city);
        Map<Loops.ApproachKey, LinkStrip> approaches = approaches(city, network);
        Profiles profiles = new Profiles(settings, start, city.timeZone());
        crossings = new Crossings(city, settings, network, profiles, seed);
        signals = new Signals(network);
        callers = new Callers(settings, network, approaches, profiles, seed);
        wrongWay = new WrongWayRiders(network, settings, truth, seed, start);
        demand = new Demand(city, settings, network, profiles, callers, wrongWay, seed);
        mishaps = new Mishaps(city, settings, network, profiles, truth, seed);
        closures = new LaneClosures(network, settings, demand, truth, city.timeZone());
        loops = new Loops(city, network, approaches, start);
        radars = new Radars(city, settings, approaches, seed);
        flows = new FlowBook(truth, approaches, start);
        stopLines = new StopLines(network, approaches, radars, flows, truth, junctionsBeyondM(city), start);
        lost = new LostTime(truth, start);
        driver = new Driver(network, signals, crossings, demand, mishaps, stopLines, loops, lost);
    }

    private static Map<IntersectionId, Double> junctionsBeyondM(City city) {
        Map<IntersectionId, Double> beyond = new HashMap<>();
        for (Intersection x : city.intersections()) beyond.put(x.id(), StreetNetwork.stopLineBackM(x));
        return beyond;
    }

    /** Streets that are empty at {@code start}, without a log of the truth. */
    public static StreetTraffic create(City city, SimulationSettings settings, long seed, Instant start) {
        return create(city, settings, seed, start, GroundTruth.none());
    }

    /** Streets that are empty at {@code start}. The caller closes the log. */
    public static StreetTraffic create(
            City city, SimulationSettings settings, long seed, Instant start, GroundTruth truth) {
        return new StreetTraffic(city, settings, seed, start, truth);
    }

    /**
     * Streets that have been filling for some minutes before {@code start}, under the time-of-day plans and with nobody
     * watching, so that a demonstration does not begin on empty streets. The caller closes the log.
     */
    public static StreetTraffic createFilled(
            City city, SimulationSettings settings, long seed, Instant start, GroundTruth truth) {
        truth.mute(true);
        StreetTraffic traffic = new StreetTraffic(city, settings, seed, start.minus(FILLING), truth);
        PlannedLamps lamps = new PlannedLamps(city);
        while (traffic.now().isBefore(start)) {
            lamps.show(traffic.now());
            traffic.step(lamps);
        }
        truth.mute(false);
        traffic.loops.restate(traffic.steps * DT);
        traffic.flows.restart(traffic.now());
        traffic.lost.restart(traffic.now());
        return traffic;
    }

    /** Advances by one step, under the lamps as they are shown now. */
    public void step(LampView lamps) {
        double t = steps * DT;
        Instant before = now();
        steps++;
        Instant after = now();
        radars.beginStep();
        signals.read(lamps, t);
        crossings.step(signals, t, DT, before);
        long cameBefore = demand.came();
        entered += demand.step(t, DT, before);
        lost.came(demand.came() - cameBefore);
        lost.waitedOutside(demand.waitingOutside() * DT);
        mishaps.step(t, DT, before);
        closures.step(before);
        driver.step(steps, t, DT, after);
        wrongWay.step(DT, after);
        loops.finishStep();
        flows.step(after);
        lost.step(after);
    }

    /** The end of the last step. */
    public Instant now() {
        return start.plusMillis(steps * STEP.toMillis());
    }

    /** What happened at loop detectors in the last step, only those where something did. In order of the city's devices. */
    public List<DetectorStep> detectors() {
        return loops.lastStep();
    }

    /** Whether a vehicle stands on a loop now. */
    public boolean isOccupied(DeviceId detector) {
        return loops.isOccupied(detector);
    }

    /** What every radar sees, of the last step. */
    public List<RadarStep> radars() {
        return radars.steps();
    }

    /** Pedestrian buttons pressed in the last step. */
    public List<ButtonPress> presses() {
        return crossings.presses();
    }

    /** Vehicles that ask for priority, as receivers hear them now. */
    public List<PriorityHeard> callers() {
        return callers.heard();
    }

    /** Where all vehicles are, in order of their numbers. */
    public List<VehiclePosition> listVehicles() {
        List<VehiclePosition> positions = new ArrayList<>();
        for (Strip strip : network.strips) {
            for (int i = 0; i < strip.count; i++) {
                Vehicle vehicle = strip.vehicles[i];
                if (!vehicle.isRoadworks()) positions.add(position(vehicle));
            }
        }
        wrongWay.list(positions);
        positions.sort(Comparator.comparingLong(VehiclePosition::id));
        return positions;
    }

    /** Who walks or waits at crossings. */
    public List<PedestrianPosition> listPedestrians() {
        return crossings.list(network.frame, steps * DT);
    }

    /** Totals since the start. */
    public TrafficCounts counts() {
        int present = 0;
        for (Strip strip : network.strips)
            for (int i = 0; i < strip.count; i++) if (!strip.vehicles[i].isRoadworks()) present++;
        return new TrafficCounts(
                entered,
                driver.left(),
                present,
                demand.waitingOutside(),
                stopLines.passed(),
                stopLines.redRunners(),
                stopLines.unwilling());
    }

    /**
     * Lets the next vehicle on a link break down about {@code alongM} metres after the link's beginning.
     *
     * @return its number; empty when none comes that can still stop there
     */
    public OptionalLong breakDown(LinkId link, double alongM, Duration stands) {
        LinkStrip strip = network.findLink(link).orElseThrow(() -> new IllegalArgumentException("no link " + link));
        return mishaps.breakDown(strip, alongM - strip.startM, stands.toMillis() / 1000.0);
    }

    /** Lets a vehicle that broke down or parks go on. */
    public boolean recover(long vehicle) {
        return mishaps.recover(vehicle);
    }

    /** Closes a stretch of lane, whatever the times in {@code works}; returns a handle to open it. */
    public long closeLane(SimulationSettings.Roadworks works) {
        return closures.close(works);
    }

    /** Opens a lane that {@link #closeLane} closed. */
    public boolean openLane(long handle) {
        return closures.open(handle);
    }

    /** The strips, for tests of what must hold on them. */
    List<Strip> strips() {
        return network.strips;
    }

    private VehiclePosition position(Vehicle vehicle) {
        Strip.Pose pose = vehicle.strip.pose(vehicle.s, vehicle.y);
        return new VehiclePosition(
                vehicle.id,
                vehicle.type.vehicleClass(),
                network.frame.lat(pose.north()),
                network.frame.lon(pose.east()),
                (Math.toDegrees(pose.heading()) + 360) % 360,
                vehicle.v * 3.6);
    }

    private static Map<Loops.ApproachKey, LinkStrip> approaches(City city, StreetNetwork network) {
        Map<Loops.ApproachKey, LinkStrip> approaches = new LinkedHashMap<>();
        for (Intersection x : city.intersections())
            for (Approach approach : x.approaches())
                network.findLink(approach.link())
                        .ifPresent(link -> approaches.put(new Loops.ApproachKey(x.id(), approach.id()), link));
        return approaches;
    }
}
