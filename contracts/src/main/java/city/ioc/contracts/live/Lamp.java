package city.ioc.contracts.live;

/** What the lamps of a group show, by the controller's events. */
public enum Lamp {
    RED,
    RED_AMBER,
    GREEN,
    AMBER,
    FLASHING_AMBER,
    /** Flashing green: pedestrian clearance. */
    CLEARANCE,
    DARK,
    UNKNOWN
}
