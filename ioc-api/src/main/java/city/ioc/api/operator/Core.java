package city.ioc.api.operator;

import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import io.vertx.core.Future;

/** The core as the one who carries orders out. Fails with a problem when it does not answer. */
@FunctionalInterface
public interface Core {
    Future<OperatorReply> ask(OperatorRequest request);
}
