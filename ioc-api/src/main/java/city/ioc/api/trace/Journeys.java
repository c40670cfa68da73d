package city.ioc.api.trace;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.api.street.CityView;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * From which camera to which vehicles go, and how long it takes, without whose they are: plates become hashes by a key of the day that is
 * in this process's memory alone, and what fewer than {@link #LEAST_VEHICLES} vehicles did is withheld. Whole hours only, so that nobody
 * is found as the difference between two answers. Keys are owned by the event loop.
 */
final class Journeys {
    static final int LEAST_VEHICLES = 5;

    private static final Duration USUAL = Duration.ofHours(1);
    private static final long MOST_HOURS = 24;
    /** Who takes longer from one camera to the next has been somewhere in between. */
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private static final int KEY_BYTES = 32;
    private static final int KEYS_KEPT = 8;

    private final Database database;
    private final CityView city;
    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final TreeMap<LocalDate, byte[]> keys = new TreeMap<>();

    private record Journey(String from, String to, int vehicles, double medianS, double p85S) {}

    private record Found(Instant from, Instant to, List<Journey> items, int withheld) {}

    Journeys(Database database, CityView city, InstantSource clock) {
        this.database = database;
        this.city = city;
        this.clock = clock;
    }

    Future<Answer> get(Call call) {
        Instant to = call.instant("to").orElseGet(() -> clock.instant().truncatedTo(ChronoUnit.HOURS));
        Instant from = call.instant("from").orElseGet(() -> to.minus(USUAL));
        if (!to.equals(to.truncatedTo(ChronoUnit.HOURS)) || !from.equals(from.truncatedTo(ChronoUnit.HOURS)))
            throw Call.invalid("from", "from and to must be whole hours");
        if (!from.isBefore(to) || Duration.between(from, to).toHours() > MOST_HOURS)
            throw Call.invalid("from", "must be 1 to " + MOST_HOURS + " hours before to");
        Sql sql = Sql.of("with seen as (");
        List<String> days = new ArrayList<>();
        for (Instant at = from; at.isBefore(to); at = endOfDay(at, to)) {
            sql.add(
                    (days.isEmpty() ? "" : "union all ")
                            + "select sha256(? || convert_to(plate, 'UTF8')) as vehicle, device, time from plate_sighting"
                            + " where time >= ? and time < ? and auto_accept",
                    key(day(at)),
                    at,
                    endOfDay(at, to));
            days.add(day(at).toString());
        }
        sql.add(
                "), step as (select vehicle, device as origin, time as set_out, lead(device) over w as destination,"
                        + " lead(time) over w as arrived from seen window w as (partition by vehicle order by time)),"
                        + " journey as (select origin, destination, count(distinct vehicle) as vehicles,"
                        + " percentile_cont(array[0.5, 0.85]) within group (order by extract(epoch from arrived - set_out)) as seconds"
                        + " from step where destination <> origin and arrived - set_out <= ? * interval '1 second'"
                        + " group by origin, destination)"
                        + " select o.code as origin, d.code as destination, j.vehicles, j.seconds[1] as median, j.seconds[2] as p85"
                        + " from journey j join device o on o.id = j.origin join device d on d.id = j.destination"
                        + " order by j.vehicles desc, o.code, d.code",
                LONGEST.toSeconds());
        return database.call(connection -> sql.list(
                        connection,
                        row -> new Journey(
                                row.getString("origin"),
                                row.getString("destination"),
                                row.getInt("vehicles"),
                                Math.round(row.getDouble("median") * 10) / 10.0,
                                Math.round(row.getDouble("p85") * 10) / 10.0)))
                .map(all -> {
                    List<Journey> shown = all.stream()
                            .filter(each -> each.vehicles() >= LEAST_VEHICLES)
                            .toList();
                    return Answer.ok(new Found(from, to, shown, all.size() - shown.size()));
                });
    }

    private LocalDate day(Instant at) {
        return at.atZone(city.city().timeZone()).toLocalDate();
    }

    private Instant endOfDay(Instant at, Instant to) {
        Instant end = day(at).plusDays(1).atStartOfDay(city.city().timeZone()).toInstant();
        return end.isBefore(to) ? end : to;
    }

    /** Of the day; nobody can tell yesterday's vehicles in today's. */
    private byte[] key(LocalDate day) {
        byte[] key = keys.computeIfAbsent(day, each -> {
            byte[] fresh = new byte[KEY_BYTES];
            random.nextBytes(fresh);
            return fresh;
        });
        while (keys.size() > KEYS_KEPT) keys.pollFirstEntry();
        return key;
    }
}
