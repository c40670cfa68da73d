package city.ioc.api;

import city.ioc.api.auth.AuditLog;
import city.ioc.api.auth.AuthModule;
import city.ioc.api.auth.FirstRun;
import city.ioc.api.catalogue.CatalogueApi;
import city.ioc.api.evidence.EvidenceOperations;
import city.ioc.api.features.FeaturesApi;
import city.ioc.api.http.ApiRouter;
import city.ioc.api.http.Contract;
import city.ioc.api.http.HttpFrame;
import city.ioc.api.http.OpenData;
import city.ioc.api.http.Operation;
import city.ioc.api.http.RateLimits;
import city.ioc.api.live.LiveServer;
import city.ioc.api.live.LiveStore;
import city.ioc.api.live.LiveTickets;
import city.ioc.api.live.TopicPolicy;
import city.ioc.api.ngsi.NgsiApi;
import city.ioc.api.operator.Core;
import city.ioc.api.operator.OperatorOperations;
import city.ioc.api.read.AlarmQueries;
import city.ioc.api.read.CycleQueries;
import city.ioc.api.read.Database;
import city.ioc.api.read.EventQueries;
import city.ioc.api.read.FlowOperations;
import city.ioc.api.read.HolidayFile;
import city.ioc.api.read.LedgerQueries;
import city.ioc.api.read.MeasureQueries;
import city.ioc.api.read.NormalOperations;
import city.ioc.api.read.PlateQueries;
import city.ioc.api.read.ReadingQueries;
import city.ioc.api.room.RoomFiles;
import city.ioc.api.room.RoomHandler;
import city.ioc.api.street.CityView;
import city.ioc.api.street.SiteLoader;
import city.ioc.api.street.StreetOperations;
import city.ioc.api.things.ThingsApi;
import city.ioc.api.trace.HotlistOperations;
import city.ioc.api.trace.PersonalData;
import city.ioc.api.trace.TraceOperations;
import city.ioc.api.violation.ViolationQueries;
import city.ioc.contracts.city.City;
import city.ioc.contracts.evidence.EvidenceFolder;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API of one process, on one event loop, which owns the live state and all that is kept between requests. */
final class ApiVerticle extends VerticleBase {
    private static final Logger LOG = LoggerFactory.getLogger(ApiVerticle.class);
    private static final int MAX_LIVE_CLIENTS = 500;
    private static final long FIRST_RUN_RETRY_MS = 1_000;

    private final ApiConfig config;
    private final City files;
    private final RoomFiles room;
    private final String secret;
    private final PrometheusMeterRegistry meters;
    private final Limits limits;
    private final InstantSource systemClock;
    private final CoreFactory coreFactory;
    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private int port;

    /** Makes the way to the core, which feeds the live store and tells of sites. */
    @FunctionalInterface
    interface CoreFactory {
        Link link(Context context, LiveStore store, Consumer<byte[]> siteAdded);

        /** The way to the core, and how it ends. */
        record Link(Core core, AutoCloseable end) {}
    }

    /** How many requests at once, and how many for ever. */
    record Limits(RateLimits perAddress, RateLimits perUser, RateLimits loginsPerAddress) {
        static Limits usual() {
            return new Limits(
                    new RateLimits(600, 150, System::nanoTime),
                    new RateLimits(300, 50, System::nanoTime),
                    new RateLimits(20, 0.5, System::nanoTime));
        }
    }

    ApiVerticle(
            ApiConfig config,
            City files,
            RoomFiles room,
            String secret,
            PrometheusMeterRegistry meters,
            Limits limits,
            InstantSource systemClock,
            CoreFactory coreFactory) {
        this.config = config;
        this.files = files;
        this.room = room;
        this.secret = secret;
        this.meters = meters;
        this.limits = limits;
        this.systemClock = systemClock;
        this.coreFactory = coreFactory;
    }

    int port() {
        return port;
    }

    @Override
    public Future<?> start() {
        return Contract.load(vertx).compose(this::start);
    }

