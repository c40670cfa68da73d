package city.ioc.core.state;

import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveIntake;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.core.alarm.AlarmKind;
import city.ioc.core.live.LiveSink;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What concerns no one place: gateways and the store. Lives with the shard of the site {@code city}, and is owned by its context.
 */
public final class CityDesk {
    private static final IntersectionId CITY = OperatorRequest.CITY;
    private static final Duration GATEWAY_SILENCE = Duration.ofSeconds(5);
    private static final Duration BACKLOG_AGE = Duration.ofSeconds(60);
    private static final Duration MISSING_PATIENCE = Duration.ofSeconds(60);
    private static final Duration REJECTION_WINDOW = Duration.ofMinutes(1);
    private static final long MANY_REJECTIONS = 10;

    private final AlarmDesk alarms;
    private final LiveSink live;
    private final Core core;
    private final Map<GatewayId, Heard> gateways = new HashMap<>();
    private final Map<String, Rejected> rejections = new HashMap<>();
    private double rejectedRows;

    private record Heard(GatewayStatus status, Instant at) {}

    private record Rejected(long countAtStart, Instant start) {}

    /** What the core itself knows of its intake and store. */
    public interface Core {
        Map<String, Long> refusals();

        long missingBatches(GatewayId gateway);

        Duration missingFor(GatewayId gateway);

        Optional<Instant> databaseLostSince();

        double rowsRejected();
    }

    public CityDesk(AlarmDesk alarms, LiveSink live, Core core) {
        this.alarms = alarms;
        this.live = live;
        this.core = core;
    }

    public void heard(GatewayStatus status, Instant now) {
        GatewayId gateway = status.gateway();
        gateways.put(gateway, new Heard(status, now));
        live.put(
                LiveTopic.INTAKE,
                gateway.value(),
                new LiveIntake(status, core.refusals(), core.missingBatches(gateway)));
        alarms.condition(
                AlarmKind.OUTBOX_FAILING,
                CITY,
                gateway.value(),
                status.outboxFault().isPresent(),
                Map.of("fault", status.outboxFault().orElse("")),
                now);
        alarms.condition(
                AlarmKind.OUTBOX_BACKLOG,
                CITY,
                gateway.value(),
                status.outboxOldest().compareTo(BACKLOG_AGE) > 0,
                Map.of(),
                now);
        for (GatewayStatus.Rejection rejection : status.rejections()) judge(rejection, now);
    }

    private void judge(GatewayStatus.Rejection rejection, Instant now) {
        String subject = rejection.device().isEmpty() ? "unknown" : rejection.device();
        String key = subject + "|" + rejection.reason();
        Rejected known = rejections.get(key);
        if (known == null || rejection.count() < known.countAtStart()) {
            rejections.put(key, new Rejected(rejection.count(), now));
            return;
        }
        boolean many = rejection.count() - known.countAtStart() >= MANY_REJECTIONS;
        boolean over = Duration.between(known.start(), now).compareTo(REJECTION_WINDOW) > 0;
        if (over) rejections.put(key, new Rejected(rejection.count(), now));
        if (many || over)
            alarms.condition(
                    AlarmKind.MESSAGES_REJECTED,
                    CITY,
                    subject + " " + rejection.reason(),
                    many,
                    Map.of("reason", rejection.reason().name(), "detail", rejection.lastDetail()),
                    now);
    }

    /** Once a second. */
    public void second(Instant now) {
        gateways.forEach((gateway, heard) -> {
            boolean silent = Duration.between(heard.at(), now).compareTo(GATEWAY_SILENCE) > 0;
            alarms.condition(
                    AlarmKind.GATEWAY_SILENT,
                    CITY,
                    gateway.value(),
                    silent,
                    Map.of("lastSeen", heard.at().toString()),
                    now);
            boolean missing = core.missingFor(gateway).compareTo(MISSING_PATIENCE) > 0;
            alarms.condition(AlarmKind.MISSING_BATCHES, CITY, gateway.value(), missing, Map.of(), now);
        });
        Optional<Instant> lost = core.databaseLostSince();
        alarms.condition(
                AlarmKind.DATABASE_UNAVAILABLE,
                CITY,
                "database",
                lost.isPresent(),
                lost.map(at -> Map.of("since", at.toString())).orElse(Map.of()),
                now);
        double rejected = core.rowsRejected();
        if (rejected > rejectedRows)
            alarms.occurred(
                    AlarmKind.ROWS_REJECTED, CITY, "database", Map.of("rows", String.valueOf((long) rejected)), now);
        rejectedRows = rejected;
    }
}
