package city.ioc.sim.bench.vision;

import java.time.Instant;

/** Under which sky a film is taken: a weekday's hour, and what falls from above. */
public enum Weather {
    /** The morning peak, with a low sun. */
    DAY("2026-11-24T00:20:00Z", 0),
    /** The same under clouds, in heavy rain. */
    RAIN("2026-11-24T00:20:00Z", 0.7),
    /** The evening peak, the sun two degrees below the horizon. */
    DUSK("2026-11-24T10:50:00Z", 0),
    /** The evening peak after nightfall. */
    NIGHT("2026-11-24T11:15:00Z", 0),
    /** Midday of an ordinary day. */
    NOON("2026-11-24T05:00:00Z", 0);

    private final Instant begin;
    private final double rain;

    Weather(String begin, double rain) {
        this.begin = Instant.parse(begin);
        this.rain = rain;
    }

    Instant begin() {
        return begin;
    }

    /** 0 dry to 1 pouring. */
    double rain() {
        return rain;
    }
}
