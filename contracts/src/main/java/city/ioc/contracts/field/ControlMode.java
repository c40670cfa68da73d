package city.ioc.contracts.field;

/** What a controller follows. */
public enum ControlMode {
    /** All-red before the first stage. */
    STARTUP,
    /** The core's commands. */
    COMMANDED,
    /** Its own time-of-day plan. */
    LOCAL_PLAN,
    /** Flashing amber after a fault, until an engineer resets it. */
    FLASH,
    /** Flashing amber by schedule. */
    NIGHT_FLASH
}
