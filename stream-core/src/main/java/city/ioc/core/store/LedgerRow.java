package city.ioc.core.store;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveDecision;
import city.ioc.contracts.live.LiveIncident;
import city.ioc.contracts.violation.ViolationAction;
import city.ioc.core.violation.Sighted;
import city.ioc.core.violation.ViolationCase;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One row that the core itself makes: decisions, alarms, incidents, violations, overrides, sites, events of priority. Writing it twice is harmless. */
public sealed interface LedgerRow {
    void write(Connection connection) throws SQLException;

    /** A line of the decision ledger. */
    record Decision(String id, LiveDecision line) implements LedgerRow {
        private static final String INSERT = """
                INSERT INTO decision (time, intersection, id, strategy, action, stage, reason, outcome, values, candidates)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?::jsonb) ON CONFLICT DO NOTHING""";

        @Override
        public void write(Connection connection) throws SQLException {
            writeAll(connection, List.of(this));
        }

        /** Writes many lines in one go; a city makes far more of these than of all other rows. */
        static void writeAll(Connection connection, List<Decision> decisions) throws SQLException {
            if (decisions.isEmpty()) return;
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                for (Decision decision : decisions) {
                    decision.fill(statement);
                    statement.addBatch();
                }
                statement.executeBatch();
            }
        }

