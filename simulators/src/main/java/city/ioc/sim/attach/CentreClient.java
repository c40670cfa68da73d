package city.ioc.sim.attach;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.GeoPoint;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** What a commissioning engineer asks of the centre over its interface. Not thread-safe. */
public final class CentreClient {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration HEARD_PATIENCE = Duration.ofMinutes(2);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final URI base;
    private final Login login;
    private Optional<String> token = Optional.empty();

    /** An account of the centre. */
    public record Login(String user, String password) {}

    /** The city as far as a new site needs it. */
    public record CityFacts(GeoPoint centre, String ward) {}

    public CentreClient(URI address, Login login) {
        this.base = URI.create(address.toString().replaceAll("/+$", "") + "/api/v1");
        this.login = login;
    }

    public CityFacts city() throws IOException, InterruptedException {
        JsonNode city = get("/city");
        GeoPoint centre = new GeoPoint(
                city.path("centre").path("lat").asDouble(),
                city.path("centre").path("lon").asDouble());
        String ward = city.path("wards").path(0).path("id").asText("unknown");
        return new CityFacts(centre, ward);
    }

    public void register(Site site) throws IOException, InterruptedException {
        String body = CityJson.mapper().writeValueAsString(site);
        HttpResponse<String> response = send("POST", "/sites", Optional.of(body));
        if (response.statusCode() / 100 != 2) throw refused("POST /sites", response);
    }

    /** When the centre last heard a device, or empty when it never did. */
    public Optional<Instant> findLastSeen(DeviceId device) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", "/devices/" + device, Optional.empty());
        if (response.statusCode() == 404) return Optional.empty();
        if (response.statusCode() != 200) throw refused("GET /devices/" + device, response);
        String seen = CityJson.mapper()
                .readTree(response.body())
                .path("live")
                .path("lastSeen")
                .asText("");
        return seen.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(seen));
    }

    public long countSignalEvents(IntersectionId intersection, Instant from) throws IOException, InterruptedException {
        return get("/intersections/" + intersection + "/signal-events/count?from=" + from)
                .path("count")
                .asLong();
    }

    /** How many messages of a device the store holds that ended at or after {@code from}. */
    public long countReadings(DeviceId device, Instant from) throws IOException, InterruptedException {
        long count = 0;
        String cursor = "";
        do {
            JsonNode page = get("/devices/" + device + "/readings?limit=5000&from=" + from
                    + (cursor.isEmpty() ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)));
            count += page.path("items").size();
            cursor = page.path("next").asText("");
        } while (!cursor.isEmpty());
        return count;
    }

    /**
     * Waits until the centre has heard a device after {@code since}, with {@code knock} once a second to make it heard.
     *
     * @throws IOException when it was not heard in time
     */
    public void awaitHeard(DeviceId device, Instant since, Knock knock) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + HEARD_PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            knock.knock();
            Thread.sleep(1_000);
            if (findLastSeen(device).filter(at -> !at.isBefore(since)).isPresent()) return;
        }
        throw new IOException("the centre has not heard " + device + " within " + HEARD_PATIENCE.toSeconds()
                + " s; is the gateway running?");
    }

    /** Sends a sign of life. */
    public interface Knock {
        void knock() throws InterruptedException;
    }

    /** A ticket that opens the live socket once, within 30 s. */
    public String liveTicket() throws IOException, InterruptedException {
        HttpResponse<String> response = send("POST", "/live-ticket", Optional.empty());
        if (response.statusCode() / 100 != 2) throw refused("POST /live-ticket", response);
        return CityJson.mapper().readTree(response.body()).path("ticket").asText();
    }

    /** GET of a path under /api/v1. */
    public JsonNode get(String path) throws IOException, InterruptedException {
        HttpResponse<String> response = send("GET", path, Optional.empty());
        if (response.statusCode() != 200) throw refused("GET " + path, response);
        return CityJson.mapper().readTree(response.body());
    }

    /** POST of a JSON document to a path under /api/v1. */
    public JsonNode post(String path, Object body) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send("POST", path, Optional.of(CityJson.mapper().writeValueAsString(body)));
        if (response.statusCode() / 100 != 2) throw refused("POST " + path, response);
        return CityJson.mapper().readTree(response.body());
    }

    /** A file under /api/v1, for whoever is logged in already. */
    public byte[] file(String path) throws IOException, InterruptedException {
        if (token.isEmpty()) logIn();
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(PATIENCE);
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        HttpResponse<byte[]> response = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        if (response.statusCode() != 200)
            throw new IOException("GET " + path + " was answered " + response.statusCode());
        return response.body();
    }

    private HttpResponse<String> send(String method, String path, Optional<String> body)
            throws IOException, InterruptedException {
        if (token.isEmpty()) logIn();
        HttpResponse<String> response = request(method, path, body);
        if (response.statusCode() != 401) return response;
        logIn();
        return request(method, path, body);
    }

    private void logIn() throws IOException, InterruptedException {
        token = Optional.empty();
        String body = CityJson.mapper().writeValueAsString(Map.of("name", login.user(), "password", login.password()));
        HttpResponse<String> response = request("POST", "/auth/login", Optional.of(body));
        if (response.statusCode() != 200) throw refused("login as " + login.user(), response);
        token = Optional.of(
                CityJson.mapper().readTree(response.body()).path("accessToken").asText());
    }

    private HttpResponse<String> request(String method, String path, Optional<String> body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(PATIENCE)
                .header("Accept", "application/json")
                .method(
                        method,
                        body.map(HttpRequest.BodyPublishers::ofString).orElseGet(HttpRequest.BodyPublishers::noBody));
        if (body.isPresent()) request.header("Content-Type", "application/json");
        token.ifPresent(value -> request.header("Authorization", "Bearer " + value));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static IOException refused(String what, HttpResponse<String> response) {
        return new IOException(what + " was answered " + response.statusCode() + ": " + response.body());
    }
}
