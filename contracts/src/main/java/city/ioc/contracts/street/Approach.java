package city.ioc.contracts.street;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.LinkId;
import java.util.Optional;

/**
 * The end of a link at an intersection.
 *
 * @param bearingDeg compass direction of travel towards the stop line
 * @param rightOnRed whether a sign allows to turn right at red; without a word of it none does
 */
public record Approach(ApproachId id, LinkId link, LocalName name, double bearingDeg, Optional<Boolean> rightOnRed) {
    /** An approach where nobody turns right at red. */
    public Approach(ApproachId id, LinkId link, LocalName name, double bearingDeg) {
        this(id, link, name, bearingDeg, Optional.empty());
    }

    public Approach {
        if (!(bearingDeg >= 0 && bearingDeg < 360))
            throw new IllegalArgumentException("bearing must be in [0, 360), but is " + bearingDeg);
    }
}
