package city.ioc.signal.safety;

import city.ioc.contracts.id.StageId;
import java.util.Map;

/** What the guard says to a wanted stage. Keys of {@code values} carry their unit. */
public sealed interface Verdict {

    /** Command what was wanted. */
    record Allowed(StageId stage) implements Verdict {}

    /** Not yet: keep commanding {@code stage}, the one that runs or that is being changed to. */
    record Held(StageId stage, SafetyRule rule, Map<String, String> values) implements Verdict {}

    /** Command {@code stage} in place of what was wanted. */
    record Forced(StageId stage, SafetyRule rule, Map<String, String> values) implements Verdict {}

    /** Command nothing. */
    record Refused(SafetyRule rule, Map<String, String> values) implements Verdict {}
}
