package city.ioc.api.things;

import city.ioc.contracts.street.Device;
import java.util.List;
import java.util.Optional;

/** What a device measures, as SensorThings names it, and where the store has it. {@code symbol}: of the unit, in UCUM. */
record Measured(String id, String name, String description, String unit, String symbol) {
    /** What loops, radars and cameras say of traffic, by the column of {@code detector_reading}. */
    private static final List<Measured> TRAFFIC = List.of(
            new Measured("vehicles", "Vehicle count", "Vehicles that passed in the interval", "vehicles", "{vehicles}"),
            new Measured("occupancy", "Occupancy", "Share of the interval in which a vehicle was there", "ratio", "1"),
            new Measured(
                    "mean_speed_kmh", "Mean speed", "Mean speed of those who passed", "kilometre per hour", "km/h"),
            new Measured("queue_m", "Queue length", "Length of the queue at the end of the interval", "metre", "m"));

    /** What environment sensors say, by metric. */
    private static final List<Measured> ENVIRONMENT = List.of(
            new Measured("pm2_5_ug_m3", "PM2.5", "Fine particles", "microgram per cubic metre", "ug/m3"),
            new Measured("pm10_ug_m3", "PM10", "Particles", "microgram per cubic metre", "ug/m3"),
            new Measured("no2_ug_m3", "NO2", "Nitrogen dioxide", "microgram per cubic metre", "ug/m3"),
            new Measured("temperature_c", "Air temperature", "Air temperature", "degree Celsius", "Cel"),
            new Measured("humidity_pct", "Relative humidity", "Relative humidity of the air", "percent", "%"),
            new Measured("rain_mm_h", "Rain rate", "Rate of rainfall", "millimetre per hour", "mm/h"),
            new Measured("rain_1h_mm", "Rain of an hour", "Rainfall in the last hour", "millimetre", "mm"),
            new Measured("water_level_m", "Water level", "Level of the water", "metre", "m"));

    /** All that devices of a city may measure. */
    static List<Measured> listAll() {
        return java.util.stream.Stream.concat(TRAFFIC.stream(), ENVIRONMENT.stream())
                .toList();
    }

    static Optional<Measured> find(String id) {
        return listAll().stream().filter(each -> each.id.equals(id)).findFirst();
    }

    /** What a device measures; nothing for those that measure nothing or only for control. */
    static List<Measured> of(Device device) {
        return switch (device.kind()) {
            case STOP_LINE_DETECTOR, ADVANCE_DETECTOR -> TRAFFIC.subList(0, 3);
            case RADAR, CAMERA -> TRAFFIC;
            case AIR_QUALITY, RAIN_GAUGE, WATER_LEVEL ->
                device.metrics().stream()
                        .map(metric ->
                                find(metric).orElseGet(() -> new Measured(metric, metric, metric, metric, metric)))
                        .toList();
            case CONTROLLER, PEDESTRIAN_BUTTON -> List.of();
        };
    }

    /** Whether it is a column of {@code detector_reading}. */
    static boolean isTraffic(String property) {
        return TRAFFIC.stream().anyMatch(each -> each.id.equals(property));
    }
}
