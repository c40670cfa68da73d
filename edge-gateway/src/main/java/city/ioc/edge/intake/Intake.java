package city.ioc.edge.intake;

import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.registry.Registry;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Checks messages of devices, step by step; the first step that refuses ends it. Belongs to the gateway's loop. */
public final class Intake {
    private final Map<DeviceId, DeviceHistory> histories = new HashMap<>();
    private final List<Check> checks;

    public Intake(Supplier<Registry> registry) {
        checks = List.of(
                Checks::size,
                Checks::contentType,
                Checks::decode,
                Checks.registered(registry, id -> histories.computeIfAbsent(id, DeviceHistory::new)),
                Checks::kind,
                Checks::duplicate,
                Checks::clock,
                Checks::plausible);
    }

    public Verdict check(FieldMessage message) {
        for (Check each : checks) {
            Verdict verdict = each.check(message);
            if (!(verdict instanceof Verdict.Pass)) return verdict;
        }
        return Verdict.PASS;
    }

    public Optional<DeviceHistory> findHistory(DeviceId device) {
        @Nullable DeviceHistory found = histories.get(device);
        return Optional.ofNullable(found);
    }

    public Collection<DeviceHistory> listHistories() {
        return Collections.unmodifiableCollection(histories.values());
    }
}
