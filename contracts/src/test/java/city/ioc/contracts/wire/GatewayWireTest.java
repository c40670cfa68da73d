package city.ioc.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.gateway.EventAck;
import city.ioc.contracts.gateway.EventBatch;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.gateway.RejectionReason;
import city.ioc.contracts.gateway.StreamId;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.StageId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayWireTest {
    private static final Instant AT = Instant.parse("2026-11-21T07:05:09.123Z");
    private static final StreamId STREAM = new StreamId(new GatewayId("gw-1"), 1_795_000_000L, 5);
    private static final IntersectionId VT_01 = new IntersectionId("vt-01");

    @Test
    void aBatchSurvivesTheWire() throws WireException {
        var message = new DeviceMessage(
                new DeviceId("vt-01-c"),
                new MessageId(9, 3),
                AT,
                new SignalEvents(List.of(new SignalEvent(AT, SignalEventCode.GROUP_BEGIN_GREEN, 2))));
        var batch = new EventBatch(STREAM, 17, 12, true, AT, List.of(new DeviceRecord(VT_01, AT, message, true)));
        assertThat(GatewayWire.decodeEventBatch(GatewayWire.encode(batch))).isEqualTo(batch);
    }

    @Test
    void anAckSurvivesTheWire() throws WireException {
        var ack = new EventAck(STREAM, List.of(new EventAck.SeqRange(1, 4), new EventAck.SeqRange(6, 6)));
        assertThat(GatewayWire.decodeEventAck(GatewayWire.encode(ack))).isEqualTo(ack);
    }

    @Test
    void everyKindOfCommandSurvivesTheWire() throws WireException {
        for (ControllerCommand.Action action : List.of(
                new ControllerCommand.RunStage(new StageId("B")),
                new ControllerCommand.ReleaseToLocal(),
                new ControllerCommand.ResetFlash("ky.su"),
                new ControllerCommand.Flash("CONFLICTING_GREEN B/A"))) {
            var command = new ControllerCommand(
                    "c-1", VT_01, new DeviceId("vt-01-c"), AT, AT.plusSeconds(3), "GAP_OUT", action, Optional.of(AT));
            assertThat(GatewayWire.decodeControllerCommand(GatewayWire.encode(command)))
                    .isEqualTo(command);
        }
    }

    @Test
    void aStatusSurvivesTheWire() throws WireException {
        var status = new GatewayStatus(
                new GatewayId("gw-1"),
                9,
                AT,
                100,
                3,
                Duration.ofMillis(1500),
                Optional.of("no space left on device"),
                List.of(new GatewayStatus.Rejection("x", RejectionReason.UNKNOWN_DEVICE, 4, "no such device", AT)),
                List.of(new GatewayStatus.LinkState(new DeviceId("vt-01-c"), true, AT, Duration.ofMillis(-40))),
                List.of(new GatewayStatus.CommandRefusal("c-9", "vt-01", "REFUSED_EXPIRED", "1.2 s late", AT)));
        assertThat(GatewayWire.decodeGatewayStatus(GatewayWire.encode(status))).isEqualTo(status);
    }

    @Test
    void aCommandWithoutActionIsRefused() {
        byte[] bytes = city.ioc.contracts.wire.v1.ControllerCommand.newBuilder()
                .setVersion(1)
                .setCommand("c")
                .setIntersection("vt-01")
                .setController("vt-01-c")
                .setIssuedAtMs(1)
                .setExpiresAtMs(2)
                .build()
                .toByteArray();
        assertThatThrownBy(() -> GatewayWire.decodeControllerCommand(bytes))
                .isInstanceOf(WireException.class)
                .hasMessageContaining("no known action");
    }

    /** Written down: a change would strand what gateways have in their outboxes. */
    @ParameterizedTest
    @CsvSource({"vt-01, 3", "vt-02, 25", "city, 20", "x-227, 16"})
    void aSiteStaysInItsShard(String site, int shard) {
        assertThat(Shards.of(new IntersectionId(site))).isEqualTo(shard);
    }

    @Test
    void fieldTopicsAreReadBack() {
        String topic = Topics.fieldUp(VT_01, new DeviceId("vt-01-c"));
        assertThat(Topics.parseField(topic)).contains(new Topics.FieldTopic("vt-01", "vt-01-c", "up"));
        assertThat(Topics.parseField("field/only/three")).isEmpty();
        assertThat(Topics.parseField("ioc/v1/event/3")).isEmpty();
    }
}
