package city.ioc.core.hotlist;

import city.ioc.contracts.field.PlatePattern;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vehicles that are looked for, as every node knows them: read from the database once a second, for it is there that people enter
 * them. While the database is away the last list stands, and what expires meanwhile is no longer looked for. Thread-safe.
 */
public final class Hotlist {
    private static final Logger LOG = LoggerFactory.getLogger(Hotlist.class);
    private static final long EVERY_MS = 1_000;
    private static final String READ = """
            SELECT id, pattern, look_alikes, entered_at, expires_at FROM hotlist_entry e
            WHERE expires_at > ? AND NOT EXISTS (SELECT 1 FROM hotlist_removal r WHERE r.entry = e.id)""";

    private final DataSource database;
    private final InstantSource clock;
    private volatile @Nullable List<HotlistEntry> entries;

    public Hotlist(DataSource database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Reads it again and again, in the background. */
    public void start(Vertx vertx) {
        vertx.executeBlocking(this::read, false).onComplete(done -> {
            if (done.failed()) LOG.debug("event=hotlist_unread error=\"{}\"", String.valueOf(done.cause()));
            vertx.setTimer(EVERY_MS, timer -> start(vertx));
        });
    }

    /** What is looked for; empty until it was read for the first time. */
    Optional<List<HotlistEntry>> now() {
        return Optional.ofNullable(entries);
    }

    private int read() throws SQLException {
        List<HotlistEntry> read = new ArrayList<>();
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(READ)) {
            statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next())
                    read.add(new HotlistEntry(
                            rows.getObject(1, UUID.class),
                            new PlatePattern(rows.getString(2)),
                            rows.getBoolean(3),
                            instant(rows, 4),
                            instant(rows, 5)));
            }
        }
        entries = List.copyOf(read);
        return read.size();
    }

    private static Instant instant(ResultSet rows, int column) throws SQLException {
        return rows.getObject(column, OffsetDateTime.class).toInstant();
    }
}
