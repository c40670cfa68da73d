package city.ioc.sim.bench.violations;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who truly rode against the traffic of which link, by the simulator's ground truth. */
public final class WrongWayTruth {
    /** A rider is in a camera's sight for some seconds after setting out at the stop line; boxes are seen a little before. */
    private static final Duration EARLIEST = Duration.ofSeconds(2);

    private static final Duration LATEST = Duration.ofSeconds(9);

    private WrongWayTruth() {}

    /** @param at set out at the end of the link, which is its stop line */
    public record Ride(long vehicle, String link, Instant at, Instant endsAt) {}

    /** @param lines of the ground truth, in order */
    public static List<Ride> of(List<String> lines) throws JsonProcessingException {
        List<Ride> rides = new ArrayList<>();
        for (String line : lines) {
            JsonNode each = CityJson.mapper().readTree(line);
            if (each.path("kind").asText().equals("WRONG_WAY"))
                rides.add(new Ride(
                        each.path("vehicle").asLong(),
                        each.path("link").asText(),
                        Instant.parse(each.path("at").asText()),
                        Instant.parse(each.path("endsAt").asText())));
        }
        return rides;
    }

    /** Of those told at some instants who is which rider of one link: nearest first, one to one. */
    public static <T> Map<T, Ride> match(Map<T, Instant> told, List<Ride> rides) {
        record Pair<T>(T told, Ride ride, Duration apart) {}
        List<Pair<T>> pairs = new ArrayList<>();
        told.forEach((one, at) -> {
            for (Ride ride : rides)
                if (at.isAfter(ride.at().minus(EARLIEST))
                        && at.isBefore(ride.at().plus(LATEST)))
                    pairs.add(new Pair<>(
                            one, ride, Duration.between(ride.at(), at).abs()));
        });
        pairs.sort(Comparator.comparing(Pair::apart));
        Map<T, Ride> matched = new HashMap<>();
        Set<Ride> taken = new HashSet<>();
        for (Pair<T> pair : pairs)
            if (!matched.containsKey(pair.told()) && taken.add(pair.ride())) matched.put(pair.told(), pair.ride());
        return matched;
    }
}
