package city.ioc.api.live;

import city.ioc.api.http.Authentication;
import city.ioc.api.http.Principal;
import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import city.ioc.api.http.RateLimits;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.live.LiveTopic;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The live socket: docs/live-protocol.md. Owned by the event loop. */
public final class LiveServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveServer.class);
    private static final long FLUSH_MS = 100;
    private static final long PING_MS = 15_000;
    private static final long LOGIN_MS = 5_000;
    private static final long SILENT_NANOS = 45_000_000_000L;
    private static final int WRITE_QUEUE_BYTES = 256 * 1024;
    static final int MALFORMED = 4400;
    static final int UNAUTHENTICATED = 4401;
    static final int TOO_MANY = 4429;

    private final Vertx vertx;
    private final LiveStore store;
    private final LiveTickets tickets;
    private final Authentication authentication;
    private final TopicPolicy policy;
    private final EventHistory history;
    private final InstantSource clock;
    private final int maxClients;
    private final Set<LiveClient> clients = new LinkedHashSet<>();
    private final RateLimits messages = new RateLimits(100, 20, System::nanoTime);
    private final long flushTimer;
    private final long pingTimer;

    public LiveServer(
            Vertx vertx,
            LiveStore store,
            LiveTickets tickets,
            Authentication authentication,
            TopicPolicy policy,
            EventHistory history,
            InstantSource clock,
            int maxClients,
            MeterRegistry meters) {
        this.vertx = vertx;
        this.store = store;
        this.tickets = tickets;
        this.authentication = authentication;
        this.policy = policy;
        this.history = history;
        this.clock = clock;
        this.maxClients = maxClients;
        store.listen(value -> clients.forEach(client -> client.outbox.offer(value)));
        meters.gauge("ioc.live.clients", clients, Set::size);
        meters.gauge(
                "ioc.live.waiting",
                clients,
                all -> all.stream().mapToInt(client -> client.outbox.size()).sum());
        this.flushTimer = vertx.setPeriodic(FLUSH_MS, id -> flush());
        this.pingTimer = vertx.setPeriodic(PING_MS, id -> ping());
    }

    /** Handles GET /live. */
    public void handle(RoutingContext context) {
        String upgrade = context.request().getHeader("Upgrade");
        if (upgrade == null || !upgrade.equalsIgnoreCase("websocket")) {
            context.fail(
                    Problem.of(Type.INVALID_REQUEST, "/live is a WebSocket").asException());
            return;
        }
        Optional<String> ticket = context.queryParam("ticket").stream().findFirst();
        Optional<Principal> who = ticket.flatMap(tickets::take);
        context.request()
                .toWebSocket()
                .onSuccess(socket -> open(socket, ticket.isPresent(), who))
                .onFailure(failure -> LOG.debug("live handshake failed", failure));
    }

    private void open(ServerWebSocket socket, boolean withTicket, Optional<Principal> who) {
        socket.setWriteQueueMaxSize(WRITE_QUEUE_BYTES);
        LiveClient client = new LiveClient(socket, System.nanoTime());
        socket.exceptionHandler(failure -> LOG.debug("live socket failed", failure));
        if (clients.size() >= maxClients) {
            client.close(TOO_MANY, "too many clients");
            return;
        }
        if (withTicket && who.isEmpty()) {
            client.close(UNAUTHENTICATED, "the ticket is not valid");
            return;
        }
        clients.add(client);
        socket.closeHandler(closed -> clients.remove(client));
        socket.pongHandler(pong -> client.heard(System.nanoTime()));
        socket.textMessageHandler(text -> message(client, text));
        socket.binaryMessageHandler(bytes -> client.close(MALFORMED, "text only"));
        if (who.isPresent()) admit(client, who.get());
        else
            vertx.setTimer(LOGIN_MS, id -> {
                if (client.principal().isEmpty()) client.close(UNAUTHENTICATED, "no token came");
            });
    }

    private void admit(LiveClient client, Principal who) {
        boolean first = client.principal().isEmpty();
        client.admit(who);
        if (first) client.welcome(header(), System.nanoTime());
    }

    private void message(LiveClient client, String text) {
        client.heard(System.nanoTime());
        if (messages.take(String.valueOf(System.identityHashCode(client))).isPresent()) {
            client.close(TOO_MANY, "too many messages");
            return;
        }
        JsonNode message;
        try {
            message = CityJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            client.close(MALFORMED, "not JSON");
            return;
        }
        if (message.path("token").isTextual())
            login(client, message.get("token").asText());
        else if (client.principal().isEmpty()) client.close(UNAUTHENTICATED, "a token must come first");
        else if (message.path("subscribe").isArray()) subscribe(client, message.get("subscribe"));
        else if (message.path("unsubscribe").isArray())
            client.outbox.unsubscribe(filters(client, message.get("unsubscribe")));
        else client.close(MALFORMED, "neither token, subscribe nor unsubscribe");
    }

    private void login(LiveClient client, String token) {
        authentication
                .authenticate(token)
                .onSuccess(who -> admit(client, who))
                .onFailure(refused -> client.close(UNAUTHENTICATED, "the token is not valid"));
    }

    private void subscribe(LiveClient client, JsonNode words) {
        List<TopicFilter> filters = filters(client, words);
        if (!client.outbox.subscribe(filters)) {
            client.error(header(), "too many subscriptions", System.nanoTime());
            return;
        }
        for (TopicFilter filter : filters)
            if (filter.topic() == LiveTopic.EVENTS) filter.id().ifPresent(this::prime);
        flush(client);
    }

    /** A snapshot right after this process started would be short: the database has what came before. */
    private void prime(String intersection) {
        if (!store.needsHistory(intersection)) return;
        Instant from = clock.instant().minus(EventRing.KEPT);
        history.since(intersection, from).onSuccess(events -> {
            if (!store.needsHistory(intersection)) return;
            store.prime(intersection, events);
            TopicFilter filter = new TopicFilter(LiveTopic.EVENTS, Optional.of(intersection));
            for (LiveClient client : clients) if (client.outbox.has(filter)) client.outbox.subscribe(List.of(filter));
        });
    }

    private List<TopicFilter> filters(LiveClient client, JsonNode words) {
        List<TopicFilter> filters = new ArrayList<>();
        for (JsonNode word : words) {
            Optional<TopicFilter> filter = TopicFilter.parse(word.asText());
            if (filter.isEmpty()) client.error(header(), "no topic: " + shortened(word.asText()), System.nanoTime());
            else if (!policy.mayRead(
                    client.principal().orElseThrow(), filter.get().topic()))
                client.error(header(), "not allowed: " + shortened(word.asText()), System.nanoTime());
            else filters.add(filter.get());
        }
        return filters;
    }

    private static String shortened(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "…";
    }

    private void flush() {
        if (clients.isEmpty()) return;
        for (LiveClient client : List.copyOf(clients)) flush(client);
    }

    private void flush(LiveClient client) {
        client.flush(store, header(), System.nanoTime());
    }

    private LiveClient.Header header() {
        return new LiveClient.Header(clock.instant(), store.coreSeen(), store.isCoreSilent());
    }

    private void ping() {
        long now = System.nanoTime();
        for (LiveClient client : List.copyOf(clients)) {
            if (client.isSilentFor(SILENT_NANOS, now)) client.close(1001, "nothing was heard");
            else client.ping();
        }
    }

    /** Closes the sockets of an account that may no longer look. */
    public void endLive(String user) {
        for (LiveClient client : List.copyOf(clients))
            if (client.principal().filter(who -> who.name().equals(user)).isPresent())
                client.close(UNAUTHENTICATED, "the account was changed");
    }

    @Override
    public void close() {
        vertx.cancelTimer(flushTimer);
        vertx.cancelTimer(pingTimer);
        List.copyOf(clients).forEach(client -> client.close(1001, "the service stops"));
    }
}
