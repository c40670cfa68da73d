package city.ioc.contracts.street;

/** What a movement does at the intersection. */
public enum Turn {
    LEFT,
    THROUGH,
    RIGHT,
    U_TURN
}