        private void fill(PreparedStatement statement) throws SQLException {
            setInstant(statement, 1, line.at());
            statement.setString(2, line.intersection().value());
            statement.setString(3, id);
            statement.setString(4, line.strategy());
            statement.setString(5, line.action());
            statement.setString(6, line.stage().orElse(null));
            statement.setString(7, line.reason());
            statement.setString(8, line.outcome());
            statement.setString(9, json(line.values()));
            statement.setString(10, line.candidates().isEmpty() ? null : json(line.candidates()));
        }
    }

    /** An alarm as it is now. */
    record Alarm(LiveAlarm alarm) implements LedgerRow {
        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO alarm (id, kind, severity, site, subject, values, active, acknowledged, raised_at, cleared_at,
                        acknowledged_at, acknowledged_by, assignee, note, occurrences)
                    VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET severity = EXCLUDED.severity, values = EXCLUDED.values,
                        active = EXCLUDED.active, acknowledged = EXCLUDED.acknowledged, cleared_at = EXCLUDED.cleared_at,
                        acknowledged_at = EXCLUDED.acknowledged_at, acknowledged_by = EXCLUDED.acknowledged_by,
                        assignee = EXCLUDED.assignee, note = EXCLUDED.note, occurrences = EXCLUDED.occurrences""")) {
                statement.setString(1, alarm.id());
                statement.setString(2, alarm.kind());
                statement.setString(3, alarm.severity().name());
                statement.setString(4, alarm.site());
                statement.setString(5, alarm.subject());
                statement.setString(6, json(alarm.values()));
                statement.setBoolean(7, alarm.active());
                statement.setBoolean(8, alarm.acknowledged());
                setInstant(statement, 9, alarm.raisedAt());
                setInstant(statement, 10, alarm.clearedAt());
                setInstant(statement, 11, alarm.acknowledgedAt());
                statement.setString(12, alarm.acknowledgedBy().orElse(null));
                statement.setString(13, alarm.assignee().orElse(null));
                statement.setString(14, alarm.note().orElse(null));
                statement.setInt(15, alarm.occurrences());
                statement.executeUpdate();
            }
        }
    }

    /** A case as it was raised or voided, with the change that says so; what people make of it later are further changes. */
    record Violation(ViolationCase found, String detail) implements LedgerRow {
        private static final String INSERT = """
                WITH kept AS (
                    INSERT INTO violation (id, rule, site, camera, approach, lane, at, entered_at, raised_at, seconds_into_red,
                        vehicle, speed_kmh, track, void_reason, detail, until)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING RETURNING id)
                INSERT INTO violation_change (violation, version, at, actor, action, reason)
                SELECT id, 1, ?, 'system', ?, ? FROM kept""";

        public static Violation of(ViolationCase found) {
            return new Violation(found, json(found.detail()));
        }

        @Override
        public void write(Connection connection) throws SQLException {
            Sighted seen = found.seen();
            String reason =
                    found.found().isVoid() ? found.found().voids().getFirst().name() : null;
            try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
                statement.setObject(1, found.id());
                statement.setString(2, found.found().rule().name());
                statement.setString(3, found.site().value());
                statement.setString(4, found.camera().value());
                statement.setString(5, seen.approach().value());
                statement.setObject(6, seen.lane().isPresent() ? seen.lane().getAsInt() : null, Types.SMALLINT);
                setInstant(statement, 7, seen.at());
                setInstant(statement, 8, seen.enteredAt());
                setInstant(statement, 9, found.raisedAt());
                setReal(statement, 10, found.found().secondsIntoRed());
                statement.setString(11, seen.vehicle().map(Enum::name).orElse(null));
                setReal(statement, 12, seen.speedKmh());
                statement.setLong(13, seen.track());
                statement.setString(14, reason);
                statement.setString(15, detail);
                setInstant(statement, 16, seen.until());

                setInstant(statement, 17, found.raisedAt());
                ViolationAction action = reason == null ? ViolationAction.RAISED : ViolationAction.VOIDED;
                statement.setString(18, action.name());
                statement.setString(19, reason);
                statement.executeUpdate();
            }
        }

        private static void setReal(PreparedStatement statement, int index, OptionalDouble value) throws SQLException {
            statement.setObject(index, value.isPresent() ? value.getAsDouble() : null, Types.REAL);
        }
    }

    /** What happened to an alarm. */
    record AlarmLine(String alarm, Instant at, String event, String actor, Optional<String> note) implements LedgerRow {
        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO alarm_history (alarm, at, event, actor, note) SELECT ?, ?, ?, ?, ?
                    WHERE NOT EXISTS (SELECT 1 FROM alarm_history WHERE alarm = ? AND at = ? AND event = ?)""")) {
                statement.setString(1, alarm);
                setInstant(statement, 2, at);
                statement.setString(3, event);
                statement.setString(4, actor);
                statement.setString(5, note.orElse(null));
                statement.setString(6, alarm);
                setInstant(statement, 7, at);
                statement.setString(8, event);
                statement.executeUpdate();
            }
        }
    }

    /** An incident as it is now. */
    record Incident(LiveIncident incident) implements LedgerRow {
        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO incident (id, kind, site, approach, values, started_at, ended_at)
                    VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET values = EXCLUDED.values, ended_at = EXCLUDED.ended_at""")) {
                statement.setString(1, incident.id());
                statement.setString(2, incident.kind());
                statement.setString(3, incident.site());
                statement.setString(4, incident.approach().orElse(null));
                statement.setString(5, json(incident.values()));
                setInstant(statement, 6, incident.startedAt());
                setInstant(statement, 7, incident.endedAt());
                statement.executeUpdate();
            }
        }
    }

    /** An override; with {@code endedAt} once it has ended. */
    record SignalOverride(
            String id,
            String intersection,
            String kind,
            Optional<String> target,
            String actor,
            String reason,
            Instant from,
            Instant expiresAt,
            Optional<Instant> endedAt,
            Optional<String> endedBy)
            implements LedgerRow {
        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO signal_override (id, intersection, kind, target, actor, reason, from_time, expires_at, ended_at,
                        ended_by)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET ended_at = EXCLUDED.ended_at, ended_by = EXCLUDED.ended_by""")) {
                statement.setString(1, id);
                statement.setString(2, intersection);
                statement.setString(3, kind);
                statement.setString(4, target.orElse(null));
                statement.setString(5, actor);
                statement.setString(6, reason);
                setInstant(statement, 7, from);
                setInstant(statement, 8, expiresAt);
                setInstant(statement, 9, endedAt);
                statement.setString(10, endedBy.orElse(null));
                statement.executeUpdate();
            }
        }
    }

    /**
     * An event that control writes into the log of a controller. It counts as of a message in a session that no controller ever
     * reaches, numbered by its time; its place in the message says what it is, so that writing it twice changes nothing.
     */
    record ControlEvent(DeviceId controller, SignalEvent event) implements LedgerRow {
        private static final long LAST_SESSION = Integer.MAX_VALUE;

        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO signal_event (time, device, message, idx, code, parameter)
                    SELECT ?, id, ?, ?, ?, ? FROM device WHERE code = ? ON CONFLICT DO NOTHING""")) {
                setInstant(statement, 1, event.at());
                statement.setLong(2, message());
                statement.setInt(3, event.code() * 256 + (event.parameter() & 0xff));
                statement.setInt(4, event.code());
                statement.setInt(5, event.parameter());
                statement.setString(6, controller.value());
                statement.executeUpdate();
            }
        }

        private long message() {
            return new MessageId(LAST_SESSION, Math.max(1, event.at().toEpochMilli() & 0xFFFF_FFFFL)).asLong();
        }
    }

    /** A site added while running. */
    record AddedSite(Site site, String addedBy, Instant addedAt) implements LedgerRow {
        @Override
        public void write(Connection connection) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO site (id, document, added_by, added_at) VALUES (?, ?::jsonb, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET document = EXCLUDED.document, added_by = EXCLUDED.added_by,
                        added_at = EXCLUDED.added_at""")) {
                statement.setString(1, site.intersection().id().value());
                statement.setString(2, json(site));
                statement.setString(3, addedBy);
                setInstant(statement, 4, addedAt);
                statement.executeUpdate();
            }
        }
    }

    private static void setInstant(PreparedStatement statement, int index, Instant value) throws SQLException {
        statement.setObject(index, value.atOffset(ZoneOffset.UTC));
    }

    private static void setInstant(PreparedStatement statement, int index, Optional<Instant> value)
            throws SQLException {
        if (value.isPresent()) setInstant(statement, index, value.get());
        else statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
    }

    private static String json(@Nullable Object value) {
        try {
            return CityJson.mapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }
}
