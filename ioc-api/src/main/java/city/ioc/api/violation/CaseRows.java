package city.ioc.api.violation;

import city.ioc.api.read.Sql;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.violation.ViolationAction;
import city.ioc.contracts.violation.ViolationDetail;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.ViolationState;
import city.ioc.contracts.violation.VoidReason;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads cases from rows; plates leave here masked. Pure. */
final class CaseRows {
    /** Cases with their last change, and the plate that the camera has read of the same track, or that was kept of it. */
    static final String SELECT = """
            select v.*, coalesce(p.plate, k.plate) as plate, coalesce(p.confidence, k.confidence) as plate_confidence,
                coalesce(p.auto_accept, k.auto_accept) as auto_accept from violation_now v
            left join lateral (
                select plate, confidence, auto_accept from plate_sighting
                where device = (select id from device where code = v.camera) and track = v.track
                    and time between v.at - interval '60 s' and v.at + interval '60 s'
                order by confidence desc limit 1) p on true
            left join violation_plate k on k.violation = v.id
            where\s""";

    private static final CaseView.Evidence UNKNOWN =
            new CaseView.Evidence(CaseView.EvidenceState.AWAITED, List.of(), Optional.empty(), Optional.empty());

    private CaseRows() {}

    static CaseView.Brief brief(ResultSet row) throws SQLException {
        return new CaseView.Brief(
                row.getString("id"),
                ViolationRule.valueOf(row.getString("rule")),
                ViolationState.valueOf(row.getString("state")),
                row.getInt("version"),
                row.getString("site"),
                row.getString("camera"),
                row.getString("approach"),
                Sql.findInteger(row, "lane"),
                Sql.instant(row, "at"),
                Sql.findInstant(row, "until"),
                Sql.instant(row, "raised_at"),
                rounded(Sql.findReal(row, "seconds_into_red"), 1000),
                Sql.findText(row, "vehicle"),
                rounded(Sql.findReal(row, "speed_kmh"), 10),
                plate(row),
                Sql.findText(row, "void_reason").map(VoidReason::valueOf),
                UNKNOWN,
                new CaseView.Change(
                        row.getInt("version"),
                        Sql.instant(row, "changed_at"),
                        row.getString("actor"),
                        ViolationAction.valueOf(row.getString("action")),
                        Sql.findText(row, "reason"),
                        Sql.findText(row, "note")));
    }

    private static Optional<Double> rounded(Optional<Double> value, int steps) {
        return value.map(each -> Math.round(each * steps) / (double) steps);
    }

    private static Optional<CaseView.Plate> plate(ResultSet row) throws SQLException {
        Optional<String> text = Sql.findText(row, "plate");
        if (text.isEmpty()) return Optional.empty();
        return Optional.of(new CaseView.Plate(
                new PlateText(text.get()).masked(),
                rounded(Sql.findReal(row, "plate_confidence"), 1000).orElse(0.0),
                row.getBoolean("auto_accept")));
    }

    static CaseView.Change change(ResultSet row) throws SQLException {
        return new CaseView.Change(
                row.getInt("version"),
                Sql.instant(row, "at"),
                row.getString("actor"),
                ViolationAction.valueOf(row.getString("action")),
                Sql.findText(row, "reason"),
                Sql.findText(row, "note"));
    }

    static ViolationDetail detail(ResultSet row) throws SQLException {
        try {
            return CityJson.mapper().readValue(row.getString("detail"), ViolationDetail.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the detail of case " + row.getString("id") + " cannot be read", e);
        }
    }

    static Optional<Instant> enteredAt(ResultSet row) throws SQLException {
        return Sql.findInstant(row, "entered_at");
    }
}
