package city.ioc.sim.sumo;

/**
 * The numbers of the Traffic Control Interface that are used here (SUMO 1.15, "TraCI Protocol": commands, variables and types of
 * values).
 */
final class Traci {
    static final int SIMULATION_STEP = 0x02;
    static final int CLOSE = 0x7f;

    static final int GET_VEHICLE = 0xa4;
    static final int GET_VEHICLE_TYPE = 0xa5;
    static final int SET_TRAFFIC_LIGHT = 0xc2;
    static final int SUBSCRIBE_TRAFFIC_LIGHT = 0xd2;
    static final int SUBSCRIBE_VEHICLE = 0xd4;
    static final int SUBSCRIBE_SIMULATION = 0xdb;
    /** An answer to a get command is its number + this. */
    static final int ANSWER = 0x10;

    static final int VAR_LIGHT_STATE = 0x20;
    static final int VAR_SPEED = 0x40;
    static final int VAR_LENGTH = 0x44;
    static final int VAR_VEHICLE_CLASS = 0x49;
    static final int VAR_MIN_GAP = 0x4c;
    static final int VAR_TYPE = 0x4f;
    static final int VAR_LANE = 0x51;
    static final int VAR_LANE_POSITION = 0x56;
    static final int VAR_DEPARTED = 0x74;
    static final int VAR_ARRIVED = 0x7a;
    static final int VAR_WAITING_TIME = 0x7a;

    static final int TYPE_INT = 0x09;
    static final int TYPE_DOUBLE = 0x0b;
    static final int TYPE_STRING = 0x0c;
    static final int TYPE_STRINGS = 0x0e;

    /** "From now on" and "until the end" of a subscription. */
    static final double ALWAYS = -1073741824.0;

    private Traci() {}
}
