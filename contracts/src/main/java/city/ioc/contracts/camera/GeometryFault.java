package city.ioc.contracts.camera;

/**
 * One fault in a camera's geometry.
 *
 * @param place where it stands: "camera vt-01-cam-1 from 2026-01-01, lane n-1"
 * @param detail what is wrong, with the figures
 * @param remedy what to do about it
 */
public record GeometryFault(Kind kind, String place, String detail, String remedy) {
    /** Kinds of faults. */
    public enum Kind {
        UNREADABLE,
        UNKNOWN_CAMERA,
        UNKNOWN_ZONE,
        UNKNOWN_GROUP,
        PICTURE_SIZE,
        VALIDITY_EMPTY,
        VALIDITY_OVERLAPS,
        DUPLICATE,
        OUTSIDE_PICTURE,
        NO_LENGTH,
        NO_AREA,
        CROSSES_ITSELF,
        SURVEY_TOO_SMALL,
        SURVEY_DEGENERATE,
        SURVEY_INCONSISTENT,
        BEYOND_HORIZON
    }

    @Override
    public String toString() {
        return place + ": " + detail + "; " + remedy + " [" + kind + "]";
    }
}