    private Future<HttpServer> start(Contract contract) {
        CityView city = new CityView(files);
        LiveStore live = new LiveStore(config.clock(), System::nanoTime, meters);
        Database database = closing(new Database(vertx, config.db(), meters));
        CoreFactory.Link link = coreFactory.link(context, live, city::add);
        open.push(link.end());
        closing(new SiteLoader(vertx, database, city));

        AuditLog audit = new AuditLog(vertx, database, config.clock());
        LiveTickets tickets = new LiveTickets(systemClock);
        LiveEnd liveEnd = new LiveEnd();
        AuthModule auth = closing(new AuthModule(
                vertx,
                config,
                secret,
                database,
                link.core(),
                audit,
                meters,
                systemClock,
                limits.loginsPerAddress(),
                liveEnd));
        EventQueries events = new EventQueries(database, city, config.clock());
        AlarmQueries alarms = new AlarmQueries(database);
        HealthOperation health = new HealthOperation(database, live);

        Map<String, Operation> operations = new HashMap<>();
        operations.putAll(auth.operations());
        operations.putAll(tickets.operations());
        operations.putAll(new StreetOperations(city, live).operations());
        operations.putAll(new FlowOperations(database, city, config.clock()).operations());
        operations.putAll(
                new NormalOperations(database, city, HolidayFile.read(config.city()), config.clock()).operations());
        operations.putAll(events.operations());
        operations.putAll(new MeasureQueries(database, city, config.clock()).operations());
        operations.putAll(new CycleQueries(database, city, config.clock()).operations());
        operations.putAll(new ReadingQueries(database, city, config.clock()).operations());
        operations.putAll(new PlateQueries(database, city, audit, config.clock()).operations());
        operations.putAll(new TraceOperations(database, city, audit, config.clock()).operations());
        operations.putAll(new HotlistOperations(database, audit, config.clock()).operations());
        operations.putAll(new PersonalData(database, audit).operations());
        operations.putAll(new LedgerQueries(database, city, config.clock()).operations());
        operations.putAll(alarms.operations());
        operations.putAll(new OperatorOperations(city, link.core(), live, alarms, audit, config.clock()).operations());
        operations.putAll(new EvidenceOperations(
                        vertx, city, link.core(), new EvidenceFolder(config.evidence()), audit, config.clock())
                .operations());
        operations.putAll(new ViolationQueries(database, new EvidenceFolder(config.evidence()), audit, config.clock())
                .operations());
        operations.put("getHealth", health);

        LiveServer liveServer = closing(new LiveServer(
                vertx,
                live,
                tickets,
                auth.accessTokens(),
                TopicPolicy.everybodyReadsAll(),
                events,
                config.clock(),
                MAX_LIVE_CLIENTS,
                meters));
        liveEnd.server = liveServer;

        boolean https = "https".equals(config.publicUrl().getScheme());
        Router router = Router.router(vertx);
        new HttpFrame(limits.perAddress(), meters, https).mount(router);
        new ApiRouter(
                        vertx,
                        contract,
                        operations,
                        auth.accessTokens(),
                        limits.perUser(),
                        (who, operation, path) -> audit.record(
                                who.name(),
                                operation,
                                path,
                                "forbidden",
                                Map.of("roles", who.roles().toString())))
                .mount(router);
        if (config.openData()) {
            OpenData frame = new OpenData(https);
            new FeaturesApi(city, database, config.clock(), frame).mount(router);
            new ThingsApi(city, database, config.clock(), frame).mount(router);
            new NgsiApi(city, database, config.clock(), frame).mount(router);
            new CatalogueApi(city, database, config.clock(), frame, config.openDataLicence()).mount(router);
        }
        router.get("/live").handler(liveServer::handle);
        new RoomHandler(room).mount(router);

        firstRun(database);
        return listen(router, health);
    }

    private Future<HttpServer> listen(Router router, HealthOperation health) {
        HttpServerOptions options = new HttpServerOptions()
                // an upgrade in the clear answers uncompressed bodies as gzip; browsers never ask for it
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true)
                .setCompressionLevel(4)
                .setCompressionContentSizeThreshold(1024)
                .setMaxInitialLineLength(8192)
                .setMaxHeaderSize(16 * 1024)
                .setMaxWebSocketFrameSize(64 * 1024)
                .setMaxWebSocketMessageSize(64 * 1024)
                .setIdleTimeout(120);
        Future<HttpServer> metrics = config.metricsPort() == 0
                ? Future.succeededFuture()
                : Metrics.serve(vertx, config.metricsPort(), meters, health::health);
        return metrics.compose(ready ->
                        vertx.createHttpServer(options).requestHandler(router).listen(config.port(), config.bind()))
                .onSuccess(server -> port = server.actualPort());
    }

    /** Makes the first accounts as soon as the database is there and migrated. */
    private void firstRun(Database database) {
        FirstRun.makeAccounts(database, config.firstRunLogins(), config.clock()).onFailure(failure -> {
            if (!(failure instanceof city.ioc.api.http.ProblemException))
                LOG.error("first accounts could not be made", failure);
            vertx.setTimer(FIRST_RUN_RETRY_MS, id -> firstRun(database));
        });
    }

    /** Ends live sockets of an account; the server is made after the accounts that need it. */
    private static final class LiveEnd implements Consumer<String> {
        private @org.jspecify.annotations.Nullable LiveServer server;

        @Override
        public void accept(String user) {
            if (server != null) server.endLive(user);
        }
    }

    private <T extends AutoCloseable> T closing(T part) {
        open.push(part);
        return part;
    }

    @Override
    public Future<?> stop() {
        return vertx.executeBlocking(() -> {
            while (!open.isEmpty()) open.pop().close();
            return null;
        });
    }
}
