package city.ioc.core.retention;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;

/**
 * Plates of cases that wait or were accepted: they outlive the sightings that they come from, and go when the case is rejected. Which
 * sighting is a case's: of the same camera and track, within a minute, the surest.
 */
final class CasePlates {
    /** States in which a case still has to say whose it is. */
    private static final String HELD = "('WAITING', 'ACCEPTED')";
    /** Cases that were older than this when their sightings were due are not looked at again, so that a run costs the same each time. */
    private static final String LOOKED_BACK = "interval '30 days'";

    private CasePlates() {}

    /** Copies to the cases what sightings before an instant tell, and forgets what cases need no more. */
    static void keep(Connection connection, Timestamp before) throws SQLException {
        try (PreparedStatement kept = connection.prepareStatement("""
                INSERT INTO violation_plate (violation, plate, confidence, auto_accept)
                SELECT v.id, s.plate, s.confidence, s.auto_accept FROM violation_now v
                JOIN LATERAL (
                    SELECT plate, confidence, auto_accept FROM plate_sighting
                    WHERE device = (SELECT id FROM device WHERE code = v.camera) AND track = v.track
                        AND time BETWEEN v.at - interval '60 s' AND v.at + interval '60 s'
                    ORDER BY confidence DESC LIMIT 1) s ON true
                WHERE v.at BETWEEN ?::timestamptz - %s AND ?::timestamptz + interval '60 s' AND v.state IN %s
                ON CONFLICT (violation) DO NOTHING""".formatted(LOOKED_BACK, HELD))) {
            kept.setTimestamp(1, before);
            kept.setTimestamp(2, before);
            kept.executeUpdate();
        }
        try (PreparedStatement freed = connection.prepareStatement(
                "DELETE FROM violation_plate p USING violation_now v WHERE v.id = p.violation AND v.state NOT IN "
                        + HELD)) {
            freed.executeUpdate();
        }
    }
}
