package city.ioc.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Shards;
import city.ioc.core.live.LiveSink;
import city.ioc.core.registry.CityIndex.SiteConfig;
import city.ioc.core.registry.CityRegistry;
import city.ioc.core.state.AlarmDesk;
import city.ioc.core.state.IncidentDesk;
import city.ioc.core.state.SignalDesk;
import city.ioc.core.state.SiteDesk;
import city.ioc.core.store.HistoryRow;
import city.ioc.core.store.LatestReadings;
import city.ioc.core.store.StoreBatch;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** The intake of one shard without broker and database. */
class ShardIntakeTest {
    private static final City CITY = CityFiles.read(Path.of("..", "cities", "vi-thanh"));
    private static final Intersection X = CITY.intersections().getFirst();
    private static final int SHARD = Shards.of(X.id());
    private static final Instant NOW = Instant.parse("2026-11-21T03:00:00Z");

    private final List<StoreBatch> stored = new ArrayList<>();
    private final IntakeMetrics metrics = new IntakeMetrics(new SimpleMeterRegistry());
    private final CityRegistry registry = new CityRegistry(CITY);
    private final SignalState state = new SignalState(SignalLayout.of(X, CITY.listDevicesAt(X.id())));
    private final Silence silence = new Silence();
    private final SiteDesk site = new SiteDesk(
            new SiteConfig(X.id(), Optional.of(X), CITY.listDevicesAt(X.id())),
            Optional.of(new SignalDesk(state, Optional.empty(), CITY.listDevicesAt(X.id()), CITY.timeZone())),
            new AlarmDesk(silence, row -> {}, NOW),
            new IncidentDesk(silence, row -> {}, NOW),
            silence,
            new LatestReadings(new PGSimpleDataSource()),
            CITY.timeZone());
    private int missedEvents;
    private final ShardIntake intake = new ShardIntake(
            SHARD,
            registry,
            id -> id.equals(X.id()) ? Optional.of(site) : Optional.empty(),
            (record, now) -> {},
            stored::add,
            () -> missedEvents++,
            metrics);
    private long batchSeq;

    private static final class Silence implements LiveSink {
        int pieces;

        @Override
        public void put(LiveTopic topic, String id, Object body) {}

        @Override
        public void remove(LiveTopic topic, String id) {}

        @Override
        public void append(IntersectionId id, List<SignalEvent> piece) {
            pieces += piece.size();
        }
    }

    @BeforeEach
    void theRegistryIsWhole() {
        registry.complete();
    }

    private static SignalEvents green(Instant at) {
        return new SignalEvents(List.of(new SignalEvent(
                at, SignalEventCode.GROUP_BEGIN_GREEN, X.groups().getFirst().number())));
    }

    private void accept(
            DeviceId device, long seq, DeviceBody body, boolean redelivery, Instant receivedAt, Instant now) {
        batchSeq++;
        accept(batchSeq, device, seq, body, redelivery, receivedAt, now);
    }

    private void accept(
            long batch,
            DeviceId device,
            long seq,
            DeviceBody body,
            boolean redelivery,
            Instant receivedAt,
            Instant now) {
        intake.accept(
                GatewayWire.encode(new EventBatch(
                        new StreamId(new GatewayId("gw-1"), 5, SHARD),
                        batch,
                        1,
                        redelivery,
                        now,
                        List.of(new DeviceRecord(
                                X.id(),
                                receivedAt,
                                new DeviceMessage(device, new MessageId(77, seq), receivedAt, body),
                                false)))),
                now);
    }

    private Lamp firstLamp() {
        return state.lamp(0);
    }

    @Test
    void aLiveEventMovesALampAndIsStored() {
        accept(X.controller(), 1, green(NOW), false, NOW, NOW);
        assertThat(firstLamp()).isEqualTo(Lamp.GREEN);
        assertThat(stored)
                .singleElement()
                .satisfies(batch -> assertThat(batch.rows()).hasSize(1));
    }

    @Test
    void aRedeliveryIsHistoryOnly() {
        accept(X.controller(), 1, green(NOW), true, NOW, NOW);
        assertThat(firstLamp()).isEqualTo(Lamp.UNKNOWN);
        assertThat(stored.getFirst().rows()).hasSize(1);
    }

