package city.ioc.api;

import city.ioc.api.auth.Secrets;
import city.ioc.api.live.CoreCluster;
import city.ioc.api.room.RoomFiles;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.time.InstantSource;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API process. It starts and stays without the core and without the database, and finds them when they come. */
public final class ApiMain {
    private static final Logger LOG = LoggerFactory.getLogger(ApiMain.class);
    private static final int WRONG_CONFIGURATION = 2;
    private static final int FAILED = 1;

    private ApiMain() {}

    public static void main(String[] arguments) {
        try {
            run(ApiConfig.of(System.getenv()));
        } catch (IllegalArgumentException | CityException | IOException e) {
            LOG.error("not started: {}", e.getMessage());
            System.exit(WRONG_CONFIGURATION);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof BindException) LOG.error("not started: {}", cause.getMessage());
            else LOG.error("not started", cause);
            System.exit(FAILED);
        } catch (InterruptedException | TimeoutException e) {
            LOG.error("not started", e);
            System.exit(FAILED);
        }
    }

    private static void run(ApiConfig config)
            throws IOException, InterruptedException, ExecutionException, TimeoutException {
        City city = CityFiles.read(config.city());
        RoomFiles room = RoomFiles.load(config.uiRoot());
        String secret = Secrets.readOrMake(config.jwtSecretFile());
        PrometheusMeterRegistry meters = Metrics.registry();
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                // reading the contract at the start takes longer than Vert.x likes while a city starts around it
                .setMaxEventLoopExecuteTime(TimeUnit.SECONDS.toNanos(10))
                .setWorkerPoolSize(4)
                .setInternalBlockingPoolSize(4));
        ApiVerticle verticle = new ApiVerticle(
                config,
                city,
                room,
                secret,
                meters,
                ApiVerticle.Limits.usual(),
                InstantSource.system(),
                (context, store, siteAdded) -> {
                    CoreCluster cluster = new CoreCluster(config.cluster(), context, store, siteAdded).start();
                    return new ApiVerticle.CoreFactory.Link(cluster, cluster);
                });
        try {
            vertx.deployVerticle(verticle)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            vertx.close();
            throw e;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(vertx), "shutdown"));
        LOG.info(
                "started process=api url={} port={} city={} intersections={} devices={} roomFiles={}",
                config.publicUrl(),
                verticle.port(),
                city.id(),
                city.intersections().size(),
                city.devices().size(),
                room.size());
    }

    private static void close(Vertx vertx) {
        try {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
            LOG.info("stopped process=api");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not stopped cleanly", e);
        }
    }
}
