package city.ioc.sim.bench.violations;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at the queue the way a control room does, and notes when each case first stood there with its pictures. One thread. */
public final class QueueWatch {
    /** GET of a path of the API. */
    @FunctionalInterface
    public interface Api {
        JsonNode get(String path) throws IOException, InterruptedException;
    }

    private static final int NEWEST = 50;
    private static final int PAGE = 500;

    private final Api api;
    private final Map<String, Instant> readyAt = new LinkedHashMap<>();

    public QueueWatch(Api api) {
        this.api = api;
    }

    /** Looks once. */
    public void look() throws IOException, InterruptedException {
        JsonNode items = api.get("/violations?limit=" + NEWEST).path("items");
        Instant now = Instant.now();
        for (JsonNode each : items) {
            String evidence = each.path("evidence").path("state").asText();
            if (evidence.equals("READY") || evidence.equals("INCOMPLETE"))
                readyAt.putIfAbsent(each.path("id").asText(), now);
        }
    }

    /** When a case first stood in the queue with its pictures. */
    public Optional<Instant> readyAt(FoundCase found) {
        return Optional.ofNullable(readyAt.get(found.id()));
    }

    /** All cases, void ones too. */
    public List<FoundCase> all() throws IOException, InterruptedException {
        List<FoundCase> cases = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = api.get("/violations?state=ALL&order=asc&limit=" + PAGE + cursor);
            page.path("items").forEach(each -> cases.add(FoundCase.of(each)));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return cases;
    }
}
