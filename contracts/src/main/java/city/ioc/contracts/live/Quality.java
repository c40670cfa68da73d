package city.ioc.contracts.live;

/** Whether to believe a device. */
public enum Quality {
    GOOD,
    /** Nothing for longer than three reporting intervals. */
    STALE,
    OFFLINE,
    /** Its values are not used; {@link LiveDevice#fault} says why. */
    FAULTY,
    UNKNOWN
}
