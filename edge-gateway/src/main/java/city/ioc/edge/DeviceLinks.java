package city.ioc.edge;

import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.intake.DeviceHistory;
import city.ioc.edge.intake.Intake;
import city.ioc.edge.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which devices are connected, by their birth messages and last wills; a detector is as connected as the controller it speaks
 * through. Belongs to the gateway's loop.
 */
final class DeviceLinks {
    private final Intake intake;
    private final Map<DeviceId, Online> online = new HashMap<>();
    private int next;

    private record Online(boolean online, Instant since) {}

    DeviceLinks(Intake intake) {
        this.intake = intake;
    }

    void see(DeviceId device, boolean isOnline, Instant now) {
        Online before = online.get(device);
        if (before == null || before.online() != isOnline) online.put(device, new Online(isOnline, now));
    }

    /** Up to {@code most} devices, the others in the calls that follow. */
    List<GatewayStatus.LinkState> list(Registry registry, int most) {
        List<GatewayStatus.LinkState> all = new ArrayList<>();
        for (Registry.Entry entry : registry.listDevices()) {
            DeviceId carrier =
                    entry.device().speaksThrough().orElse(entry.device().id());
            Optional<DeviceHistory> history = intake.findHistory(entry.device().id());
            Optional<Online> link = Optional.ofNullable(online.get(carrier));
            if (link.isEmpty() && history.isEmpty()) continue;
            Instant linkSince = link.map(Online::since).orElse(Instant.EPOCH);
            Instant lastSeen = history.map(DeviceHistory::lastSeen).orElse(linkSince);
            all.add(new GatewayStatus.LinkState(
                    entry.device().id(),
                    link.map(Online::online).orElse(true),
                    lastSeen,
                    Duration.ofMillis(
                            history.map(each -> each.clock().medianMs()).orElse(0L))));
        }
        if (all.size() <= most) return all;
        List<GatewayStatus.LinkState> part = new ArrayList<>(most);
        for (int i = 0; i < most; i++) part.add(all.get((next + i) % all.size()));
        next = (next + most) % all.size();
        return part;
    }
}
