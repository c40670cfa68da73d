package city.ioc.signal.safety;

/** The rules of the guard, in the order in which they are asked. */
public enum SafetyRule {
    /** The centre only watches this intersection. */
    NOT_COMMANDED,
    /** The command would come after its expiry. */
    COMMAND_EXPIRED,
    /** The intersection has no such stage. */
    UNKNOWN_STAGE,
    /** Groups of the stage conflict with one another. */
    CONFLICT_IN_STAGE,
    /** The controller was not heard lately: what it shows now is not known. */
    CONTROLLER_SILENT,
    /** The controller flashes; only its local plan or an engineer ends that. */
    FLASHING,
    /** The controller has not said which stage it runs. */
    STAGE_UNKNOWN,
    /** Conflicting groups show green together. */
    CONFLICT_SHOWN,
    /** Ambers, clearances and intergreens of a change are running, or a change has been ordered. */
    IN_TRANSITION,
    /** It is not known since when a group is green. */
    LAMPS_UNKNOWN,
    /** A green that would end has not lasted its minimum. */
    MIN_GREEN,
    /** No intergreen is written down between a group that would end and one that would begin. */
    INTERGREEN_UNKNOWN,
    /** A group would be red for longer than its longest red. */
    MAX_RED
}
