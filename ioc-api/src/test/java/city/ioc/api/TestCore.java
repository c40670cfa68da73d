package city.ioc.api;

import city.ioc.api.http.Problem;
import city.ioc.api.live.LiveStore;
import city.ioc.api.operator.Core;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveUpdate;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A core as the API sees it: what it publishes is said by the test, what it is asked is remembered. */
final class TestCore implements Core, ApiVerticle.CoreFactory {
    final List<OperatorRequest> asked = new CopyOnWriteArrayList<>();
    volatile OperatorReply reply = OperatorReply.accepted("order-1");
    volatile boolean there = true;
    private @Nullable Context context;
    private @Nullable LiveStore store;
    private @Nullable Consumer<byte[]> siteAdded;

    @Override
    public Link link(Context verticle, LiveStore live, Consumer<byte[]> sites) {
        this.context = verticle;
        this.store = live;
        this.siteAdded = sites;
        return new Link(this, () -> {});
    }

    @Override
    public Future<OperatorReply> ask(OperatorRequest request) {
        if (!there)
            return Future.failedFuture(Problem.of(Problem.Type.CORE_UNAVAILABLE).asException());
        asked.add(request);
        return Future.succeededFuture(reply);
    }

    void publish(LiveUpdate... updates) {
        byte[] bytes = bytes(updates);
        LiveStore live = store;
        Context verticle = context;
        if (live == null || verticle == null) throw new IllegalStateException("not linked");
        verticle.runOnContext(v -> live.publish(bytes));
    }

    void publish(String topic, long version, Object body) {
        publish(new LiveUpdate(topic, version, Instant.now(), CityJson.mapper().valueToTree(body)));
    }

    void addSite(Object site) {
        byte[] bytes = bytes(site);
        Consumer<byte[]> consumer = siteAdded;
        Context verticle = context;
        if (consumer == null || verticle == null) throw new IllegalStateException("not linked");
        verticle.runOnContext(v -> consumer.accept(bytes));
    }

    private static byte[] bytes(Object value) {
        try {
            return CityJson.mapper().writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
