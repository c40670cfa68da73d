package city.ioc.contracts.camera;

import city.ioc.contracts.id.ApproachId;
import java.util.Optional;

/**
 * A line across the road. Traffic that goes forward crosses it from its left to its right, looking from {@code from} to {@code to}.
 *
 * @param approach whose traffic it is for; empty where it is not of one approach
 */
public record PictureLine(String id, Kind kind, PixelPoint from, PixelPoint to, Optional<ApproachId> approach) {
    /** What it is for. */
    public enum Kind {
        STOP_LINE,
        COUNT_LINE
    }
}
