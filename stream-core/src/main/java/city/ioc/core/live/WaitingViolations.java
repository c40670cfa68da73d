package city.ioc.core.live;

import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.LiveViolations;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how many cases wait for a person. Counted in the database, for it is there that people decide on them; by one node, in the
 * background. While the database is away the last number stands.
 */
public final class WaitingViolations {
    private static final Logger LOG = LoggerFactory.getLogger(WaitingViolations.class);
    private static final long EVERY_MS = 1_500;
    private static final String COUNT = "SELECT count(*), max(raised_at) FROM violation_now WHERE state = 'WAITING'";

    private final Vertx vertx;
    private final DataSource database;
    private final LiveSink live;
    private final InstantSource clock;
    private final BooleanSupplier isOurs;

    /** @param isOurs whether this node tells */
    public WaitingViolations(
            Vertx vertx, DataSource database, LiveSink live, InstantSource clock, BooleanSupplier isOurs) {
        this.vertx = vertx;
        this.database = database;
        this.live = live;
        this.clock = clock;
        this.isOurs = isOurs;
    }

    public void start() {
        next();
    }

    private void next() {
        vertx.setTimer(
                EVERY_MS,
                timer -> vertx.executeBlocking(this::count, false).onComplete(done -> {
                    if (done.succeeded())
                        done.result().ifPresent(found -> live.put(LiveTopic.VIOLATIONS, "city", found));
                    else LOG.debug("event=violations_uncounted error=\"{}\"", String.valueOf(done.cause()));
                    next();
                }));
    }

    private Optional<LiveViolations> count() throws SQLException {
        if (!isOurs.getAsBoolean()) return Optional.empty();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(COUNT);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) return Optional.empty();
            Optional<OffsetDateTime> newest = Optional.ofNullable(row.getObject(2, OffsetDateTime.class));
            return Optional.of(
                    new LiveViolations(clock.instant(), row.getInt(1), newest.map(OffsetDateTime::toInstant)));
        }
    }
}
