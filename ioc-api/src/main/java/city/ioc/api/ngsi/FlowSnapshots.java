package city.ioc.api.ngsi;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The latest five minutes of every detector that are over. A detector that was silent for an hour has none. */
final class FlowSnapshots {
    private static final Duration BUCKET = Duration.ofMinutes(5);
    private static final Duration OLDEST = Duration.ofHours(1);

    private final Database database;

    FlowSnapshots(Database database) {
        this.database = database;
    }

    /** By id. */
    Future<List<FlowObserved>> list(City city, Instant now) {
        return database.call(connection -> Sql.of(
                                "select distinct on (f.device) d.code, f.bucket, f.vehicles, f.occupancy, f.mean_speed_kmh"
                                        + " from flow_5m f join device d on d.id = f.device where f.bucket >= ? and f.bucket <= ?"
                                        + " order by f.device, f.bucket desc",
                                now.minus(OLDEST),
                                now.minus(BUCKET))
                        .list(connection, row -> observed(city, row)))
                .map(found -> found.stream()
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(FlowObserved::id))
                        .toList());
    }

    /** Nothing of a device that the city no longer has. */
    private static Optional<FlowObserved> observed(City city, ResultSet row) throws SQLException {
        Instant from = Sql.instant(row, "bucket");
        int vehicles = row.getInt("vehicles");
        OptionalDouble occupancy = number(row, "occupancy");
        OptionalDouble speed = number(row, "mean_speed_kmh");
        return city.findDevice(new DeviceId(row.getString("code")))
                .map(device -> new FlowObserved(
                        city.id(), city.name().en(), device, from, from.plus(BUCKET), vehicles, occupancy, speed));
    }

    private static OptionalDouble number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
