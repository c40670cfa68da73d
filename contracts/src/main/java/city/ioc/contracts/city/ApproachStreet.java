package city.ioc.contracts.city;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Lane;
import city.ioc.contracts.street.Link;
import java.util.HashMap;
import java.util.Map;

/**
 * What rules of signal timing need to know of the street of an approach.
 *
 * @param node where it ends: an intersection may have several nodes, whose streams never cross those of another
 * @param crossingM width that pedestrians cross: the lanes of both directions, metres
 */
public record ApproachStreet(String node, double speedLimitKmh, double crossingM) {

    /** The streets of an intersection's approaches, as far as the city's network knows them. */
    public static Map<ApproachId, ApproachStreet> of(City city, Intersection x) {
        Map<ApproachId, ApproachStreet> streets = new HashMap<>();
        for (Approach approach : x.approaches())
            city.links().stream()
                    .filter(link -> link.id().equals(approach.link()))
                    .findFirst()
                    .ifPresent(link -> streets.put(approach.id(), of(city, link)));
        return Map.copyOf(streets);
    }

    private static ApproachStreet of(City city, Link link) {
        double width = city.links().stream()
                .filter(each -> each.id().equals(link.id())
                        || (each.from().equals(link.to()) && each.to().equals(link.from())))
                .flatMap(each -> each.lanes().stream())
                .mapToDouble(Lane::widthM)
                .sum();
        return new ApproachStreet(link.to(), link.speedLimitKmh(), width);
    }
}
