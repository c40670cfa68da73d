package city.ioc.edge.vision.lamp;

import java.util.Locale;

/** What a signal head shows. */
public enum LampState {
    RED,
    AMBER,
    GREEN,
    /** No lamp is lit: switched off, failed, or between two flashes. */
    DARK,
    /** The head cannot be seen, or nothing in the picture behaves like one. */
    UNKNOWN;

    /** As in JSON. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
