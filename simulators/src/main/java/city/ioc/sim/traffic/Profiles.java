package city.ioc.sim.traffic;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/** Demand by time of day, linear between the middles of the hours; times are seconds since the start. */
final class Profiles {
    private static final long MINUTE_MS = 60_000;

    private final Map<String, SimulationSettings.Profile> profiles;
    private final Instant start;
    private final ZoneId zone;

    Profiles(SimulationSettings settings, Instant start, ZoneId zone) {
        this.profiles = settings.profiles();
        this.start = start;
        this.zone = zone;
    }

    /** The share of the peak, refreshed every full minute on the clock. One caller per function. */
    DoubleUnaryOperator of(String name) {
        SimulationSettings.Profile profile = profiles.get(name);
        if (profile == null) throw new IllegalArgumentException("no profile " + name);
        return new DoubleUnaryOperator() {
            private long minute = Long.MIN_VALUE;
            private double share;

            @Override
            public double applyAsDouble(double seconds) {
                long now = Math.floorDiv(start.toEpochMilli() + Math.round(seconds * 1000), MINUTE_MS);
                if (now != minute) {
                    minute = now;
                    share = shareAt(
                            profile, Instant.ofEpochMilli(minute * MINUTE_MS).atZone(zone));
                }
                return share;
            }
        };
    }

    private static double shareAt(SimulationSettings.Profile profile, ZonedDateTime local) {
        boolean weekend = local.getDayOfWeek() == DayOfWeek.SATURDAY || local.getDayOfWeek() == DayOfWeek.SUNDAY;
        List<Double> shares = weekend ? profile.weekend() : profile.weekday();
        double hours = local.toLocalTime().toSecondOfDay() / 3600.0 - 0.5;
        int before = Math.floorMod((int) Math.floor(hours), 24);
        double part = hours - Math.floor(hours);
        return shares.get(before) * (1 - part) + shares.get((before + 1) % 24) * part;
    }
}
