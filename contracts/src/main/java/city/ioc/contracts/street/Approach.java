package city.ioc.contracts.street;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.LinkId;

/** The end of a link at an intersection. {@code bearingDeg}: compass direction of travel towards the stop line. */
public record Approach(ApproachId id, LinkId link, LocalName name, double bearingDeg) {
    public Approach {
        if (!(bearingDeg >= 0 && bearingDeg < 360))
            throw new IllegalArgumentException("bearing must be in [0, 360), but is " + bearingDeg);
    }
}
