package city.ioc.signal.decision.ladder;

/** The rungs of the ladder, best first. */
public enum Rung {
    /** Adaptive control that keeps step with its neighbours in the corridor. */
    ADAPTIVE_COORDINATED,
    /** Adaptive control of the intersection for itself. */
    ADAPTIVE,
    /** Vehicle actuation within the plan of the hour. */
    ACTUATED,
    /** The plan of the hour by the clock. */
    TIME_OF_DAY,
    /** Nothing is commanded: the controller's own plan, which without one is flashing amber. */
    FLASH
}
