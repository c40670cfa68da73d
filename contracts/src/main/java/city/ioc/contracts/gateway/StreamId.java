package city.ioc.contracts.gateway;

import city.ioc.contracts.id.GatewayId;

/** A dense sequence of batches: one session of a gateway towards one shard. */
public record StreamId(GatewayId gateway, long session, int shard) {}
