package city.ioc.contracts.camera;

import java.util.List;

/**
 * The part of a zone with a rule that the camera sees.
 *
 * @param zone code of the zone in the city's {@code zones.json}, which has the rule and its hours
 */
public record PictureArea(String id, String zone, List<PixelPoint> ring) {
    public PictureArea {
        ring = List.copyOf(ring);
    }
}
