package city.ioc.api.read;

import city.ioc.contracts.street.Intersection;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.log.LogTime;
import city.ioc.measures.log.SignalSite;
import city.ioc.measures.log.TimeOrder;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** The event log of an intersection as measures read it: in local time, in their order, parameters as they take them. */
record SignalLog(Intersection intersection, SignalSite site, ZoneOffset offset) {

    /** Events that are wanted: codes, each with its parameters. */
    record Wanted(Collection<Integer> codes, Collection<Integer> parameters) {}

    /** Reads events from {@code lead} before {@code from} until {@code lead} after {@code to}; all where none are given as wanted. */
    void read(
            Connection connection,
            Instant from,
            Instant to,
            Duration lead,
            List<Wanted> wanted,
            Consumer<LogEvent> into)
            throws SQLException {
        TimeOrder order = new TimeOrder(into);
        Sql sql = Sql.of(
                "select time, code, parameter from signal_event where device = any(?) and time >= ? and time < ?",
                EventQueries.devices(connection, intersection.id().value())
                        .keySet()
                        .toArray(Integer[]::new),
                from.minus(lead),
                to.plus(lead));
        String or = "and (";
        for (Wanted each : wanted) {
            sql.add(
                    or + "(code = any(?) and parameter = any(?))",
                    each.codes().toArray(Integer[]::new),
                    each.parameters().toArray(Integer[]::new));
            or = "or ";
        }
        if (!wanted.isEmpty()) sql.add(")");
        sql.add("order by time").forEach(connection, row -> {
            order.add(event(row));
            return row;
        });
        order.finish();
    }

    private LogEvent event(ResultSet row) throws SQLException {
        int code = row.getInt("code");
        long atMs = Sql.instant(row, "time").toEpochMilli() + offset.getTotalSeconds() * 1000L;
        int parameter = site.parameter(code, row.getInt("parameter"));
        // The log keeps whatever a controller sends; what is no group, channel or second of ours measures nothing.
        return new LogEvent(atMs, code, parameter <= LogEvent.LARGEST_PARAMETER ? parameter : LogEvent.NO_PARAMETER);
    }

    /** When a time of the log was. */
    Instant instant(long ms) {
        return LogTime.of(ms).toInstant(offset);
    }
}
