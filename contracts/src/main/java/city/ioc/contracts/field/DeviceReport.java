package city.ioc.contracts.field;

import java.time.Instant;
import java.util.Optional;

/** Health of a device, by itself. */
public record DeviceReport(Instant at, boolean healthy, Optional<String> fault, Optional<String> firmware)
        implements DeviceBody {
    @Override
    public int samples() {
        return 1;
    }
}
