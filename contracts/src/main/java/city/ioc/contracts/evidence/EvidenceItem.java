package city.ioc.contracts.evidence;

import java.time.Instant;

/**
 * One file of a case, kept under its hash.
 *
 * @param sha256 of the file's bytes, 64 hexadecimal digits
 * @param from when the first picture in it was taken, by the camera's clock
 * @param to when the last one was
 */
public record EvidenceItem(Kind kind, String sha256, String mediaType, long bytes, Instant from, Instant to) {
    /** What it shows. */
    public enum Kind {
        STILL_BEFORE,
        STILL_AT,
        STILL_AFTER,
        CLOSE_UP,
        CLIP,
        /** The picture at the instant as the camera sent it, without a stamp. */
        ORIGINAL_AT
    }

    public EvidenceItem {
        if (!sha256.matches("[0-9a-f]{64}")) throw new IllegalArgumentException("no SHA-256: " + sha256);
    }
}
