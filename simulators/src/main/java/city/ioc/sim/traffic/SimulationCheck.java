package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.LinkId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Link;
import city.ioc.contracts.street.Node;
import city.ioc.sim.traffic.SimulationSettings.Rates;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Names the faults of simulation settings. Pure. */
final class SimulationCheck {
    private SimulationCheck() {}

    static List<String> check(SimulationSettings settings, City city) {
        List<String> faults = new ArrayList<>();
        if (settings.schema() != SimulationSettings.SCHEMA)
            faults.add("schema " + settings.schema() + ", this code reads " + SimulationSettings.SCHEMA);
        settings.profiles().forEach((name, profile) -> {
            if (profile.weekday().size() != 24 || profile.weekend().size() != 24)
                faults.add("profile " + name + ": needs 24 shares for weekdays and 24 for weekends");
            if (anyOutside(profile.weekday(), 3) || anyOutside(profile.weekend(), 3))
                faults.add("profile " + name + ": shares must be 0..3");
        });
        for (var inflow : settings.inflow()) {
            String where = "inflow at " + inflow.node() + ": ";
            if (city.nodes().stream()
                    .noneMatch(node -> node.id().equals(inflow.node()) && node.kind() == Node.Kind.BOUNDARY))
                faults.add(where + "is no boundary node of the city");
            if (!(inflow.vehiclesPerHour() >= 0 && inflow.vehiclesPerHour() <= 20_000))
                faults.add(where + "vehiclesPerHour must be 0..20000");
            checkProfile(settings, inflow.profile(), where, faults);
        }
        checkShares("turnShares", settings.turnShares().values(), faults);
        checkShares("classMix", settings.classMix().values(), faults);
        for (var turns : settings.turnsAt()) {
            String where = "turnsAt " + turns.intersection() + " " + turns.approach();
            if (findIntersection(
                    city, turns.intersection().value(), turns.approach().value()))
                checkShares(where, turns.shares().values(), faults);
            else faults.add(where + ": no such intersection or approach");
        }
        for (var people : settings.pedestrians()) {
            String where = "pedestrians at " + people.intersection() + " " + people.crosses() + ": ";
            Optional<Intersection> x = city.findIntersection(people.intersection());
            if (x.isEmpty()
                    || x.get().groups().stream()
                            .noneMatch(group -> group.crosses().equals(Optional.of(people.crosses()))))
                faults.add(where + "no pedestrian signal group crosses there");
            if (!(people.peoplePerHour() >= 0 && people.peoplePerHour() <= 20_000))
                faults.add(where + "peoplePerHour must be 0..20000");
            checkProfile(settings, people.profile(), where, faults);
        }
        checkRates(settings.rates(), faults);
        if (!isShare(settings.radar().missRate()) || !isShare(settings.radar().wrongClassRate()))
            faults.add("radar: missRate and wrongClassRate must be 0..1");
        if (!(settings.radar().rangeM() >= 20 && settings.radar().rangeM() <= 300))
            faults.add("radar: rangeM must be 20..300");
        for (var works : settings.roadworks()) {
            String where = "roadworks on " + works.link() + ": ";
            Optional<Link> link = findLink(city, works.link());
            if (link.isEmpty()) faults.add(where + "no such link");
            else if (works.lane() < 1 || works.lane() > link.get().lanes().size())
                faults.add(where + "no lane " + works.lane());
            else if (!(works.fromM() >= 0
                    && works.toM() > works.fromM()
                    && works.toM() <= link.get().lengthM()))
                faults.add(where + "fromM..toM must lie on the link, which is "
                        + Math.round(link.get().lengthM()) + " m long");
        }
        for (var fault : settings.deviceFaults()) {
            if (city.findDevice(fault.device()).isEmpty()) faults.add("deviceFaults: no device " + fault.device());
        }
        return List.copyOf(faults);
    }

    static Rates parseRates(Rates base, String text) {
        double red = base.redRunners();
        double wrong = base.wrongWay();
        double parkers = base.parkersPerHour();
        double breakdowns = base.breakdownsPerHour();
        Optional<Double> buses = base.askingBuses();
        Optional<Double> emergencies = base.emergenciesPerHour();
        for (String part : text.split(",")) {
            if (part.isBlank()) continue;
            String[] pair = part.trim().split("=", 2);
            if (pair.length != 2) throw new IllegalArgumentException("expected name=number, but is \"" + part + "\"");
            double value = Double.parseDouble(pair[1].trim());
            switch (pair[0].trim()) {
                case "redRunners" -> red = value;
                case "wrongWay" -> wrong = value;
                case "parkers" -> parkers = value;
                case "breakdowns" -> breakdowns = value;
                case "buses" -> buses = Optional.of(value);
                case "emergencies" -> emergencies = Optional.of(value);
                default ->
                    throw new IllegalArgumentException("no rate \"" + pair[0].trim()
                            + "\": redRunners, wrongWay, parkers, breakdowns, buses, emergencies");
            }
        }
        Rates rates = new Rates(red, wrong, parkers, breakdowns, buses, emergencies);
        List<String> faults = new ArrayList<>();
        checkRates(rates, faults);
        if (!faults.isEmpty()) throw new IllegalArgumentException(String.join("; ", faults));
        return rates;
    }

    private static void checkRates(Rates rates, List<String> faults) {
        if (!isShare(rates.redRunners())) faults.add("rates: redRunners is a share and must be 0..1");
        if (!isShare(rates.wrongWay())) faults.add("rates: wrongWay is a share and must be 0..1");
        if (!(rates.parkersPerHour() >= 0 && rates.parkersPerHour() <= 1000))
            faults.add("rates: parkersPerHour must be 0..1000");
        if (!(rates.breakdownsPerHour() >= 0 && rates.breakdownsPerHour() <= 1000))
            faults.add("rates: breakdownsPerHour must be 0..1000");
        if (rates.askingBuses().filter(share -> !isShare(share)).isPresent())
            faults.add("rates: askingBuses is a share and must be 0..1");
        if (rates.emergenciesPerHour()
                .filter(rate -> !(rate >= 0 && rate <= 1000))
                .isPresent()) faults.add("rates: emergenciesPerHour must be 0..1000");
    }

    private static void checkShares(String where, Collection<Double> shares, List<String> faults) {
        double sum = shares.stream().mapToDouble(Double::doubleValue).sum();
        if (shares.stream().anyMatch(share -> !isShare(share)) || Math.abs(sum - 1) > 1e-6)
            faults.add(where + ": shares must be 0..1 and add up to 1, but add up to " + sum);
    }

    private static void checkProfile(SimulationSettings settings, String name, String where, List<String> faults) {
        if (!settings.profiles().containsKey(name)) faults.add(where + "no profile " + name);
    }

    private static boolean findIntersection(City city, String id, String approach) {
        return city.intersections().stream()
                .filter(x -> x.id().value().equals(id))
                .anyMatch(x -> x.approaches().stream()
                        .anyMatch(each -> each.id().value().equals(approach)));
    }

    private static Optional<Link> findLink(City city, LinkId id) {
        return city.links().stream().filter(link -> link.id().equals(id)).findFirst();
    }

    private static boolean anyOutside(List<Double> shares, double max) {
        return shares.stream().anyMatch(share -> !(share >= 0 && share <= max));
    }

    private static boolean isShare(double value) {
        return value >= 0 && value <= 1;
    }
}
