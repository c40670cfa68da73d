package city.ioc.contracts.wire;

import city.ioc.contracts.command.ControllerCommand;
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
import city.ioc.contracts.wire.WireException.Fault;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Messages between gateways, the core and controllers as protobuf. Pure; thread-safe. */
public final class GatewayWire {
    public static final int VERSION = 1;

    private GatewayWire() {}

    public static byte[] encode(EventBatch batch) {
        var proto = city.ioc.contracts.wire.v1.EventBatch.newBuilder()
                .setVersion(VERSION)
                .setGateway(batch.stream().gateway().value())
                .setSession((int) batch.stream().session())
                .setShard(batch.stream().shard())
                .setSeq(batch.seq())
                .setFloor(batch.floor())
                .setRedelivery(batch.redelivery())
                .setSentAtMs(batch.sentAt().toEpochMilli());
        for (DeviceRecord record : batch.records()) {
            proto.addRecords(city.ioc.contracts.wire.v1.DeviceRecord.newBuilder()
                    .setIntersection(record.site().value())
                    .setReceivedAtMs(record.receivedAt().toEpochMilli())
                    .setMessage(DeviceWire.toProto(record.message()))
                    .setClockSuspect(record.clockSuspect()));
        }
        return proto.build().toByteArray();
    }

    public static EventBatch decodeEventBatch(byte[] bytes) throws WireException {
        return decode("EventBatch", () -> {
            var proto = city.ioc.contracts.wire.v1.EventBatch.parseFrom(bytes);
            requireVersion(proto.getVersion());
            List<DeviceRecord> records = new ArrayList<>(proto.getRecordsCount());
            for (var record : proto.getRecordsList()) {
                records.add(new DeviceRecord(
                        new IntersectionId(record.getIntersection()),
                        Instant.ofEpochMilli(record.getReceivedAtMs()),
                        DeviceWire.fromProto(record.getMessage()),
                        record.getClockSuspect()));
            }
            return new EventBatch(
                    new StreamId(
                            new GatewayId(proto.getGateway()),
                            Integer.toUnsignedLong(proto.getSession()),
                            proto.getShard()),
                    proto.getSeq(),
                    proto.getFloor(),
                    proto.getRedelivery(),
                    Instant.ofEpochMilli(proto.getSentAtMs()),
                    records);
        });
    }

    public static byte[] encode(EventAck ack) {
        var proto = city.ioc.contracts.wire.v1.EventAck.newBuilder()
                .setVersion(VERSION)
                .setGateway(ack.stream().gateway().value())
                .setSession((int) ack.stream().session())
                .setShard(ack.stream().shard());
        for (EventAck.SeqRange range : ack.committed()) {
            proto.addCommitted(city.ioc.contracts.wire.v1.SeqRange.newBuilder()
                    .setFirst(range.first())
                    .setLast(range.last()));
        }
        return proto.build().toByteArray();
    }

    public static EventAck decodeEventAck(byte[] bytes) throws WireException {
        return decode("EventAck", () -> {
            var proto = city.ioc.contracts.wire.v1.EventAck.parseFrom(bytes);
            requireVersion(proto.getVersion());
            return new EventAck(
                    new StreamId(
                            new GatewayId(proto.getGateway()),
                            Integer.toUnsignedLong(proto.getSession()),
                            proto.getShard()),
                    proto.getCommittedList().stream()
                            .map(range -> new EventAck.SeqRange(range.getFirst(), range.getLast()))
                            .toList());
        });
    }

    public static byte[] encode(ControllerCommand command) {
        var proto = city.ioc.contracts.wire.v1.ControllerCommand.newBuilder()
                .setVersion(VERSION)
                .setCommand(command.command())
                .setIntersection(command.intersection().value())
                .setController(command.controller().value())
                .setIssuedAtMs(command.issuedAt().toEpochMilli())
                .setExpiresAtMs(command.expiresAt().toEpochMilli())
                .setReason(command.reason())
                .setCauseAtMs(command.causeAt().map(Instant::toEpochMilli).orElse(0L));
        switch (command.action()) {
            case ControllerCommand.RunStage run ->
                proto.setRunStage(city.ioc.contracts.wire.v1.RunStage.newBuilder()
                        .setStage(run.stage().value()));
            case ControllerCommand.ReleaseToLocal release ->
                proto.setReleaseToLocal(city.ioc.contracts.wire.v1.ReleaseToLocal.getDefaultInstance());
            case ControllerCommand.ResetFlash reset ->
                proto.setResetFlash(
                        city.ioc.contracts.wire.v1.ResetFlash.newBuilder().setBy(reset.by()));
            case ControllerCommand.Flash flash ->
                proto.setFlash(city.ioc.contracts.wire.v1.Flash.newBuilder().setFault(flash.fault()));
        }
        return proto.build().toByteArray();
    }

