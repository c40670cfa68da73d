package city.ioc.api.live;

import city.ioc.api.http.Principal;
import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.http.ServerWebSocket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One connected browser: what it still is to be sent, and how that is written. Owned by the event loop. */
final class LiveClient {
    private static final long TICK_NANOS = 2_000_000_000L;

    private final ServerWebSocket socket;
    final LiveOutbox outbox = new LiveOutbox();
    private @Nullable Principal principal;
    private long heardNanos;
    private long sentNanos;

    LiveClient(ServerWebSocket socket, long nanos) {
        this.socket = socket;
        this.heardNanos = nanos;
        this.sentNanos = nanos;
    }

    Optional<Principal> principal() {
        return Optional.ofNullable(principal);
    }

    void admit(Principal who) {
        this.principal = who;
    }

    void heard(long nanos) {
        heardNanos = nanos;
    }

    boolean isSilentFor(long nanos, long now) {
        return now - heardNanos > nanos;
    }

    /** What {@code now} is and whether the core speaks: the beginning of every message. */
    record Header(Instant now, Optional<Instant> coreSeen, boolean coreSilent) {
        String open(String type) {
            return "{\"type\":\"" + type + "\",\"now\":\"" + now + "\""
                    + coreSeen.map(at -> ",\"coreSeen\":\"" + at + "\"").orElse("")
                    + (coreSilent ? ",\"coreSilent\":true" : "");
        }
    }

    void welcome(Header header, long nanos) {
        write(header.open("welcome") + "}", nanos);
    }

    void error(Header header, String detail, long nanos) {
        write(header.open("error") + ",\"detail\":" + quoted(detail) + "}", nanos);
    }

    /** Sends what is due while the connection takes it. */
    void flush(LiveStore store, Header header, long nanos) {
        if (principal == null || socket.isClosed() || socket.writeQueueFull()) return;
        if (outbox.takeResync()) write(header.open("resync") + "}", nanos);
        List<TopicFilter> due = outbox.takeSnapshotsDue();
        if (!due.isEmpty()) {
            String topics = due.stream().map(filter -> quoted(filter.text())).collect(Collectors.joining(","));
            List<LiveValue> values = due.stream()
                    .flatMap(filter -> store.snapshot(filter).stream())
                    .toList();
            write(header.open("snapshot") + ",\"topics\":[" + topics + "],\"updates\":" + array(values) + "}", nanos);
        }
        List<LiveValue> changes = outbox.takeChanges();
        if (!changes.isEmpty()) write(header.open("delta") + ",\"updates\":" + array(changes) + "}", nanos);
        else if (nanos - sentNanos > TICK_NANOS) write(header.open("tick") + "}", nanos);
    }

    void ping() {
        if (!socket.isClosed()) socket.writePing(io.vertx.core.buffer.Buffer.buffer("ioc"));
    }

    void close(int code, String reason) {
        if (!socket.isClosed()) socket.close((short) code, reason);
    }

    private void write(String text, long nanos) {
        if (socket.isClosed()) return;
        sentNanos = nanos;
        socket.writeTextMessage(text);
    }

    private static String array(List<LiveValue> values) {
        StringBuilder text = new StringBuilder("[");
        for (LiveValue value : values) {
            if (text.length() > 1) text.append(',');
            text.append(value.json());
        }
        return text.append(']').toString();
    }

    private static String quoted(String text) {
        try {
            return CityJson.mapper().writeValueAsString(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