    @Test
    void whatIsOlderThanHalfAMinuteIsHistoryOnly() {
        accept(X.controller(), 1, green(NOW), false, NOW, NOW.plusSeconds(31));
        accept(X.controller(), 2, green(NOW), false, NOW.plusSeconds(31), NOW.plusSeconds(31));
        assertThat(firstLamp()).isEqualTo(Lamp.UNKNOWN);
        assertThat(stored).hasSize(2);
    }

    @Test
    void aMessageThatComesTwiceIsUsedOnceAndStoredUnderTheSameIdentity() {
        accept(X.controller(), 1, green(NOW), false, NOW, NOW);
        accept(X.controller(), 1, green(NOW), false, NOW, NOW);
        assertThat(silence.pieces).isEqualTo(1);
        assertThat(stored.get(0).rows()).isEqualTo(stored.get(1).rows());
    }

    @Test
    void anUnknownDeviceIsCountedAndItsBatchAcknowledgedWithoutIt() {
        accept(new DeviceId("stranger"), 1, green(NOW), false, NOW, NOW);
        assertThat(metrics.refusals()).containsEntry("UNKNOWN_DEVICE", 1L);
        assertThat(stored.getFirst().rows()).isEmpty();
    }

    @Test
    void beforeTheAddedSitesAreReadAnUnknownDeviceIsLeftToComeAgain() {
        CityRegistry early = new CityRegistry(CITY);
        ShardIntake starting = new ShardIntake(
                SHARD, early, id -> Optional.empty(), (record, now) -> {}, stored::add, () -> {}, metrics);
        starting.accept(
                GatewayWire.encode(new EventBatch(
                        new StreamId(new GatewayId("gw-1"), 5, SHARD),
                        1,
                        1,
                        false,
                        NOW,
                        List.of(new DeviceRecord(
                                X.id(),
                                NOW,
                                new DeviceMessage(new DeviceId("stranger"), new MessageId(1, 1), NOW, green(NOW)),
                                false)))),
                NOW);
        assertThat(stored).isEmpty();
    }

    @Test
    void brokenBytesAreCounted() {
        intake.accept(new byte[] {1, 2, 3}, NOW);
        assertThat(metrics.refusals()).containsEntry("UNDECODABLE", 1L);
    }

    @Test
    void aMissingBatchIsSeenAndLampsAreAskedAnew() {
        accept(1, X.controller(), 1, green(NOW), false, NOW, NOW);
        accept(4, X.controller(), 4, green(NOW), false, NOW, NOW);
        assertThat(intake.missing()).containsEntry(new GatewayId("gw-1"), 2L);
        assertThat(missedEvents).isEqualTo(1);
        accept(2, X.controller(), 2, green(NOW), true, NOW, NOW);
        accept(3, X.controller(), 3, green(NOW), true, NOW, NOW);
        assertThat(intake.missing()).containsEntry(new GatewayId("gw-1"), 0L);
    }

    private static ControllerReport report(Instant at, ControlMode mode) {
        return new ControllerReport(
                at,
                mode,
                Optional.empty(),
                false,
                at,
                Optional.empty(),
                Optional.of("c-" + at),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void aReportIsStoredOnlyWhenItSaysSomethingNew() {
        for (int i = 0; i < 5; i++)
            accept(
                    X.controller(),
                    i + 1,
                    report(NOW.plusSeconds(i), ControlMode.COMMANDED),
                    false,
                    NOW.plusSeconds(i),
                    NOW.plusSeconds(i));
        accept(
                X.controller(),
                6,
                report(NOW.plusSeconds(6), ControlMode.FLASH),
                false,
                NOW.plusSeconds(6),
                NOW.plusSeconds(6));
        List<HistoryRow> rows =
                stored.stream().flatMap(batch -> batch.rows().stream()).toList();
        assertThat(rows).hasSize(2);
        assertThat(stored).hasSize(6);
    }

    /** A change that could not be stored live must not be taken for known when it comes again. */
    @Test
    void aChangeThatComesAgainIsStoredThoughLiveStateKnowsIt() {
        accept(X.controller(), 1, report(NOW, ControlMode.COMMANDED), false, NOW, NOW);
        accept(
                X.controller(),
                2,
                report(NOW.plusSeconds(1), ControlMode.FLASH),
                false,
                NOW.plusSeconds(1),
                NOW.plusSeconds(1));
        stored.clear();
        accept(
                X.controller(),
                2,
                report(NOW.plusSeconds(1), ControlMode.FLASH),
                true,
                NOW.plusSeconds(1),
                NOW.plusSeconds(9));
        assertThat(stored.getFirst().rows()).hasSize(1);
    }
}
