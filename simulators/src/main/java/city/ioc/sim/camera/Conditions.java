package city.ioc.sim.camera;

import city.ioc.contracts.street.GeoPoint;
import city.ioc.sim.camera.draw.Light;
import city.ioc.sim.camera.draw.Light.Rgb;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/**
 * The light and weather a camera sees by, and how far it opens up for it.
 *
 * @param sunAzimuthDeg compass direction of the sun
 * @param sunElevationDeg its height above the horizon, negative at night
 * @param cloud 0 clear … 1 overcast
 * @param rain 0 dry … 1 pouring
 */
public record Conditions(double sunAzimuthDeg, double sunElevationDeg, double cloud, double rain) {
    public static final Conditions DAY = new Conditions(215, 50, 0.15, 0);
    public static final Conditions OVERCAST = new Conditions(150, 45, 0.9, 0);
    public static final Conditions DUSK = new Conditions(262, -1, 0.3, 0);
    public static final Conditions NIGHT = new Conditions(300, -40, 0.5, 0);

    /** The camera's automatic gain goes no further: then the picture becomes dark, and noisy. */
    private static final double MOST_GAIN = 40;

    /** Street lamps' light on the road between them, where midday's is 1. */
    private static final double STREET_LAMPS = 0.011;

    /** No zone is farther from the meridian of its clock. */
    private static final double FARTHEST_ZONE_DEG = 45;

    public Conditions {
        if (!(sunElevationDeg >= -90 && sunElevationDeg <= 90))
            throw new IllegalArgumentException("the sun's elevation must be within ±90°, but is " + sunElevationDeg);
        if (!(cloud >= 0 && cloud <= 1)) throw new IllegalArgumentException("cloud must be 0..1, but is " + cloud);
        if (!(rain >= 0 && rain <= 1)) throw new IllegalArgumentException("rain must be 0..1, but is " + rain);
    }

    /**
     * Where the sun is at a place: Cooper's declination, the hour angle by mean solar time; right to about a degree. Where a bench has
     * moved the city's clock away from its meridian, it is as light as it is late by that clock.
     */
    public static Conditions at(Instant now, ZoneId zone, GeoPoint place, double cloud, double rain) {
        ZonedDateTime local = now.atZone(zone);
        double hours = local.toLocalTime().toNanoOfDay() / 3_600e9;
        double offMeridian = place.lon() - 15 * local.getOffset().getTotalSeconds() / 3_600.0;
        int day = now.atZone(ZoneOffset.UTC).getDayOfYear();
        double declination = Math.toRadians(23.45) * Math.sin(2 * Math.PI * (284 + day) / 365.0);
        double hourAngle =
                Math.toRadians((hours - 12) * 15 + (Math.abs(offMeridian) < FARTHEST_ZONE_DEG ? offMeridian : 0));
        double lat = Math.toRadians(place.lat());
        double up = Math.sin(lat) * Math.sin(declination) + Math.cos(lat) * Math.cos(declination) * Math.cos(hourAngle);
        double east = -Math.cos(declination) * Math.sin(hourAngle);
        double north =
                Math.cos(lat) * Math.sin(declination) - Math.sin(lat) * Math.cos(declination) * Math.cos(hourAngle);
        double azimuth = (Math.toDegrees(Math.atan2(east, north)) + 360) % 360;
        return new Conditions(azimuth, Math.toDegrees(Math.asin(Math.max(-1, Math.min(1, up)))), cloud, rain);
    }

    public Conditions withRain(double amount) {
        return new Conditions(sunAzimuthDeg, sunElevationDeg, Math.max(cloud, amount > 0 ? 0.85 : 0), amount);
    }

    /** Direct sun on a face that is turned to it, midday's being 1. */
    private double sun() {
        return rise(-1, 14, sunElevationDeg) * (1 - 0.93 * cloud);
    }

    private double sky() {
        double day = rise(-9, 12, sunElevationDeg);
        return 0.0004 + (0.36 + 0.14 * cloud) * day * day * (1 - 0.35 * rain);
    }

