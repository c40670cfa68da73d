package city.ioc.contracts.operator;

import java.util.Optional;

/** The core's answer. When refused, {@code rule} names which rule and {@code detail} says why in words. */
public record OperatorReply(boolean accepted, Optional<String> id, Optional<String> rule, Optional<String> detail) {
    public static OperatorReply accepted(String id) {
        return new OperatorReply(true, Optional.of(id), Optional.empty(), Optional.empty());
    }

    public static OperatorReply refused(String rule, String detail) {
        return new OperatorReply(false, Optional.empty(), Optional.of(rule), Optional.of(detail));
    }
}
