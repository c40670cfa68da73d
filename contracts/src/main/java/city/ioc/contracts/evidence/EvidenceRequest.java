package city.ioc.contracts.evidence;

import city.ioc.contracts.id.DeviceId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for the pictures a camera took around an instant.
 *
 * @param id of the case; asking again under the same id gives the same evidence
 * @param reason for the record, for instance {@code RED_LIGHT vt-03 group N}
 * @param closeUp what to show enlarged of the picture at that instant, for instance a number plate
 * @param until end of the clip; without one it goes on for as long as it began before the instant
 */
public record EvidenceRequest(
        String id,
        DeviceId camera,
        Instant at,
        String reason,
        Optional<PictureRegion> closeUp,
        Optional<Instant> until) {
    /** So long the process that watches a camera remembers its pictures; of what is older nothing can be kept. */
    public static final Duration REMEMBERED = Duration.ofSeconds(30);

    /** A clip ends at most so long after the instant. */
    public static final Duration LONGEST_AFTER = Duration.ofSeconds(24);

    private static final int LONGEST_REASON = 200;

    /** A request whose clip has the usual length. */
    public EvidenceRequest(String id, DeviceId camera, Instant at, String reason, Optional<PictureRegion> closeUp) {
        this(id, camera, at, reason, closeUp, Optional.empty());
    }

    public EvidenceRequest {
        if (!id.matches("[A-Za-z0-9-]{1,64}"))
            throw new IllegalArgumentException("a case's id is 1 to 64 letters, digits or '-', but is \"" + id + "\"");
        if (reason.isBlank() || reason.length() > LONGEST_REASON)
            throw new IllegalArgumentException("a reason of 1 to " + LONGEST_REASON + " characters is needed");
        if (until.isPresent() && (until.get().isBefore(at) || until.get().isAfter(at.plus(LONGEST_AFTER))))
            throw new IllegalArgumentException("a clip ends at most " + LONGEST_AFTER.toSeconds()
                    + " s after its instant " + at + ", but is to end at " + until.get());
    }
}
