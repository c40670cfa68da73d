package city.ioc.contracts.operator;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Severity;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a user asks of the core. {@link #site} decides the shard; {@code city} for what concerns no one place. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = OperatorRequest.HoldStage.class, name = "hold-stage"),
    @JsonSubTypes.Type(value = OperatorRequest.RunPlan.class, name = "run-plan"),
    @JsonSubTypes.Type(value = OperatorRequest.Release.class, name = "release"),
    @JsonSubTypes.Type(value = OperatorRequest.CancelOverride.class, name = "cancel-override"),
    @JsonSubTypes.Type(value = OperatorRequest.ResetFlash.class, name = "reset-flash"),
    @JsonSubTypes.Type(value = OperatorRequest.SetShadow.class, name = "set-shadow"),
    @JsonSubTypes.Type(value = OperatorRequest.RequestPriority.class, name = "request-priority"),
    @JsonSubTypes.Type(value = OperatorRequest.CancelPriority.class, name = "cancel-priority"),
    @JsonSubTypes.Type(value = OperatorRequest.AcknowledgeAlarm.class, name = "acknowledge-alarm"),
    @JsonSubTypes.Type(value = OperatorRequest.AssignAlarm.class, name = "assign-alarm"),
    @JsonSubTypes.Type(value = OperatorRequest.ClearAlarm.class, name = "clear-alarm"),
    @JsonSubTypes.Type(value = OperatorRequest.NoteAlarm.class, name = "note-alarm"),
    @JsonSubTypes.Type(value = OperatorRequest.RaiseAlarm.class, name = "raise-alarm"),
    @JsonSubTypes.Type(value = OperatorRequest.KeepEvidence.class, name = "keep-evidence"),
    @JsonSubTypes.Type(value = OperatorRequest.RegisterSite.class, name = "register-site"),
})
public sealed interface OperatorRequest {
    /** The site of what concerns no one place. */
    IntersectionId CITY = new IntersectionId("city");

    IntersectionId site();

    String user();

    /** Override: run this stage until {@code expiresAt}. */
    record HoldStage(IntersectionId site, StageId stage, String user, String reason, Instant expiresAt)
            implements OperatorRequest {}

    /** Override: run this plan until {@code expiresAt}. */
    record RunPlan(IntersectionId site, PlanId plan, String user, String reason, Instant expiresAt)
            implements OperatorRequest {}

    /** Override: leave the intersection to its local plan until {@code expiresAt}. */
    record Release(IntersectionId site, String user, String reason, Instant expiresAt) implements OperatorRequest {}

    record CancelOverride(IntersectionId site, String user, String reason) implements OperatorRequest {}

    /** Take the controller out of flash after a fault. */
    record ResetFlash(IntersectionId site, String user, String reason) implements OperatorRequest {}

    /**
     * Let a second strategy decide beside the one that commands, until {@code expiresAt}; its decisions are recorded and nothing
     * else. Without a strategy: end it.
     */
    record SetShadow(IntersectionId site, Optional<String> strategy, String user, String reason, Instant expiresAt)
            implements OperatorRequest {}

    /**
     * A vehicle asks for green.
     *
     * @param kind EMERGENCY or BUS
     * @param arrivesAt when it is expected at the stop line
     * @param expiresAt when the request is over by itself
     */
    record RequestPriority(
            IntersectionId site,
            String kind,
            SignalGroupId group,
            Instant arrivesAt,
            String user,
            String reason,
            Instant expiresAt)
            implements OperatorRequest {}

    /** The vehicle has passed, or no longer asks. */
    record CancelPriority(IntersectionId site, String priority, String user) implements OperatorRequest {}

    record AcknowledgeAlarm(IntersectionId site, String alarm, String user, Optional<String> note)
            implements OperatorRequest {}

    record AssignAlarm(IntersectionId site, String alarm, String user, String assignee) implements OperatorRequest {}

    /** Clears an alarm that does not clear by itself. */
    record ClearAlarm(IntersectionId site, String alarm, String user, String reason) implements OperatorRequest {}

    record NoteAlarm(IntersectionId site, String alarm, String user, String note) implements OperatorRequest {}

    /** From another part of the centre, for instance the API after repeated wrong passwords; {@code user} is that part's name. */
    record RaiseAlarm(
            IntersectionId site,
            String kind,
            Severity severity,
            String subject,
            Map<String, String> values,
            String user)
            implements OperatorRequest {}

    /** Keep the pictures that a camera of the site takes around an instant. */
    record KeepEvidence(IntersectionId site, EvidenceRequest request, String user) implements OperatorRequest {}

    /** Adds an intersection with its devices while the city runs. Sent to the shard of its intersection. */
    record RegisterSite(Site document, String user) implements OperatorRequest {
        @Override
        public IntersectionId site() {
            return document.intersection().id();
        }
    }
}
