package city.ioc.core.store;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.id.ApproachId;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of number plates that cameras have read, apart from all other history: personal data, kept for a time of their own and
 * given out by nobody but the API.
 */
final class PlateTable {
    /** A plate is known from its first sighting on; in the order of plates, so that two lanes never wait for each other. */
    static final String INSERT = """
            WITH seen AS (
                INSERT INTO plate_sighting (time, device, message, idx, track, vehicle, plate, layout, confidence, auto_accept,
                    reads, alternatives, approach, motion)
                SELECT to_timestamp(t / 1000.0::float8), d, m, i, k, v, p, l, c, a, n, o::jsonb, w, g
                FROM unnest(?::int8[], ?::int4[], ?::int8[], ?::int2[], ?::int8[], ?::text[], ?::text[], ?::text[],
                    ?::float4[], ?::bool[], ?::int2[], ?::text[], ?::text[], ?::text[])
                    AS r(t, d, m, i, k, v, p, l, c, a, n, o, w, g)
                ON CONFLICT DO NOTHING RETURNING plate, time)
            INSERT INTO plate_known AS known (plate, last_seen)
            SELECT plate, max(time) FROM seen GROUP BY plate ORDER BY plate
            ON CONFLICT (plate) DO UPDATE SET last_seen = greatest(known.last_seen, excluded.last_seen)""";

    private PlateTable() {}

    static void bind(Columns columns, List<HistoryRow.Plate> rows) throws SQLException {
        int n = rows.size();
        long[] messages = new long[n];
        short[] indices = new short[n];
        long[] tracks = new long[n];
        @Nullable String[] vehicles = new @Nullable String[n];
        String[] plates = new String[n];
        String[] layouts = new String[n];
        float[] confidences = new float[n];
        boolean[] accepted = new boolean[n];
        short[] reads = new short[n];
        String[] alternatives = new String[n];
        @Nullable String[] approaches = new @Nullable String[n];
        String[] motions = new String[n];
        for (int i = 0; i < n; i++) {
            PlateSighting sighting = rows.get(i).sighting();
            messages[i] = rows.get(i).message();
            indices[i] = (short) rows.get(i).index();
            tracks[i] = sighting.track();
            vehicles[i] = sighting.vehicle().map(Enum::name).orElse(null);
            plates[i] = sighting.plate().value();
            layouts[i] = sighting.layout().name();
            confidences[i] = (float) sighting.confidence();
            accepted[i] = sighting.autoAccept();
            reads[i] = (short) sighting.reads();
            alternatives[i] = json(sighting.alternatives());
            approaches[i] = sighting.approach().map(ApproachId::value).orElse(null);
            motions[i] = sighting.motion().name();
        }
        columns.add("int8", messages);
        columns.add("int2", indices);
        columns.add("int8", tracks);
        columns.add("text", vehicles);
        columns.add("text", plates);
        columns.add("text", layouts);
        columns.add("float4", confidences);
        columns.add("bool", accepted);
        columns.add("int2", reads);
        columns.add("text", alternatives);
        columns.add("text", approaches);
        columns.add("text", motions);
    }

    /** Texts with their shares. */
    private static String json(List<PlateSighting.Alternative> alternatives) {
        Map<String, Double> shares = new LinkedHashMap<>();
        for (PlateSighting.Alternative each : alternatives)
            shares.put(each.plate().value(), each.share());
        try {
            return CityJson.mapper().writeValueAsString(shares);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("shares of plates cannot be written as JSON", e);
        }
    }

    /** Why the database refused a row; its own message may quote the row. */
    static String refusal(Exception e) {
        return e instanceof SQLException sql
                ? "SQL state " + sql.getSQLState()
                : e.getClass().getSimpleName();
    }

    /** What may be kept of a row that the database refused: which one it was, not what it says. */
    static Map<String, Object> withoutPlate(HistoryRow.Plate row) {
        return Map.of(
                "device", row.device().value(),
                "message", row.message(),
                "index", row.index(),
                "at", row.time(),
                "plate", row.sighting().plate().masked());
    }
}
