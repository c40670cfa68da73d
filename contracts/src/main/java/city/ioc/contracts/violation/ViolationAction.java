package city.ioc.contracts.violation;

/** What happens to a case; each is kept, none is ever changed. */
public enum ViolationAction {
    RAISED(ViolationState.WAITING),
    VOIDED(ViolationState.VOID),
    ACCEPTED(ViolationState.ACCEPTED),
    REJECTED(ViolationState.REJECTED),
    /** A decision was taken back. */
    UNDONE(ViolationState.WAITING);

    private final ViolationState state;

    ViolationAction(ViolationState state) {
        this.state = state;
    }

    /** How a case is after it. */
    public ViolationState state() {
        return state;
    }
}
