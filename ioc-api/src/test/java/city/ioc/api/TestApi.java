package city.ioc.api;

import city.ioc.api.auth.TestTokens;
import city.ioc.api.http.RateLimits;
import city.ioc.api.http.Role;
import city.ioc.api.room.RoomFiles;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.time.CityClock;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A whole API on a free port, with the demo city, a core of the test's and a database if there is one. */
final class TestApi implements AutoCloseable {
    static final String SECRET = "a secret of at least thirty-two characters";
    private static final String NO_DATABASE = "jdbc:postgresql://127.0.0.1:1/none";

    final TestCore core = new TestCore();
    final PrometheusMeterRegistry meters = Metrics.registry();
    volatile Duration ahead = Duration.ZERO;
    final City city;
    final Path folder;
    final TestTokens tokens;
    final Vertx vertx = Vertx.vertx();
    private final ApiVerticle verticle;
    private final HttpClient http = HttpClient.newHttpClient();

    static TestApi withoutDatabase() throws Exception {
        return new TestApi(new ApiConfig.Db(NO_DATABASE, "nobody", ""), Optional.empty(), usualLimits());
    }

    static ApiVerticle.Limits usualLimits() {
        return new ApiVerticle.Limits(unlimited(), unlimited(), unlimited());
    }

    static RateLimits unlimited() {
        return new RateLimits(1e9, 1e9, System::nanoTime);
    }

    TestApi(ApiConfig.Db database, Optional<ApiConfig.Oidc> oidc, ApiVerticle.Limits limits) throws Exception {
        folder = Files.createTempDirectory("ioc-api-test");
        Path room = folder.resolve("room");
        Files.createDirectories(room.resolve("assets"));
        Files.writeString(room.resolve("index.html"), "<!doctype html><title>room</title>");
        Files.writeString(room.resolve("assets/app-1a2b.js"), "export {}");
        Files.writeString(room.resolve("assets/app-1a2b.js.br"), "not really brotli");
        city = CityFiles.read(Path.of("../cities/vi-thanh"));
        tokens = new TestTokens(vertx, SECRET);
        ApiConfig config = new ApiConfig(
                "127.0.0.1",
                0,
                URI.create("http://localhost:8080"),
                Path.of("../cities/vi-thanh"),
                CityClock.real(),
                database,
                new ApiConfig.Cluster("api-test", "test", 0, List.of()),
                0,
                folder.resolve("jwt"),
                firstRunLogins(),
                Duration.ofMinutes(10),
                oidc,
                Optional.of(room),
                evidence(),
                true,
                URI.create("https://creativecommons.org/licenses/by/4.0/"));
        verticle = new ApiVerticle(
                config,
                city,
                RoomFiles.load(config.uiRoot()),
                SECRET,
                meters,
                limits,
                () -> Instant.now().plus(ahead),
                core);
        vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }

    Path evidence() {
        return folder.resolve("evidence");
    }

    Path firstRunLogins() {
        return folder.resolve("first-run-logins.txt");
    }

    int port() {
        return verticle.port();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder request(String path, String token) {
        return request(path).header("Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, Role... roles) throws IOException, InterruptedException {
        return send(request(path, tokens.of("tester", roles)));
    }

    HttpResponse<String> post(String path, String json, Role... roles) throws IOException, InterruptedException {
        return send(request(path, tokens.of("tester", roles))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    static JsonNode json(HttpResponse<String> response) throws IOException {
        return CityJson.mapper().readTree(response.body());
    }

    /** Waits for a condition, failing after 20 s. */
    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) throw new AssertionError("never: " + what);
            Thread.onSpinWait();
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        try (var files = Files.walk(folder)) {
            for (Path path : files.sorted(java.util.Comparator.reverseOrder()).toList()) Files.delete(path);
        }
    }
}
