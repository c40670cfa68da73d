package city.ioc.contracts.violation;

/** Why a case is void by itself: what was seen proves nothing, or nothing against anybody. */
public enum VoidReason {
    /** The track is not one vehicle's whole way over the line. */
    TRACK_BROKEN,
    /** The controller's log has a gap, or does not reach back to the begin of red. */
    NO_LAMP_HISTORY,
    /** Nobody knows yet how far the clocks of camera and controller are apart. */
    CLOCKS_UNKNOWN,
    /** They are farther apart than the bound. */
    CLOCKS_DISAGREE,
    /** The signals flashed. */
    GROUP_FLASHING,
    /** The controller reported a fault of its own. */
    CONTROLLER_FAULT,
    /** The picture shows a head without light. */
    GROUP_DARK,
    /** The picture shows another lamp than the log. */
    LAMP_DIFFERS,
    /** The camera was turned, or looks elsewhere, since its geometry was drawn. */
    GEOMETRY_OUT_OF_DATE,
    /** Somebody worked the signals by hand at the controller. */
    HAND_CONTROL,
    /** An emergency vehicle had called for green on this approach. */
    EMERGENCY_CALL
}
