package city.ioc.core;

import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Intersection;
import city.ioc.core.intake.GatewayPort;
import city.ioc.core.store.LedgerRow;
import city.ioc.core.violation.ViolationCase;
import city.ioc.core.violation.ViolationDesk;
import city.ioc.core.violation.ViolationSettings;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The violations of one shard: has them judged, kept, and their pictures asked for. Owned by the shard's context. */
final class ViolationOffice {
    private static final Logger LOG = LoggerFactory.getLogger(ViolationOffice.class);

    private final ViolationSettings settings;
    private final GatewayPort gateways;
    private final Consumer<LedgerRow> ledger;
    private final ViolationMetrics metrics;
    private final Map<IntersectionId, ViolationDesk> desks = new LinkedHashMap<>();
    /** What the broker could not take yet. */
    private final Deque<EvidenceRequest> unasked = new ArrayDeque<>();

    ViolationOffice(
            ViolationSettings settings, GatewayPort gateways, Consumer<LedgerRow> ledger, ViolationMetrics metrics) {
        this.settings = settings;
        this.gateways = gateways;
        this.ledger = ledger;
        this.metrics = metrics;
    }

    void open(Intersection x) {
        desks.putIfAbsent(x.id(), new ViolationDesk(x, settings));
    }

    /** Takes every message of the shard's devices, late ones too. */
    void take(DeviceRecord record, Instant now) {
        ViolationDesk desk = desks.get(record.site());
        if (desk != null) desk.take(record, now);
    }

    void tick(Instant now) {
        for (ViolationDesk desk : desks.values())
            for (ViolationCase each : desk.judge(now, metrics::judged)) raise(each);
        ask(now);
    }

    private void raise(ViolationCase found) {
        ledger.accept(LedgerRow.Violation.of(found));
        found.evidence().ifPresent(unasked::add);
        LOG.info(
                "event=violation case={} rule={} camera={} at={} intoRedS={} void={}",
                found.id(),
                found.found().rule(),
                found.camera(),
                found.seen().at(),
                found.found().secondsIntoRed().orElse(-1),
                found.found().voids());
    }

    /** Pictures that cameras no longer remember need not be asked for. */
    private void ask(Instant now) {
        unasked.removeIf(
                request -> request.at().plus(EvidenceRequest.REMEMBERED).isBefore(now));
        while (!unasked.isEmpty() && gateways.ask(unasked.getFirst())) unasked.removeFirst();
    }
}
