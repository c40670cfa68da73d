package city.ioc.core.violation;

import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.violation.ViolationDetail;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** A passage that was found to be a violation, or to look like one and be void. Its id follows from the passage alone. */
public record ViolationCase(
        UUID id,
        IntersectionId site,
        DeviceId camera,
        StopLinePassage passage,
        Judgement.Found found,
        ViolationDetail detail,
        Instant raisedAt) {
    /** The evidence goes on so long after the passing, and after the entry. */
    private static final Duration AFTER_LINE = Duration.ofMillis(2_200);

    private static final Duration AFTER_ENTRY = Duration.ofSeconds(1);

    /** Of the same passage always the same. */
    static UUID idOf(DeviceId camera, StopLinePassage passage) {
        String key = camera + "|" + passage.track() + "|" + passage.at().toEpochMilli();
        return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The pictures that it needs; a void case needs none. */
    public Optional<EvidenceRequest> evidence() {
        if (found.isVoid()) return Optional.empty();
        Instant at = passage.at();
        Instant end = at.plus(AFTER_LINE);
        Instant entered = passage.end().plus(AFTER_ENTRY);
        if (entered.isAfter(end)) end = entered;
        Instant longest = at.plus(EvidenceRequest.LONGEST_AFTER);
        return Optional.of(new EvidenceRequest(
                id.toString(),
                camera,
                at,
                found.rule() + " " + site + " " + passage.approach(),
                Optional.of(passage.box()),
                Optional.of(end.isAfter(longest) ? longest : end)));
    }
}
