package city.ioc.edge.intake;

import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.gateway.RejectionReason;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts refused messages by device and reason, with the last detail of each. Devices that are not registered share one key, so
 * that strangers cannot fill the memory. Belongs to the gateway's loop.
 */
public final class RejectionLog {
    private static final Logger log = LoggerFactory.getLogger(RejectionLog.class);
    private final Map<Key, Tally> tallies = new HashMap<>();
    private final Map<RejectionReason, Tally> sinceSummary = new EnumMap<>(RejectionReason.class);
    private final Map<RejectionReason, Long> totals = new EnumMap<>(RejectionReason.class);

    private record Key(String device, RejectionReason reason) {}

    private static final class Tally {
        private long count;
        private String detail = "";
        private Instant at = Instant.EPOCH;

        void add(String what, Instant now) {
            count++;
            detail = what;
            at = now;
        }
    }

    /** {@code device}: empty when it is not registered. */
    public void add(String device, RejectionReason reason, String detail, Instant now) {
        tallies.computeIfAbsent(new Key(device, reason), key -> new Tally()).add(detail, now);
        sinceSummary
                .computeIfAbsent(reason, key -> new Tally())
                .add(device.isEmpty() ? detail : device + ": " + detail, now);
        totals.merge(reason, 1L, Long::sum);
    }

    /** The latest rejections, at most {@code most} of them. */
    public List<GatewayStatus.Rejection> list(int most) {
        return tallies.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Key, Tally> each) -> each.getValue().at)
                        .reversed())
                .limit(most)
                .map(each -> new GatewayStatus.Rejection(
                        each.getKey().device(),
                        each.getKey().reason(),
                        each.getValue().count,
                        each.getValue().detail,
                        each.getValue().at))
                .toList();
    }

    public long total(RejectionReason reason) {
        return totals.getOrDefault(reason, 0L);
    }

    /** One line per reason that occurred since the last call. */
    public void logSummary() {
        sinceSummary.forEach((reason, tally) ->
                log.info("messages refused reason={} count={} last=\"{}\"", reason, tally.count, tally.detail));
        sinceSummary.clear();
    }
}
