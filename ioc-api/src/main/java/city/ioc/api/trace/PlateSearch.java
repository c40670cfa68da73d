package city.ioc.api.trace;

import city.ioc.api.read.Sql;
import city.ioc.contracts.field.LookAlikes;
import city.ioc.contracts.field.PlatePattern;
import city.ioc.contracts.field.PlateText;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds plates by what is known of them: first those with the very characters, then those that look alike, each by its likeness; then when
 * and how often they were seen. Reads plates, of which there are many fewer than sightings, and of the sightings those of the plates
 * that it shows.
 */
final class PlateSearch {
    /** More would not be looked through by anybody: the answer says that there are more, and a longer pattern finds fewer. */
    private static final int MOST_SAME = 1_000;

    private static final int MOST_ALIKE = 2_000;

    /** A plate, how like the pattern it is, and its sightings within the time that was asked for. */
    record Found(String plate, double likeness, int sightings, int cameras, Instant firstSeen, Instant lastSeen) {}

    /** {@code more}: whether others fit that are not shown. */
    record Result(List<Found> items, boolean more) {
        Result {
            items = List.copyOf(items);
        }
    }

    private record Candidate(String plate, double likeness, Instant lastSeen) {}

    private PlateSearch() {}

    static Result search(
            Connection connection, PlatePattern pattern, boolean lookAlikes, Instant from, Instant to, int limit)
            throws SQLException {
        // A plan for any pattern at all could use no index.
        Sql.of("select set_config('plan_cache_mode', 'force_custom_plan', true)")
                .find(connection, row -> 1);
        String same = like(pattern.value());
        String alike = like(LookAlikes.fold(pattern.value()));
        List<Candidate> found = new ArrayList<>(Sql.of(
                        "select plate, last_seen from plate_known where plate like ? and folded like ? limit ?",
                        same,
                        alike,
                        MOST_SAME + 1)
                .list(connection, row -> candidate(row, pattern)));
        boolean more = found.size() > MOST_SAME;
        if (lookAlikes) {
            List<Candidate> others = Sql.of(
                            "select plate, last_seen from plate_known where folded like ? and plate not like ? limit ?",
                            alike,
                            same,
                            MOST_ALIKE + 1)
                    .list(connection, row -> candidate(row, pattern));
            more |= others.size() > MOST_ALIKE;
            found.addAll(others);
        }
        found.sort(Comparator.comparingDouble(Candidate::likeness)
                .thenComparing(Candidate::lastSeen)
                .reversed()
                .thenComparing(Candidate::plate));
        List<Candidate> shown = found.subList(0, Math.min(limit, found.size()));
        return new Result(seen(connection, shown, from, to), more || found.size() > limit);
    }

    private static String like(String pattern) {
        return pattern.replace('*', '%').replace('?', '_');
    }

    private static Candidate candidate(ResultSet row, PlatePattern pattern) throws SQLException {
        String plate = row.getString("plate");
        return new Candidate(
                plate,
                pattern.likeness(new PlateText(plate))
                        .orElseThrow(() -> new SQLException("the database folds plates otherwise than LookAlikes")),
                Sql.instant(row, "last_seen"));
    }

    private static List<Found> seen(Connection connection, List<Candidate> shown, Instant from, Instant to)
            throws SQLException {
        Map<String, Double> likeness = new HashMap<>();
        shown.forEach(each -> likeness.put(each.plate(), each.likeness()));
        return Sql.of(
                        "select k.plate, s.sightings, s.cameras, s.first_seen, s.last_seen"
                                + " from unnest(?) with ordinality as k (plate, place) cross join lateral ("
                                + " select count(*) as sightings, count(distinct device) as cameras, min(time) as first_seen,"
                                + " max(time) as last_seen from plate_sighting"
                                + " where plate = k.plate and time >= ? and time < ?) s"
                                + " where s.sightings > 0 order by k.place",
                        shown.stream().map(Candidate::plate).toArray(String[]::new),
                        from,
                        to)
                .list(
                        connection,
                        row -> new Found(
                                row.getString("plate"),
                                Objects.requireNonNull(likeness.get(row.getString("plate"))),
                                row.getInt("sightings"),
                                row.getInt("cameras"),
                                Sql.instant(row, "first_seen"),
                                Sql.instant(row, "last_seen")));
    }
}
