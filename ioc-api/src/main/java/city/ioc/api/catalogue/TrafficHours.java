package city.ioc.api.catalogue;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Traffic by intersection and hour of a day. An hour in which fewer than {@link #FEWEST} vehicles were counted is there without its
 * values: who knows that one of few was somebody would learn how fast he drove.
 */
final class TrafficHours {
    /** The usual smallest cell of official statistics. */
    static final int FEWEST = 5;

    private static final List<String> COLUMNS = List.of(
            "hour", "intersection", "minutes_measured", "vehicles", "pcu", "mean_speed_kmh", "delay_s", "withheld");

    private final Database database;

    TrafficHours(Database database) {
        this.database = database;
    }

    /** @param speedVehicles how many the mean speed is of; {@code delayVehicles} the same of the delay */
    record Hour(
            Instant begin,
            String intersection,
            int measuredMs,
            int vehicles,
            double pcu,
            OptionalDouble meanSpeedKmh,
            int speedVehicles,
            OptionalDouble delayS,
            int delayVehicles) {

        List<String> cells(ZoneId zone) {
            boolean isFew = vehicles < FEWEST;
            return List.of(
                    begin.atZone(zone).toOffsetDateTime().toString(),
                    intersection,
                    String.valueOf(measuredMs / 60_000),
                    isFew ? "" : String.valueOf(vehicles),
                    isFew ? "" : decimal(pcu),
                    speedVehicles < FEWEST ? "" : text(meanSpeedKmh),
                    delayVehicles < FEWEST ? "" : text(delayS),
                    String.valueOf(isFew));
        }

        private static String text(OptionalDouble value) {
            return value.isPresent() ? decimal(value.getAsDouble()) : "";
        }

        private static String decimal(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }

    Future<String> csv(LocalDate day, ZoneId zone) {
        return database.call(connection -> Sql.of(
                                "select bucket, intersection, measured_ms, vehicles, pcu, mean_speed_kmh, speed_vehicles, delay_s,"
                                        + " delay_vehicles from intersection_flow_1h where bucket >= ? and bucket < ?"
                                        + " order by bucket, intersection",
                                day.atStartOfDay(zone).toInstant(),
                                day.plusDays(1).atStartOfDay(zone).toInstant())
                        .list(
                                connection,
                                row -> new Hour(
                                        Sql.instant(row, "bucket"),
                                        row.getString("intersection"),
                                        row.getInt("measured_ms"),
                                        row.getInt("vehicles"),
                                        row.getDouble("pcu"),
                                        number(Optional.ofNullable(row.getObject("mean_speed_kmh", Float.class))),
                                        row.getInt("speed_vehicles"),
                                        number(Optional.ofNullable(row.getObject("delay_s", Float.class))),
                                        row.getInt("delay_vehicles"))))
                .map(hours -> written(hours, zone));
    }

    static String written(List<Hour> hours, ZoneId zone) {
        Csv csv = new Csv(COLUMNS);
        for (Hour hour : hours) csv.row(hour.cells(zone));
        return csv.toString();
    }

    private static OptionalDouble number(Optional<Float> value) {
        return value.map(of -> OptionalDouble.of(of)).orElse(OptionalDouble.empty());
    }
}
