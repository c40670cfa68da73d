package city.ioc.edge.intake;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.edge.registry.Registry;
import java.util.Map;
import java.util.Optional;

/** Air, rain and water: values of the metrics that the sensor is configured with, each within physical bounds. */
enum EnvironmentFamily implements DeviceFamily {
    INSTANCE;

    private record Range(double min, double max) {}

    private static final Map<String, Range> RANGES = Map.ofEntries(
            Map.entry("pm1_ug_m3", new Range(0, 2_000)),
            Map.entry("pm2_5_ug_m3", new Range(0, 2_000)),
            Map.entry("pm10_ug_m3", new Range(0, 5_000)),
            Map.entry("no2_ug_m3", new Range(0, 5_000)),
            Map.entry("so2_ug_m3", new Range(0, 5_000)),
            Map.entry("o3_ug_m3", new Range(0, 2_000)),
            Map.entry("co_ug_m3", new Range(0, 200_000)),
            Map.entry("co_mg_m3", new Range(0, 200)),
            Map.entry("temperature_c", new Range(-20, 60)),
            Map.entry("humidity_pct", new Range(0, 100)),
            Map.entry("wind_m_s", new Range(0, 90)),
            Map.entry("noise_db", new Range(0, 150)),
            Map.entry("rain_mm_h", new Range(0, 500)),
            Map.entry("rain_mm", new Range(0, 1_000)),
            Map.entry("water_level_m", new Range(-20, 20)));

    @Override
    public boolean speaks(DeviceBody body) {
        return switch (body) {
            case EnvironmentReadings readings -> true;
            case DeviceReport report -> true;
            case SignalEvents events -> false;
            case ControllerReport report -> false;
            case PriorityCall call -> false;
            case PlateSightings plates -> false;
            case StopLinePassages passages -> false;
            case LaneConducts conducts -> false;
            case LampReadings lamps -> false;
            case DetectorReadings readings -> false;
        };
    }

    @Override
    public Optional<String> findImplausible(DeviceBody body, Registry.Entry sender) {
        if (!(body instanceof EnvironmentReadings readings)) return Optional.empty();
        for (EnvironmentReading reading : readings.readings()) {
            if (!sender.device().metrics().contains(reading.metric()))
                return Optional.of("the sensor is not configured to measure " + reading.metric());
            Range range = RANGES.get(reading.metric());
            if (range != null && (reading.value() < range.min() || reading.value() > range.max()))
                return Optional.of(reading.metric() + " of " + reading.value() + ", must be in [" + range.min() + ", "
                        + range.max() + "]");
        }
        return Optional.empty();
    }
}