    /** Whether the street lamps burn and vehicles drive with light. */
    public boolean isDark() {
        return sunElevationDeg < 2 || rain > 0.6;
    }

    public boolean lampsBurn() {
        return sunElevationDeg < 0;
    }

    /** How far the camera opens, 1 at midday. */
    public double gain() {
        double light = sun() * Math.max(0.15, Math.sin(Math.toRadians(Math.max(0, sunElevationDeg))))
                + sky()
                + (lampsBurn() ? STREET_LAMPS : 0);
        return Math.min(MOST_GAIN, 0.95 / light);
    }

    /** The scene's light as the camera shows it; {@code lamps}: of the street lamps at the place, 1 between two of them. */
    public Light light(double lamps) {
        double gain = gain();
        double lamp = lampsBurn() ? STREET_LAMPS * lamps * gain : 0;
        double sun = sun() * gain;
        double low = 1 - rise(0, 25, sunElevationDeg);
        Rgb sunColour = Rgb.of(1, 0.97 - 0.25 * low, 0.88 - 0.45 * low).times(sun);
        double sky = sky() * gain;
        double night = 1 - rise(-8, 0, sunElevationDeg);
        Rgb skyColour = Rgb.of(0.93 - 0.1 * (1 - cloud), 0.97, 1.06).times(sky);
        Rgb lampColour = Rgb.of(1.08, 0.98, 0.8).times(lamp);
        Rgb ground = Rgb.of(
                0.25 * (sun * 0.5 + sky) + 0.22 * lampColour.red(),
                0.245 * (sun * 0.5 + sky) + 0.22 * lampColour.green(),
                0.235 * (sun * 0.5 + sky) + 0.22 * lampColour.blue());
        if (lamp > sun)
            return new Light(
                    0,
                    0,
                    1,
                    lampColour.times(0.75),
                    Rgb.of(
                            skyColour.red() + 0.35 * lampColour.red(),
                            skyColour.green() + 0.35 * lampColour.green(),
                            skyColour.blue() + 0.35 * lampColour.blue()),
                    ground,
                    0.35 + 0.1 * night);
        double share = sun / (sun + sky + 1e-9);
        return Light.of(
                sunAzimuthDeg,
                Math.max(8, sunElevationDeg),
                sunColour,
                skyColour,
                ground,
                Math.min(0.75, 0.2 + 0.7 * share));
    }

    /** What the sky looks like {@code aboveDeg} above the horizon, in light. */
    public Rgb skyAt(double aboveDeg) {
        double bright = Math.min(1.1, sky() * gain() * 2.2 + 0.004);
        double height = Math.min(1, Math.max(0, aboveDeg / 35));
        double grey = cloud;
        double low = 1 - rise(0, 20, Math.abs(sunElevationDeg + 1));
        return Rgb.of(
                bright * (0.86 - 0.36 * height * (1 - grey) + 0.18 * low * (1 - height)),
                bright * (0.9 - 0.2 * height * (1 - grey)),
                bright * (0.95 - 0.15 * low * (1 - height)));
    }

    /** Standard deviation of the sensor's noise, in steps of 256. */
    public double noise() {
        return Math.min(7, 1.1 + 0.14 * gain() + rain);
    }

    /** Whether a picture drawn for those other conditions would show a wrong light. */
    boolean looksUnlike(Conditions other) {
        double steps = Math.abs(sunElevationDeg) < 12 ? 0.7 : 3;
        return Math.abs(sunElevationDeg - other.sunElevationDeg) > steps
                        && Math.max(sunElevationDeg, other.sunElevationDeg) > -12
                || lampsBurn() != other.lampsBurn()
                || Math.abs(cloud - other.cloud) > 0.1
                || Math.abs(rain - other.rain) > 0.1;
    }

    private static double rise(double from, double to, double value) {
        double share = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return share * share * (3 - 2 * share);
    }
}
