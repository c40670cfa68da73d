package city.ioc.api.live;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.http.Principal;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Tickets to open one live socket with, for browsers cannot send a token in its request. Owned by the event loop. */
public final class LiveTickets {
    private static final Duration LIFE = Duration.ofSeconds(30);
    private static final int MAX_OPEN = 10_000;

    private final InstantSource clock;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Ticket> open = new LinkedHashMap<>();

    private record Ticket(Principal principal, Instant expiresAt) {}

    private record Issued(String ticket, Instant expiresAt) {}

    public LiveTickets(InstantSource clock) {
        this.clock = clock;
    }

    public Map<String, Operation> operations() {
        return Map.of("createLiveTicket", this::create);
    }

    private Future<Answer> create(Call call) {
        Instant now = clock.instant();
        open.values().removeIf(ticket -> !ticket.expiresAt().isAfter(now));
        if (open.size() >= MAX_OPEN) open.remove(open.keySet().iterator().next());
        byte[] bytes = new byte[24];
        random.nextBytes(bytes);
        String ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        open.put(ticket, new Ticket(call.principal(), now.plus(LIFE)));
        return Future.succeededFuture(Answer.json(201, new Issued(ticket, now.plus(LIFE))));
    }

    /** Who a ticket was made for; it is gone after that. */
    Optional<Principal> take(String ticket) {
        return Optional.ofNullable(open.remove(ticket))
                .filter(each -> each.expiresAt().isAfter(clock.instant()))
                .map(Ticket::principal);
    }
}
