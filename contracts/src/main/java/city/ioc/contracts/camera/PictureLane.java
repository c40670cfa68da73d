package city.ioc.contracts.camera;

import city.ioc.contracts.id.ApproachId;
import java.util.List;

/**
 * A lane before the stop line, as far as the camera sees it.
 *
 * @param lane its number in the approach, 1 = next to the kerb
 * @param ring its outline, not repeated at the end
 * @param arrowFrom beginning of the arrow that shows which way traffic goes
 * @param arrowTo its end, at the stop line
 */
public record PictureLane(
        String id, ApproachId approach, int lane, List<PixelPoint> ring, PixelPoint arrowFrom, PixelPoint arrowTo) {
    public PictureLane {
        ring = List.copyOf(ring);
    }
}
