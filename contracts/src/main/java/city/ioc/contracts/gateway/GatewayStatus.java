package city.ioc.contracts.gateway;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a gateway is, once a second. Counts are totals since its start. */
public record GatewayStatus(
        GatewayId gateway,
        long session,
        Instant at,
        long messagesReceived,
        long outboxBatches,
        Duration outboxOldest,
        Optional<String> outboxFault,
        List<Rejection> rejections,
        List<LinkState> links,
        List<CommandRefusal> refusedCommands) {

    /** Refused messages of one device and reason. Device is text: it may be none of ours. */
    public record Rejection(String device, RejectionReason reason, long count, String lastDetail, Instant lastAt) {}

    /** Connection of a device. {@code clockOffset}: device clock minus gateway clock, median of recent messages. */
    public record LinkState(DeviceId device, boolean online, Instant lastSeen, Duration clockOffset) {}

    /** A command that the gateway's guard refused. */
    public record CommandRefusal(String command, String intersection, String verdict, String detail, Instant at) {}

    public GatewayStatus {
        rejections = List.copyOf(rejections);
        links = List.copyOf(links);
        refusedCommands = List.copyOf(refusedCommands);
    }
}
