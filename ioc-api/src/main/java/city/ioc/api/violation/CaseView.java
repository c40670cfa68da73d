package city.ioc.api.violation;

import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.violation.RejectReason;
import city.ioc.contracts.violation.ViolationAction;
import city.ioc.contracts.violation.ViolationDetail;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.ViolationState;
import city.ioc.contracts.violation.VoidReason;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Cases as they are shown. */
final class CaseView {
    private CaseView() {}

    /** A number plate, masked. */
    record Plate(String masked, double confidence, boolean autoAccept) {}

    /** What happened to a case. {@code reason} is a {@link RejectReason} or a {@link VoidReason}. */
    record Change(
            int version,
            Instant at,
            String actor,
            ViolationAction action,
            Optional<String> reason,
            Optional<String> note) {}

    /** How it is with the pictures of a case. */
    enum EvidenceState {
        READY,
        /** Something is missing, and the document says why. */
        INCOMPLETE,
        AWAITED,
        /** A void case has none. */
        NOT_ASKED,
        /** No document has come. */
        MISSING
    }

    /** @param items only where a single case is shown */
    record Evidence(
            EvidenceState state,
            List<String> missing,
            Optional<List<EvidenceItem>> items,
            Optional<Long> clockOffsetMs) {
        Evidence brief() {
            return new Evidence(state, missing, Optional.empty(), Optional.empty());
        }
    }

    /** A case in the queue. */
    record Brief(
            String id,
            ViolationRule rule,
            ViolationState state,
            int version,
            String site,
            String camera,
            String approach,
            Optional<Integer> lane,
            Instant at,
            Optional<Instant> until,
            Instant raisedAt,
            Optional<Double> secondsIntoRed,
            Optional<String> vehicle,
            Optional<Double> speedKmh,
            Optional<Plate> plate,
            Optional<VoidReason> voidReason,
            Evidence evidence,
            Change lastChange) {
        Brief withEvidence(Evidence other) {
            return new Brief(
                    id,
                    rule,
                    state,
                    version,
                    site,
                    camera,
                    approach,
                    lane,
                    at,
                    until,
                    raisedAt,
                    secondsIntoRed,
                    vehicle,
                    speedKmh,
                    plate,
                    voidReason,
                    other,
                    lastChange);
        }
    }

    /** A case with all it was judged by. */
    record Whole(
            @JsonUnwrapped Brief brief,
            Optional<Instant> enteredAt,
            @JsonUnwrapped ViolationDetail detail,
            List<Change> history) {}

    /** What came of the cases of one camera under one rule. */
    record Counts(
            String camera,
            ViolationRule rule,
            int waiting,
            int accepted,
            int rejected,

            @JsonProperty("void") int voided,

            Map<String, Integer> rejectedReasons,
            Map<String, Integer> voidReasons) {}

    record Summary(List<Counts> items) {}
}
