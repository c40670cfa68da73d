package city.ioc.api.live;

import city.ioc.contracts.field.SignalEvent;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** Signal events of an intersection as the database has them, in order of time. */
@FunctionalInterface
public interface EventHistory {
    Future<List<SignalEvent>> since(String intersection, Instant from);
}
