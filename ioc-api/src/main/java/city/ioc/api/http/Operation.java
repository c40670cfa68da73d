package city.ioc.api.http;

import io.vertx.core.Future;

/** One operation of the contract. Runs on the event loop; blocking work goes to the database or hashing threads. */
@FunctionalInterface
public interface Operation {
    Future<Answer> handle(Call call);
}
