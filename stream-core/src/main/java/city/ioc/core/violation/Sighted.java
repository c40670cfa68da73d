package city.ioc.core.violation;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.VehicleClass;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What a camera told of one vehicle, whatever that did.
 *
 * @param what tells one that began at the same instant apart from another
 * @param at it passed the stop line, or was first seen to do what it did
 * @param until it was last seen to; empty where it passed a line
 */
public record Sighted(
        String what,
        Instant at,
        Optional<Instant> until,
        long track,
        Optional<VehicleClass> vehicle,
        ApproachId approach,
        OptionalInt lane,

        OptionalDouble speedKmh,
        Optional<Instant> enteredAt,
        LocalDate geometryFrom,
        PictureRegion box) {

    static Sighted of(StopLinePassage passage) {
        return new Sighted(
                "",
                passage.at(),
                Optional.empty(),
                passage.track(),
                passage.vehicle(),
                passage.approach(),
                passage.lane(),
                passage.speedKmh(),
                passage.enteredAt(),
                passage.geometryFrom(),
                passage.box());
    }

    static Sighted of(LaneConduct conduct) {
        return new Sighted(
                conduct.kind().name(),
                conduct.at(),
                Optional.of(conduct.until()),
                conduct.track(),
                conduct.vehicle(),
                conduct.approach(),
                conduct.lane(),
                OptionalDouble.of(conduct.speedKmh()),
                Optional.empty(),
                conduct.geometryFrom(),
                conduct.box());
    }

    /** What the picture is to show: the passing of a line, or the last of what it did. */
    Instant shownAt() {
        return until.orElse(at);
    }

    /** The last instant that it speaks of. */
    Instant end() {
        return enteredAt.orElse(shownAt());
    }
}
