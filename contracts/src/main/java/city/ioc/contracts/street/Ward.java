package city.ioc.contracts.street;

import java.time.LocalDate;
import java.util.Optional;

/** An administrative unit with the dates it holds between. */
public record Ward(String id, LocalName name, LocalDate validFrom, Optional<LocalDate> validTo) {}
