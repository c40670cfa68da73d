package city.ioc.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveDecision;
import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The ledger on a real database. */
@Tag("slow")
class LedgerWriterTest {
    private static final city.ioc.local.Database SERVER = city.ioc.local.Database.forTests();
    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");
    private static Database database;

    @BeforeAll
    static void start() {
        SERVER.start();
        database = Database.open(SERVER.jdbcUrl(), SERVER.user(), SERVER.password());
        database.migrate();
    }

    @AfterAll
    static void stop() {
        database.close();
        SERVER.stop();
    }

    private static LedgerRow.Decision decision(String id, LiveDecision.Candidate... candidates) {
        return new LedgerRow.Decision(
                id,
                new LiveDecision(
                        new IntersectionId("vt-01"),
                        NOW,
                        "adaptive",
                        "HOLD",
                        Optional.of("A"),
                        "OUTWEIGHS",
                        "COMMANDED",
                        Optional.of(id),
                        Map.of("lanesSeen", "5"),
                        List.of(candidates)));
    }

    private static Optional<String> candidates(String id) throws Exception {
        try (var connection = database.dataSource().getConnection();
                var statement = connection.prepareStatement("SELECT candidates FROM decision WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).as("row %s", id).isTrue();
                Optional<String> found = Optional.ofNullable(rows.getString(1));
                assertThat(rows.next()).as("a second row %s", id).isFalse();
                return found;
            }
        }
    }

    @Test
    void keepsWhatWasWeighedInItsOrderAndNothingWhereARuleDecided() throws Exception {
        LedgerWriter writer = new LedgerWriter(database.dataSource(), new StoreMetrics(new SimpleMeterRegistry()));
        writer.start();
        LedgerRow.Decision weighed = decision(
                "weighed",
                new LiveDecision.Candidate("B", 0, 181.3, Map.of("queuePcu", "9.0")),
                new LiveDecision.Candidate("A", 6, 240, Map.of("arrivingPcu", "14.0")));
        writer.offer(weighed);
        writer.offer(decision("rule"));
        writer.offer(weighed);
        writer.close();
        JsonNode list = CityJson.mapper().readTree(candidates("weighed").orElseThrow());
        assertThat(list).extracting(each -> each.get("stage").asText()).containsExactly("B", "A");
        assertThat(list.at("/0/costPcuS").asDouble()).isEqualTo(181.3);
        assertThat(list.at("/1/values/arrivingPcu").asText()).isEqualTo("14.0");
        assertThat(candidates("rule")).isEmpty();
    }

    @Test
    void eventsOfControlAreInTheLogOfTheirControllerOnce() throws Exception {
        try (var connection = database.dataSource().getConnection()) {
            connection
                    .createStatement()
                    .execute("INSERT INTO device (code, site, kind) VALUES ('vt-01-ctl', 'vt-01', 'CONTROLLER')");
            LedgerWriter writer = new LedgerWriter(database.dataSource(), new StoreMetrics(new SimpleMeterRegistry()));
            writer.start();
            DeviceId controller = new DeviceId("vt-01-ctl");
            for (int again = 0; again < 2; again++)
                for (SignalEventCode code :
                        List.of(SignalEventCode.PREEMPT_CALL_OFF, SignalEventCode.PREEMPT_BEGIN_EXIT))
                    writer.offer(new LedgerRow.ControlEvent(controller, new SignalEvent(NOW, code, 2)));
            writer.close();
            ResultSet rows = connection
                    .createStatement()
                    .executeQuery("SELECT e.message, e.code, e.parameter FROM signal_event e JOIN device d"
                            + " ON d.id = e.device WHERE d.code = 'vt-01-ctl' ORDER BY e.code");
            List<Integer> codes = new ArrayList<>();
            while (rows.next()) {
                codes.add(rows.getInt(2));
                assertThat(rows.getInt(3)).isEqualTo(2);
                assertThat(MessageId.fromLong(rows.getLong(1)).session()).isEqualTo(Integer.MAX_VALUE);
            }
            assertThat(codes).containsExactly(104, 111);
        }
    }

    @Test
    void oneLineThatTheDatabaseRefusesHoldsBackNoOther() throws Exception {
        LedgerWriter writer = new LedgerWriter(database.dataSource(), new StoreMetrics(new SimpleMeterRegistry()));
        writer.start();
        writer.offer(decision("before"));
        writer.offer(decision("refused \u0000"));
        writer.offer(decision("after"));
        writer.close();
        assertThat(candidates("before")).isEmpty();
        assertThat(candidates("after")).isEmpty();
    }
}
