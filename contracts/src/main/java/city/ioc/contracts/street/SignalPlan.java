package city.ioc.contracts.street;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.StageId;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;

/**
 * A plan: stages in order with the length of their splits. A split runs from the start of a stage's interstage to the start of
 * the next one's, so the splits add up to the cycle. {@code offset}: when in the cycle, counted from local midnight, the first
 * split starts.
 */
public record SignalPlan(
        PlanId id,
        Kind kind,
        LocalName name,
        @JsonProperty("cycleS") Duration cycle,
        @JsonProperty("offsetS") Duration offset,
        List<Split> splits) {

    /** How the plan uses its splits. */
    public enum Kind {
        /** Every split lasts exactly as long as written. */
        FIXED_TIME,
        /** A split is the longest green; a gap ends it earlier, and a stage without demand is passed over. */
        ACTUATED,
        /** Flashing amber, by schedule. */
        NIGHT_FLASH
    }

    /** One stage of the plan. {@code gap}: the headway that ends an actuated green. */
    public record Split(
            StageId stage,
            @JsonProperty("lengthS") Duration length,
            @JsonProperty("gapS") Duration gap) {}

    public SignalPlan {
        splits = List.copyOf(splits);
    }
}
