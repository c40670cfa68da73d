package city.ioc.signal.decision;

/** Why a stage is held, ended or left to the controller. The screen has a sentence for each. */
public enum DecisionReason {
    /** A green has not lasted its minimum. */
    MIN_GREEN,
    /** Traffic keeps arriving within the gap, and somebody waits elsewhere. */
    EXTENDING,
    /** Nobody waits elsewhere: green may rest. */
    NO_RIVAL_DEMAND,
    /** No vehicle for longer than the gap, and somebody waits elsewhere. */
    GAP_OUT,
    /** The longest green is over, and somebody waits elsewhere. */
    MAX_OUT,
    /** The next stage costs all vehicles together less delay than keeping this one. */
    SERVES_MOST,
    /** Those served by keeping this stage outweigh those who wait elsewhere. */
    OUTWEIGHS,
    /** Vehicles that come at green outweigh those who wait elsewhere. */
    PLATOON_COMING,
    /** The queue at green still flows and outweighs those who wait elsewhere. */
    QUEUE_DISCHARGING,
    /** A vehicle stands between the stop lines: nobody whose way it bars gets green. */
    BOX_CLEARING,
    /** A group would be red for longer than its longest red. */
    MAX_RED,
    /** The plan's split runs, or is over. */
    PLAN_SPLIT,
    /** The coordinated stage waits for its point in the corridor's cycle. */
    COORDINATION,
    /** The point in the corridor's cycle at which the stage has to give way. */
    FORCE_OFF,
    /** A stage whose detectors cannot be believed runs as long as its split. */
    DETECTORS_FAILED,
    /** Ambers and intergreens are running. */
    IN_TRANSITION,
    /** A change was ordered and the controller has not answered yet. */
    CHANGE_ORDERED,
    /** An emergency vehicle comes: its stage begins. */
    EMERGENCY_ENTRY,
    /** An emergency vehicle has green until it has passed. */
    EMERGENCY_DWELL,
    /** Those who waited for an emergency vehicle come first. */
    EMERGENCY_RECOVERY,
    /** A bus is about to arrive: its green is kept. */
    BUS_EXTENSION,
    /** A bus is about to arrive: its green begins earlier. */
    BUS_EARLY_GREEN,
    /** The stage was cut short for a bus and gets the time back. */
    COMPENSATION,
    /** An operator holds a stage. */
    OVERRIDE_STAGE,
    /** An operator leaves the intersection to its local plan. */
    OVERRIDE_RELEASE,
    /** The centre's conflict monitor saw lamps endanger traffic: flash until an engineer resets it. */
    MONITOR_FLASH,
    /** The plan in force is flashing amber. */
    NIGHT_FLASH,
    /** The controller flashes after a fault. */
    FLASHING,
    /** The controller starts up, or has not said which stage it runs. */
    STAGE_UNKNOWN,
    /** The controller was not heard lately. */
    CONTROLLER_SILENT,
    /** The running stage is none of the plan's. */
    STAGE_OUTSIDE_PLAN,
    /** No plan is in force now. */
    NO_PLAN
}
