package city.ioc.contracts.violation;

/** Why a person rejects a case. */
public enum RejectReason {
    NO_VIOLATION_VISIBLE,
    WRONG_VEHICLE,
    EMERGENCY_VEHICLE,
    /** An officer directed the traffic. */
    HAND_CONTROL,
    /** It made way for an emergency vehicle. */
    GAVE_WAY,
    LAMP_NOT_VISIBLE,
    PLATE_UNREADABLE,
    EVIDENCE_INCOMPLETE,
    EQUIPMENT_FAULT,
    /** What the note says. */
    OTHER
}
