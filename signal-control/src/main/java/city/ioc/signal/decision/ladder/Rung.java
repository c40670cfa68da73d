package city.ioc.signal.decision.ladder;

/** The rungs of the ladder, best first. */
public enum Rung {
    /** Adaptive control that goes by what its neighbours upstream tell of platoons on their way, besides what it sees itself. */
    ADAPTIVE_COORDINATED,
    /** Adaptive control of the intersection for itself: it goes by what it sees alone. */
    ADAPTIVE,
    /** Vehicle actuation within the plan of the hour. */
    ACTUATED,
    /** The plan of the hour by the clock. */
    TIME_OF_DAY,
    /** Nothing is commanded: the controller's own plan, which without one is flashing amber. */
    FLASH;

    /** Whether this rung is below another one. */
    public boolean isBelow(Rung other) {
        return compareTo(other) > 0;
    }
}
