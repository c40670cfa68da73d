package city.ioc.core.health;

/** What is wrong with a detector. The tests are those of NTCIP 1202 vehicle detector diagnostics, and two of our own. */
public enum DetectorFault {
    /** Nothing passes, while its neighbours count traffic or for longer than the time of day explains. */
    NO_HITS,
    /** It switches faster than vehicles can. */
    CHATTER,
    /** It has been occupied for longer than any queue stands. */
    LOCKED_ON,
    /** It reports the same figures again and again. */
    NO_CHANGE,
    /** Its figures contradict one another, or what a lane can carry. */
    IMPLAUSIBLE
}
