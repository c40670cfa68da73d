package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Turn;
import city.ioc.contracts.street.VehicleClass;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What only the simulator knows of a city: its demand, its offenders and its mishaps. The file {@code simulation.json} beside
 * the city's own files.
 *
 * @param profiles demand of each hour of the day as a share of the peak, 24 numbers for weekdays and 24 for weekends
 * @param inflow vehicles per hour that enter at a boundary at the peak
 * @param turnShares shares of turns where {@code turnsAt} says nothing else; shares of turns that are not possible are spread
 * @param classMix shares of vehicle classes, adding up to 1
 * @param roadworks lanes that are closed from one local time to another, every day
 * @param deviceFaults devices that fail by themselves while the demo runs; {@code skewS} is by how many seconds a wrong clock is ahead
 */
public record SimulationSettings(
        int schema,
        Map<String, Profile> profiles,
        List<Inflow> inflow,
        Map<Turn, Double> turnShares,
        List<TurnsAt> turnsAt,
        Map<VehicleClass, Double> classMix,
        List<PedestrianDemand> pedestrians,
        Rates rates,
        Radar radar,
        List<Roadworks> roadworks,
        List<DeviceFault> deviceFaults) {
    /** The version of the file format this code reads. */
    public static final int SCHEMA = 1;

    /** Shares of the peak by hour of the day. */
    public record Profile(List<Double> weekday, List<Double> weekend) {
        public Profile {
            weekday = List.copyOf(weekday);
            weekend = List.copyOf(weekend);
        }
    }

    /** Demand at a boundary node. */
    public record Inflow(String node, double vehiclesPerHour, String profile) {}

    /** Turning shares of one approach. */
    public record TurnsAt(IntersectionId intersection, ApproachId approach, Map<Turn, Double> shares) {}

    /** Pedestrians who cross an approach, per hour at the peak. */
    public record PedestrianDemand(
            IntersectionId intersection, ApproachId crosses, double peoplePerHour, String profile) {}

    /**
     * Offenders and mishaps.
     *
     * @param redRunners share of arrivals at a red light whose rider goes on where it seems free
     * @param wrongWay share of motorcycles that enter the city riding on the wrong side of their first link; as many as of those who
     *     come onto a link set out against them from its stop line
     * @param parkersPerHour vehicles per hour, in the whole city at the peak, that stop in a zone where they must not
     * @param breakdownsPerHour vehicles per hour, in the whole city at the peak, that break down on the road
     * @param askingBuses share of the buses whose on-board unit asks for priority at signals; none where left out
     * @param emergenciesPerHour emergency vehicles per hour, in the whole city at the peak; none where left out
     */
    public record Rates(
            double redRunners,
            double wrongWay,
            double parkersPerHour,
            double breakdownsPerHour,
            Optional<Double> askingBuses,
            Optional<Double> emergenciesPerHour) {
        /** Nobody asks for priority. */
        public Rates(double redRunners, double wrongWay, double parkersPerHour, double breakdownsPerHour) {
            this(redRunners, wrongWay, parkersPerHour, breakdownsPerHour, Optional.empty(), Optional.empty());
        }
    }

    /** How well radars see. {@code rangeM}: field of view before the stop line. */
    public record Radar(double missRate, double wrongClassRate, double rangeM) {}

    /** A lane closed on a stretch of a link. */
    public record Roadworks(LinkId link, int lane, double fromM, double toM, LocalTime from, LocalTime to) {}

    /** A device that fails: {@code afterMinutes} of simulated time, for good or for {@code minutes}. */
    public record DeviceFault(
            DeviceId device, Kind kind, double afterMinutes, Optional<Double> minutes, Optional<Double> skewS) {
        /** How far the clock of a device with that fault runs behind, where nothing else is said. */
        private static final double USUAL_SKEW_S = -90;

        /** A clock that is wrong is wrong by a minute and a half. */
        public DeviceFault(DeviceId device, Kind kind, double afterMinutes, Optional<Double> minutes) {
            this(device, kind, afterMinutes, minutes, Optional.empty());
        }

        /** By how much the clock is ahead; zero where the clock is not what fails. */
        public Duration skew() {
            if (kind != Kind.CLOCK_SKEW) return Duration.ZERO;
            return Duration.ofMillis(Math.round(skewS.orElse(USUAL_SKEW_S) * 1000));
        }

        /** How it fails. */
        public enum Kind {
            STUCK_ON,
            SILENT,
            CHATTER,
            CLOCK_SKEW
        }
    }

    public SimulationSettings {
        profiles = Map.copyOf(profiles);
        inflow = List.copyOf(inflow);
        turnShares = Map.copyOf(turnShares);
        turnsAt = List.copyOf(turnsAt);
        classMix = Map.copyOf(classMix);
        pedestrians = List.copyOf(pedestrians);
        roadworks = List.copyOf(roadworks);
        deviceFaults = List.copyOf(deviceFaults);
    }

    /**
     * Reads {@code simulation.json} of a city's folder and checks it against the city.
     *
     * @throws CityException naming every fault
     */
    public static SimulationSettings read(Path cityFolder, City city) {
        Path file = cityFolder.resolve("simulation.json");
        SimulationSettings settings;
        try {
            settings = CityJson.mapper().readValue(Files.readAllBytes(file), SimulationSettings.class);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            String where = at == null
                    ? "simulation.json"
                    : "simulation.json line " + at.getLineNr() + " column " + at.getColumnNr();
            throw new CityException(
                    "city " + cityFolder,
                    List.of(new CityFault(CityFault.Kind.UNREADABLE, where, e.getOriginalMessage())));
        } catch (IOException e) {
            throw new CityException(
                    "city " + cityFolder,
                    List.of(new CityFault(CityFault.Kind.UNREADABLE, "simulation.json", "cannot be read: " + e)));
        }
        List<String> faults = SimulationCheck.check(settings, city);
        if (!faults.isEmpty())
            throw new CityException(
                    "city " + cityFolder,
                    faults.stream()
                            .map(what -> new CityFault(CityFault.Kind.UNREADABLE, "simulation.json", what))
                            .toList());
        return settings;
    }

    /** Vehicles that come to the whole city's boundaries in an hour of a weekday, as the file says it of the middle of that hour. */
    public double vehiclesPerHour(int hour) {
        return inflow.stream()
                .mapToDouble(each -> each.vehiclesPerHour()
                        * Objects.requireNonNull(profiles.get(each.profile()))
                                .weekday()
                                .get(hour))
                .sum();
    }

    /** These settings with every inflow times a factor. */
    public SimulationSettings withDemand(double factor) {
        return new SimulationSettings(
                schema,
                profiles,
                inflow.stream()
                        .map(each -> new Inflow(each.node(), each.vehiclesPerHour() * factor, each.profile()))
                        .toList(),
                turnShares,
                turnsAt,
                classMix,
                pedestrians,
                rates,
                radar,
                roadworks,
                deviceFaults);
    }

    /**
     * These settings with other rates, written as {@code redRunners=0.002,wrongWay=0.001,parkers=2,breakdowns=1,buses=0.3,
     * emergencies=2}; what is not named stays.
     *
     * @throws IllegalArgumentException when the text names an unknown rate or no number
     */
    public SimulationSettings withRates(String text) {
        return new SimulationSettings(
                schema,
                profiles,
                inflow,
                turnShares,
                turnsAt,
                classMix,
                pedestrians,
                SimulationCheck.parseRates(rates, text),
                radar,
                roadworks,
                deviceFaults);
    }

    /** These settings with so many times the vehicles, of other classes. */
    public SimulationSettings withTraffic(double times, Map<VehicleClass, Double> mix) {
        return new SimulationSettings(
                schema,
                profiles,
                inflow.stream()
                        .map(each -> new Inflow(each.node(), times * each.vehiclesPerHour(), each.profile()))
                        .toList(),
                turnShares,
                turnsAt,
                mix,
                pedestrians,
                rates,
                radar,
                roadworks,
                deviceFaults);
    }
}
