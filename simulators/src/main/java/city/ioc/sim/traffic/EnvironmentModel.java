package city.ioc.sim.traffic;

import java.time.Instant;
import java.time.ZoneId;

/**
 * Air, rain and water of the city: smooth processes over time, pure functions of seed, place and instant, so that any instant
 * can be asked in any order. Sums of sines with incommensurable periods and random phases stand for weather; daily and tidal
 * periods are the real ones.
 */
public final class EnvironmentModel {
    private static final double DAY_S = 86_400;
    /** Period of the main lunar semidiurnal tide M2, 12.42 h: the Xà No canal is tidal. */
    private static final double TIDE_S = 12.42 * 3600;

    private static final double HOUR_S = 3600;

    private final long seed;
    private final ZoneId zone;

    public EnvironmentModel(long seed, ZoneId zone) {
        this.seed = seed;
        this.zone = zone;
    }

    /**
     * The value of a metric at a place.
     *
     * @param place code of the device, so that two sensors of one kind differ a little
     * @throws IllegalArgumentException for a metric that the model does not know
     */
    public double valueAt(String place, String metric, Instant at) {
        double t = at.toEpochMilli() / 1000.0;
        double local = at.atZone(zone).toLocalTime().toSecondOfDay() / DAY_S;
        return switch (metric) {
            case "pm2_5_ug_m3" -> pm25(place, t, local);
            case "pm10_ug_m3" -> 1.65 * pm25(place, t, local) + 6 + 2 * wave("pm10" + place, t, 0.7 * HOUR_S);
            case "no2_ug_m3" -> Math.max(2, 16 + 20 * rush(local) + 4 * wave("no2" + place, t, HOUR_S));
            case "temperature_c" -> temperature(t, local) + 0.2 * wave("temp" + place, t, HOUR_S);
            case "humidity_pct" -> clamp(150 - 2.6 * temperature(t, local) + 6 * wetness(t), 35, 100);
            case "rain_mm_h" -> rain(place, t);
            case "rain_1h_mm" -> {
                double sum = 0;
                for (int minute = 0; minute < 60; minute++) sum += rain(place, t - minute * 60.0) / 60;
                yield sum;
            }
            case "water_level_m" -> water(place, t);
            default -> throw new IllegalArgumentException("the environment has no metric " + metric);
        };
    }

    private double pm25(String place, double t, double local) {
        double washed = 1 - 0.4 * wetness(t);
        return Math.max(
                3,
                washed
                        * (17
                                + 11 * rush(local)
                                + 6 * wave("pm-day", t, 3.1 * DAY_S)
                                + 3 * wave("pm" + place, t, 1.3 * HOUR_S)));
    }

    private double temperature(double t, double local) {
        return 28
                + 4 * Math.cos(2 * Math.PI * (local - 14.0 / 24))
                + 0.8 * wave("warm", t, 5.3 * DAY_S)
                - 2 * wetness(t);
    }

    /** Showers: the part of a slow wave above a threshold, modulated by a fast one. */
    private double rain(String place, double t) {
        double shower = wetness(t);
        if (shower == 0) return 0;
        return Math.max(0, 45 * shower * (0.7 + 0.3 * wave("cell" + place, t, 0.3 * HOUR_S)));
    }

    private double wetness(double t) {
        double sky = 0.6 * wave("sky", t, 9.7 * HOUR_S) + 0.4 * wave("cloud", t, 2.3 * HOUR_S);
        return clamp((sky - 0.45) / 0.55, 0, 1);
    }

    private double water(String place, double t) {
        double tide = Math.sin(2 * Math.PI * t / TIDE_S + phase("tide"));
        double springNeap = 1 + 0.35 * Math.sin(2 * Math.PI * t / (14.77 * DAY_S) + phase("spring"));
        return 0.55
                + 0.42 * springNeap * tide
                + 0.12 * wave("river", t, 6.1 * DAY_S)
                + 0.02 * wave("water" + place, t, 0.9 * HOUR_S);
    }

    /** Two peaks a day, at 7:15 and 17:15 local time. */
    private static double rush(double local) {
        return bump(local, 7.25 / 24) + bump(local, 17.25 / 24);
    }

    private static double bump(double local, double centre) {
        double d = (local - centre) * 24 / 1.3;
        return Math.exp(-d * d / 2);
    }

    /** A smooth wave in −1..1 about {@code periodS} long. */
    private double wave(String name, double t, double periodS) {
        return 0.5 * Math.sin(2 * Math.PI * t / periodS + phase(name))
                + 0.3 * Math.sin(2 * Math.PI * t / (periodS * 0.618) + phase(name + "'"))
                + 0.2 * Math.sin(2 * Math.PI * t / (periodS * 0.3183) + phase(name + "''"));
    }

    private double phase(String name) {
        return Seeds.uniform(seed, name) * 2 * Math.PI;
    }

    private static double clamp(double value, double min, double max) {
        return Math.max(min, Math.min(max, value));
    }
}
