package city.ioc.signal.decision.ladder;

/** Why a rung cannot run now. */
public enum StepCause {
    /** A neighbour upstream does not tell who has set out, or has not done so for long enough. */
    NEIGHBOUR_SILENT,
    /** No road leads here from an intersection with signals: there is nobody to keep step with. */
    NO_NEIGHBOURS,
    /** Too few of the lanes have been seen without a break for long enough. */
    LANES_NOT_SEEN,
    /** It is not known which lanes lead here. */
    LANES_UNKNOWN,
    /** Too few of the groups have detectors that have been believed for long enough. */
    DETECTORS_NOT_BELIEVED,
    /** No plan is in force. */
    NO_PLAN
}
