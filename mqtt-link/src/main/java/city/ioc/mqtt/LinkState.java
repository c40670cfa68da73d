package city.ioc.mqtt;

/** Where a link stands. */
public enum LinkState {
    /** No connection; the supervisor tries again by itself. */
    DISCONNECTED,
    /** Connected, subscriptions renewed, birth message sent. */
    CONNECTED,
    /** Closed for good by its owner. */
    CLOSED
}
