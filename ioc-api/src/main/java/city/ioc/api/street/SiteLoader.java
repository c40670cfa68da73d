package city.ioc.api.street;

import city.ioc.api.read.Database;
import city.ioc.api.read.Sql;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;

/** Reads the sites that were added while the city ran: at the start as soon as the database is there, and now and then. */
public final class SiteLoader implements AutoCloseable {
    private static final long FIRST_MS = 500;
    private static final long EVERY_MS = 30_000;
    private static final long RETRY_MS = 1_000;

    private final Vertx vertx;
    private final Database database;
    private final CityView city;
    private long timer;

    public SiteLoader(Vertx vertx, Database database, CityView city) {
        this.vertx = vertx;
        this.database = database;
        this.city = city;
        later(FIRST_MS);
    }

    private void load() {
        database.call(connection -> Sql.of("select document::text from site order by added_at")
                        .list(connection, row -> row.getString(1)))
                .onSuccess(documents -> {
                    documents.forEach(each -> city.add(each.getBytes(StandardCharsets.UTF_8)));
                    later(EVERY_MS);
                })
                .onFailure(away -> later(RETRY_MS));
    }

    private void later(long ms) {
        timer = vertx.setTimer(ms, id -> load());
    }

    @Override
    public void close() {
        vertx.cancelTimer(timer);
    }
}
