package city.ioc.sim.plan;

import city.ioc.contracts.city.ApproachStreet;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The city that a command works on: its folder, read when it is first asked for. One command's own. */
final class PlanCity {
    private final Path folder;
    private Optional<City> read = Optional.empty();

    PlanCity(Path folder) {
        this.folder = folder;
    }

    Path folder() {
        return folder;
    }

    /** @throws city.ioc.contracts.city.CityException naming every fault of the city */
    City city() {
        if (read.isEmpty()) read = Optional.of(CityFiles.read(folder));
        return read.get();
    }

    /** The intersection of a code, or of a file where the word names one. */
    Intersection intersection(String codeOrFile) {
        Path file = Path.of(codeOrFile);
        if (codeOrFile.endsWith(".json") || Files.isRegularFile(file)) return IntersectionFile.read(file);
        return find(new IntersectionId(codeOrFile))
                .orElseThrow(() -> new PlanException("city " + folder + " has no intersection " + codeOrFile));
    }

    Optional<Intersection> find(IntersectionId id) {
        return city().findIntersection(id);
    }

    Path file(IntersectionId id) {
        return folder.resolve("intersections").resolve(id + ".json");
    }

    Map<ApproachId, ApproachStreet> streets(Intersection x) {
        return ApproachStreet.of(city(), x);
    }

    static SignalPlan plan(Intersection x, String id) {
        return x.findPlan(new PlanId(id))
                .orElseThrow(() -> new PlanException("intersection " + x.id() + " has no plan " + id + "; it has "
                        + x.plans().stream().map(SignalPlan::id).toList()));
    }

    /**
     * Saturation flow of a group, PCU/h: per lane times the lanes that may make any of its turns, of one approach or of all; a single
     * lane where the network does not know them.
     */
    double saturationPcuPerHour(Intersection x, SignalGroupId group, Optional<ApproachId> only, double perLane) {
        SignalGroup of = x.getGroup(group);
        long lanes = x.approaches().stream()
                .filter(approach -> only.isEmpty() || only.get().equals(approach.id()))
                .flatMap(approach -> city().links().stream()
                        .filter(link -> link.id().equals(approach.link()))
                        .flatMap(link -> link.lanes().stream())
                        .filter(lane -> of.movements().stream()
                                .anyMatch(movement -> movement.approach().equals(approach.id())
                                        && lane.turns().contains(movement.turn()))))
                .count();
        return perLane * Math.max(1, lanes);
    }
}
