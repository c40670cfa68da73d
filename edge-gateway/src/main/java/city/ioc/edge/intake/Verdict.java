package city.ioc.edge.intake;

import city.ioc.contracts.gateway.RejectionReason;

/** What a check says of a message. */
public sealed interface Verdict {
    Verdict PASS = new Pass();

    /** Nothing wrong here. */
    record Pass() implements Verdict {}

    /** Refused; {@code detail} says what and where. */
    record Reject(RejectionReason reason, String detail) implements Verdict {}

    static Verdict reject(RejectionReason reason, String detail) {
        return new Reject(reason, detail);
    }
}
