package city.ioc.api.violation;

import city.ioc.api.violation.CaseView.Evidence;
import city.ioc.api.violation.CaseView.EvidenceState;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceFolder;
import city.ioc.contracts.violation.ViolationState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How it is with the pictures of cases, by the folder of evidence. Blocks on the disk; thread-safe. */
final class CaseEvidence {
    private static final Logger LOG = LoggerFactory.getLogger(CaseEvidence.class);
    /** A camera's pictures are remembered for 30 s: what is not there long after will not come. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EvidenceFolder folder;

    CaseEvidence(EvidenceFolder folder) {
        this.folder = folder;
    }

    Evidence of(CaseView.Brief one, Instant now) {
        if (one.voidReason().isPresent() || one.state() == ViolationState.VOID)
            return bare(EvidenceState.NOT_ASKED, List.of());
        try {
            Optional<EvidenceCase> found = folder.find(one.id());
            if (found.isPresent()) return of(found.get());
        } catch (IOException e) {
            LOG.warn("evidence unreadable case={} cause=\"{}\"", one.id(), e.getMessage());
            return bare(EvidenceState.MISSING, List.of("its document cannot be read"));
        }
        return now.isBefore(one.raisedAt().plus(PATIENCE))
                ? bare(EvidenceState.AWAITED, List.of())
                : bare(
                        EvidenceState.MISSING,
                        List.of("no process that watches " + one.camera() + " has answered, or its time is over"));
    }

    private static Evidence of(EvidenceCase found) {
        return new Evidence(
                found.missing().isEmpty() ? EvidenceState.READY : EvidenceState.INCOMPLETE,
                found.missing(),
                Optional.of(found.items()),
                Optional.of(found.clockOffsetMs()));
    }

    private static Evidence bare(EvidenceState state, List<String> missing) {
        return new Evidence(state, missing, Optional.empty(), Optional.empty());
    }
}