    public static ControllerCommand decodeControllerCommand(byte[] bytes) throws WireException {
        return decode("ControllerCommand", () -> {
            var proto = city.ioc.contracts.wire.v1.ControllerCommand.parseFrom(bytes);
            requireVersion(proto.getVersion());
            return new ControllerCommand(
                    proto.getCommand(),
                    new IntersectionId(proto.getIntersection()),
                    new DeviceId(proto.getController()),
                    Instant.ofEpochMilli(proto.getIssuedAtMs()),
                    Instant.ofEpochMilli(proto.getExpiresAtMs()),
                    proto.getReason(),
                    switch (proto.getActionCase()) {
                        case RUN_STAGE ->
                            new ControllerCommand.RunStage(
                                    new StageId(proto.getRunStage().getStage()));
                        case RELEASE_TO_LOCAL -> new ControllerCommand.ReleaseToLocal();
                        case RESET_FLASH ->
                            new ControllerCommand.ResetFlash(
                                    proto.getResetFlash().getBy());
                        case FLASH ->
                            new ControllerCommand.Flash(proto.getFlash().getFault());
                        case ACTION_NOT_SET -> throw new IllegalArgumentException("the command has no known action");
                    },
                    proto.getCauseAtMs() == 0
                            ? Optional.empty()
                            : Optional.of(Instant.ofEpochMilli(proto.getCauseAtMs())));
        });
    }

    public static byte[] encode(GatewayStatus status) {
        var proto = city.ioc.contracts.wire.v1.GatewayStatus.newBuilder()
                .setVersion(VERSION)
                .setGateway(status.gateway().value())
                .setSession((int) status.session())
                .setAtMs(status.at().toEpochMilli())
                .setOutboxBatches(status.outboxBatches())
                .setOutboxOldestMs(status.outboxOldest().toMillis())
                .setOutboxFailing(status.outboxFault().isPresent())
                .setOutboxFault(status.outboxFault().orElse(""))
                .setMessagesReceived(status.messagesReceived());
        for (GatewayStatus.Rejection rejection : status.rejections()) {
            proto.addRejections(city.ioc.contracts.wire.v1.Rejection.newBuilder()
                    .setDevice(rejection.device())
                    .setReason(rejection.reason().name())
                    .setCount(rejection.count())
                    .setLastDetail(rejection.lastDetail())
                    .setLastAtMs(rejection.lastAt().toEpochMilli()));
        }
        for (GatewayStatus.LinkState link : status.links()) {
            proto.addLinks(city.ioc.contracts.wire.v1.LinkState.newBuilder()
                    .setDevice(link.device().value())
                    .setOnline(link.online())
                    .setLastSeenMs(link.lastSeen().toEpochMilli())
                    .setClockOffsetMs(link.clockOffset().toMillis()));
        }
        for (GatewayStatus.CommandRefusal refusal : status.refusedCommands()) {
            proto.addRefusedCommands(city.ioc.contracts.wire.v1.CommandRefusal.newBuilder()
                    .setCommand(refusal.command())
                    .setIntersection(refusal.intersection())
                    .setVerdict(refusal.verdict())
                    .setDetail(refusal.detail())
                    .setAtMs(refusal.at().toEpochMilli()));
        }
        return proto.build().toByteArray();
    }

    public static GatewayStatus decodeGatewayStatus(byte[] bytes) throws WireException {
        return decode("GatewayStatus", () -> {
            var proto = city.ioc.contracts.wire.v1.GatewayStatus.parseFrom(bytes);
            requireVersion(proto.getVersion());
            return new GatewayStatus(
                    new GatewayId(proto.getGateway()),
                    Integer.toUnsignedLong(proto.getSession()),
                    Instant.ofEpochMilli(proto.getAtMs()),
                    proto.getMessagesReceived(),
                    proto.getOutboxBatches(),
                    Duration.ofMillis(proto.getOutboxOldestMs()),
                    proto.getOutboxFailing() ? Optional.of(proto.getOutboxFault()) : Optional.empty(),
                    proto.getRejectionsList().stream()
                            .map(rejection -> new GatewayStatus.Rejection(
                                    rejection.getDevice(),
                                    RejectionReason.valueOf(rejection.getReason()),
                                    rejection.getCount(),
                                    rejection.getLastDetail(),
                                    Instant.ofEpochMilli(rejection.getLastAtMs())))
                            .toList(),
                    proto.getLinksList().stream()
                            .map(link -> new GatewayStatus.LinkState(
                                    new DeviceId(link.getDevice()),
                                    link.getOnline(),
                                    Instant.ofEpochMilli(link.getLastSeenMs()),
                                    Duration.ofMillis(link.getClockOffsetMs())))
                            .toList(),
                    proto.getRefusedCommandsList().stream()
                            .map(refusal -> new GatewayStatus.CommandRefusal(
                                    refusal.getCommand(),
                                    refusal.getIntersection(),
                                    refusal.getVerdict(),
                                    refusal.getDetail(),
                                    Instant.ofEpochMilli(refusal.getAtMs())))
                            .toList());
        });
    }

    private interface Parse<T> {
        T parse() throws InvalidProtocolBufferException, WireException;
    }

    private static <T> T decode(String what, Parse<T> parse) throws WireException {
        try {
            return parse.parse();
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new WireException(Fault.MALFORMED, "not a valid " + what + ": " + e.getMessage());
        }
    }

    private static void requireVersion(int version) throws WireException {
        if (version != VERSION) {
            throw new WireException(
                    Fault.UNKNOWN_VERSION,
                    "version " + Integer.toUnsignedString(version) + " of the gateway format; this code speaks "
                            + VERSION);
        }
    }
}
