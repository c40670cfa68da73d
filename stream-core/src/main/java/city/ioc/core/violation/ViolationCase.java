package city.ioc.core.violation;

import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.violation.ViolationDetail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** What a camera told and was found to be a violation, or to look like one and be void. Its id follows from what was told alone. */
public record ViolationCase(
        UUID id,
        IntersectionId site,
        DeviceId camera,
        Sighted seen,
        Judgement.Found found,
        ViolationDetail detail,
        Instant raisedAt) {
    /** The evidence goes on so long after the passing, and after the entry. */
    private static final Duration AFTER_LINE = Duration.ofMillis(2_200);

    private static final Duration AFTER_ENTRY = Duration.ofSeconds(1);

    /** Of the same sighting always the same. */
    static UUID idOf(DeviceId camera, Sighted seen) {
        String what = seen.what().isEmpty() ? "" : "|" + seen.what();
        String key = camera + "|" + seen.track() + "|" + seen.at().toEpochMilli() + what;
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The pictures that it needs; a void case needs none. */
    public Optional<EvidenceRequest> evidence() {
        if (found.isVoid()) return Optional.empty();
        Instant at = seen.shownAt();
        Instant end = at.plus(AFTER_LINE);
        Instant entered = seen.end().plus(AFTER_ENTRY);
        if (entered.isAfter(end)) end = entered;
        Instant longest = at.plus(EvidenceRequest.LONGEST_AFTER);
        return Optional.of(new EvidenceRequest(
                id.toString(),
                camera,
                at,
                found.rule() + " " + site + " " + seen.approach(),
                Optional.of(seen.box()),
                Optional.of(end.isAfter(longest) ? longest : end)));
    }
}
