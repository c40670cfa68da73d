package city.ioc.contracts.violation;

/** How a case stands: what its last change made of it. */
public enum ViolationState {
    /** For a person. */
    WAITING,
    ACCEPTED,
    REJECTED,
    /** By itself; no person decides on it. */
    VOID
}
