package city.ioc.sim.sumo;

import city.ioc.contracts.city.ApproachStreet;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityCheck;
import city.ioc.contracts.city.CityFault;
import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.city.PlanFault;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.Ward;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A SUMO scenario as a city: what its files hold, the lights it commands, and why the others keep SUMO's programs. The same scenario
 * gives the same city. Immutable.
 *
 * @param left of each light that keeps its own program the reason, in words
 */
public record SumoCity(City city, List<SumoSignal> signals, Map<String, String> left) {
    /** Times are shown as in the demo city. */
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    public SumoCity {
        signals = List.copyOf(signals);
        left = Collections.unmodifiableMap(new LinkedHashMap<>(left));
    }

    /** @throws SumoException when nothing of the net is a street */
    public static SumoCity of(SumoScenario scenario) {
        SumoNet net = scenario.readNet();
        CityForm form = new CityForm(net);
        SumoSignals read = SumoSignals.of(net, form, true);
        Map<String, String> left = new LinkedHashMap<>();
        read.left().forEach((light, reason) -> left.put(light, reason.text()));
        List<SumoSignal> signals = read.controlled();
        City city = city(scenario, net, form, signals);
        List<SumoSignal> sound = new ArrayList<>();
        for (SumoSignal signal : signals) {
            Intersection x = signal.intersection();
            List<PlanFault> faults = PlanCheck.check(x, ApproachStreet.of(city, x));
            if (faults.isEmpty()) sound.add(signal);
            else left.put(signal.light(), "its signal data do not pass the checks: " + faults.getFirst());
        }
        if (sound.size() < signals.size()) city = city(scenario, net, form, sound);
        List<CityFault> faults = CityCheck.check(city);
        if (!faults.isEmpty()) throw new SumoException(scenario.net() + " has become no sound city: " + faults);
        return new SumoCity(city, sound, left);
    }

    /** Intersections in the order of their files, as they are read. */
    private static City city(SumoScenario scenario, SumoNet net, CityForm form, List<SumoSignal> signals) {
        CityNetwork network = CityNetwork.of(net, form, signals);
        if (network.links().isEmpty()) throw new SumoException(scenario.net() + " has no street for vehicles");
        String id = new CodeBook().of(scenario.name());
        LocalName name = new LocalName(scenario.name(), scenario.name());
        List<Device> devices = new ArrayList<>();
        for (SumoSignal signal : signals) {
            devices.add(controller(signal.intersection()));
            devices.addAll(signal.devices());
        }
        return new City(
                id,
                name,
                ZONE,
                middle(network),
                List.of(new Ward(id, name, SignalAssembly.VALID_FROM, Optional.empty())),
                List.of(),
                network.nodes(),
                network.links(),
                List.of(),
                signals.stream()
                        .map(SumoSignal::intersection)
                        .sorted(Comparator.comparing(x -> x.id() + ".json"))
                        .toList(),
                devices);
    }

    private static Device controller(Intersection x) {
        return new Device(
                new DeviceId(x.controller().value()),
                Device.Kind.CONTROLLER,
                x.name(),
                x.id(),
                x.at(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofSeconds(1),
                List.of(),
                SignalAssembly.VALID_FROM,
                Optional.empty());
    }

    private static GeoPoint middle(CityNetwork network) {
        double south = 90;
        double north = -90;
        double west = 180;
        double east = -180;
        for (var node : network.nodes()) {
            south = Math.min(south, node.at().lat());
            north = Math.max(north, node.at().lat());
            west = Math.min(west, node.at().lon());
            east = Math.max(east, node.at().lon());
        }
        return new GeoPoint((south + north) / 2, (west + east) / 2);
    }
}
