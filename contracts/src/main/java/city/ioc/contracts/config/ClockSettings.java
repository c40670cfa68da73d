package city.ioc.contracts.config;

import city.ioc.contracts.time.CityClock;
import java.time.Instant;
import java.util.Optional;

/** The city's clock as the settings have it. */
public final class ClockSettings {
    private ClockSettings() {}

    /** The system's clock unless the city runs faster. Faults go into the settings. */
    public static CityClock read(Settings settings) {
        double factor = settings.parse(SettingKey.IOC_TIME_FACTOR, 1.0, "a number above 0 and up to 1000", text -> {
            double value = Double.parseDouble(text);
            if (!(value > 0 && value <= 1000)) throw new IllegalArgumentException();
            return value;
        });
        Optional<Instant> origin = settings.parse(
                SettingKey.IOC_TIME_ORIGIN,
                Optional.empty(),
                "an ISO-8601 instant",
                text -> Optional.of(Instant.parse(text)));
        if (factor != 1 && origin.isEmpty())
            settings.fault("IOC_TIME_FACTOR needs IOC_TIME_ORIGIN, so that all processes agree on the time");
        return origin.isPresent() && factor != 1 ? CityClock.accelerated(origin.get(), factor) : CityClock.real();
    }
}
