package city.ioc.contracts.gateway;

/** Why a gateway refused a device's message. */
public enum RejectionReason {
    /** Not protobuf or JSON of the contract. */
    MALFORMED,
    /** Larger than the limit. */
    OVERSIZED,
    /** A version of the wire format that this gateway does not speak. */
    UNKNOWN_VERSION,
    /** Neither protobuf nor JSON by its content type. */
    UNKNOWN_CONTENT_TYPE,
    /** No such device in the registry, or not valid today. */
    UNKNOWN_DEVICE,
    /** The topic names another device or site than the payload or the registry. */
    TOPIC_MISMATCH,
    /** A kind of message that this kind of device does not send. */
    WRONG_KIND,
    /** Dated further in the future than the bound. */
    FUTURE_DATED,
    /** Dated before anything that could be kept. */
    TOO_OLD,
    /** The same session and sequence number once more. */
    DUPLICATE,
    /** From an earlier session than one already seen. */
    STALE_SESSION,
    /** A value outside what the street can show. */
    IMPLAUSIBLE
}
