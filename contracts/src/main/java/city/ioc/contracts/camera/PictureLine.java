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
        COUNT_LINE,
        /** Where, beyond the stop line of the same approach, the junction begins: the edge of the crossing carriageway. */
        JUNCTION_LINE
    }
}
