package city.ioc.contracts.live;

import city.ioc.contracts.gateway.GatewayStatus;
import java.util.Map;

/** A gateway's status, and what the core itself refused or found missing, by reason. */
public record LiveIntake(GatewayStatus gateway, Map<String, Long> coreRefusals, long missingBatches) {
    public LiveIntake {
        coreRefusals = Map.copyOf(coreRefusals);
    }
}
