package city.ioc.contracts.evidence;

import java.time.Instant;
import java.util.List;

/**
 * What could be kept of what was asked for.
 *
 * @param missing what could not, and why; evidence that is not whole says so itself
 * @param madeAt when it was put together
 * @param clockOffsetMs by how much the camera's clock was behind the city's
 */
public record EvidenceCase(
        EvidenceRequest request, List<EvidenceItem> items, List<String> missing, Instant madeAt, long clockOffsetMs) {
    public EvidenceCase {
        items = List.copyOf(items);
        missing = List.copyOf(missing);
    }
}
