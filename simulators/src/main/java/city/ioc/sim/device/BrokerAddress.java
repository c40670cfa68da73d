package city.ioc.sim.device;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** Where the broker is and whose signature its certificate must carry. */
public record BrokerAddress(URI url, Optional<Path> caFile) {}
