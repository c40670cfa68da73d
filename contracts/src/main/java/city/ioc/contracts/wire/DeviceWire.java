package city.ioc.contracts.wire;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.wire.WireException.Fault;
import com.google.protobuf.InvalidProtocolBufferException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Device messages as protobuf. Pure; thread-safe. */
public final class DeviceWire {
    private DeviceWire() {}

    public static byte[] encode(DeviceMessage message) {
        return toProto(message).toByteArray();
    }

    public static DeviceMessage decode(byte[] bytes) throws WireException {
        try {
            return fromProto(city.ioc.contracts.wire.v1.DeviceMessage.parseFrom(bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new WireException(Fault.MALFORMED, "not a protobuf DeviceMessage: " + e.getMessage());
        }
    }

    static city.ioc.contracts.wire.v1.DeviceMessage toProto(DeviceMessage message) {
        var proto = city.ioc.contracts.wire.v1.DeviceMessage.newBuilder()
                .setVersion(DeviceMessage.VERSION)
                .setDevice(message.device().value())
                .setSession((int) message.id().session())
                .setSeq((int) message.id().seq())
                .setSentAtMs(message.sentAt().toEpochMilli());
        switch (message.body()) {
            case SignalEvents body -> {
                var events = city.ioc.contracts.wire.v1.SignalEvents.newBuilder();
                for (SignalEvent event : body.events()) {
                    events.addEvents(city.ioc.contracts.wire.v1.SignalEvent.newBuilder()
                            .setAtMs(event.at().toEpochMilli())
                            .setCode(event.code())
                            .setParameter(event.parameter()));
                }
                proto.setSignalEvents(events);
            }
            case DetectorReadings body -> {
                var readings = city.ioc.contracts.wire.v1.DetectorReadings.newBuilder();
                for (DetectorReading reading : body.readings())
                    readings.addReadings(toProto(reading, message.device()));
                proto.setDetectorReadings(readings);
            }
            case EnvironmentReadings body -> {
                var readings = city.ioc.contracts.wire.v1.EnvironmentReadings.newBuilder();
                for (EnvironmentReading reading : body.readings()) {
                    readings.addReadings(city.ioc.contracts.wire.v1.EnvironmentReading.newBuilder()
                            .setAtMs(reading.at().toEpochMilli())
                            .setMetric(reading.metric())
                            .setValue(reading.value()));
                }
                proto.setEnvironmentReadings(readings);
            }
            case ControllerReport body ->
                proto.setControllerReport(city.ioc.contracts.wire.v1.ControllerReport.newBuilder()
                        .setAtMs(body.at().toEpochMilli())
                        .setMode(city.ioc.contracts.wire.v1.ControlMode.valueOf(
                                body.mode().name()))
                        .setStage(body.stage().map(StageId::value).orElse(""))
                        .setInTransition(body.inTransition())
                        .setStageSinceMs(body.stageSince().toEpochMilli())
                        .setPlan(body.plan().map(PlanId::value).orElse(""))
                        .setLastCommand(body.lastCommand().orElse(""))
                        .setVerdict(body.verdict()
                                .map(verdict -> city.ioc.contracts.wire.v1.CommandVerdict.valueOf(verdict.name()))
                                .orElse(city.ioc.contracts.wire.v1.CommandVerdict.COMMAND_VERDICT_UNSPECIFIED))
                        .setFault(body.fault().orElse("")));
            case DeviceReport body ->
                proto.setDeviceReport(city.ioc.contracts.wire.v1.DeviceReport.newBuilder()
                        .setAtMs(body.at().toEpochMilli())
                        .setHealthy(body.healthy())
                        .setFault(body.fault().orElse(""))
                        .setFirmware(body.firmware().orElse("")));
            case PriorityCall body ->
                proto.setPriorityCall(city.ioc.contracts.wire.v1.PriorityCall.newBuilder()
                        .setAtMs(body.at().toEpochMilli())
                        .setRequest(body.request())
                        .setKind(city.ioc.contracts.wire.v1.PriorityKind.valueOf(
                                body.kind().name()))
                        .setGroup(body.group().value())
                        .setArrivesAtMs(body.arrivesAt().toEpochMilli())
                        .setExpiresAtMs(body.expiresAt().toEpochMilli())
                        .setCancelled(body.cancelled()));
            case PlateSightings body -> proto.setPlateSightings(PlateWire.toProto(body));
            case LampReadings body -> proto.setLampReadings(LampWire.toProto(body));
            case StopLinePassages body -> proto.setStopLinePassages(PassageWire.toProto(body));
            case LaneConducts body -> proto.setLaneConducts(ConductWire.toProto(body));
        }
        return proto.build();
    }

    private static city.ioc.contracts.wire.v1.DetectorReading toProto(DetectorReading reading, DeviceId sender) {
        var proto = city.ioc.contracts.wire.v1.DetectorReading.newBuilder()
                .setDetector(
                        reading.detector().equals(sender)
                                ? ""
                                : reading.detector().value())
                .setAtMs(reading.at().toEpochMilli())
                .setIntervalMs((int) reading.interval().toMillis())
                .setVehicles(reading.vehicles());
        reading.occupancy().ifPresent(value -> proto.setOccupancy((float) value));
        reading.meanSpeedKmh().ifPresent(value -> proto.setMeanSpeedKmh((float) value));
        reading.queueM().ifPresent(value -> proto.setQueueM((float) value));
        reading.byClass()
                .ifPresent(counts -> proto.setByClass(city.ioc.contracts.wire.v1.ClassCounts.newBuilder()
                        .setMotorcycles(counts.motorcycles())
                        .setBicycles(counts.bicycles())
                        .setCars(counts.cars())
                        .setVans(counts.vans())
                        .setBuses(counts.buses())
                        .setTrucks(counts.trucks())));
        return proto.build();
    }

    static DeviceMessage fromProto(city.ioc.contracts.wire.v1.DeviceMessage proto) throws WireException {
        if (proto.getVersion() != DeviceMessage.VERSION) {
            throw new WireException(
                    Fault.UNKNOWN_VERSION,
                    "version " + Integer.toUnsignedString(proto.getVersion())
                            + " of the device format; this code speaks " + DeviceMessage.VERSION);
        }
        try {
            DeviceId device = new DeviceId(proto.getDevice());
            return new DeviceMessage(
                    device,
                    new MessageId(Integer.toUnsignedLong(proto.getSession()), Integer.toUnsignedLong(proto.getSeq())),
                    Instant.ofEpochMilli(proto.getSentAtMs()),
                    body(proto, device));
        } catch (IllegalArgumentException e) {
            throw new WireException(Fault.MALFORMED, e.getMessage());
        }
    }

    private static DeviceBody body(city.ioc.contracts.wire.v1.DeviceMessage proto, DeviceId sender)
            throws WireException {
        return switch (proto.getBodyCase()) {
            case SIGNAL_EVENTS ->
                new SignalEvents(proto.getSignalEvents().getEventsList().stream()
                        .map(event -> new SignalEvent(
                                Instant.ofEpochMilli(event.getAtMs()), event.getCode(), event.getParameter()))
                        .toList());
            case DETECTOR_READINGS ->
                new DetectorReadings(proto.getDetectorReadings().getReadingsList().stream()
                        .map(reading -> fromProto(reading, sender))
                        .toList());
            case ENVIRONMENT_READINGS ->
                new EnvironmentReadings(proto.getEnvironmentReadings().getReadingsList().stream()
                        .map(reading -> new EnvironmentReading(
                                Instant.ofEpochMilli(reading.getAtMs()), reading.getMetric(), reading.getValue()))
                        .toList());
            case CONTROLLER_REPORT -> fromProto(proto.getControllerReport());
            case DEVICE_REPORT -> {
                var report = proto.getDeviceReport();
                yield new DeviceReport(
                        Instant.ofEpochMilli(report.getAtMs()),
                        report.getHealthy(),
                        text(report.getFault()),
                        text(report.getFirmware()));
            }
            case PRIORITY_CALL -> fromProto(proto.getPriorityCall());
            case PLATE_SIGHTINGS -> PlateWire.fromProto(proto.getPlateSightings());
            case LAMP_READINGS -> LampWire.fromProto(proto.getLampReadings());
            case STOP_LINE_PASSAGES -> PassageWire.fromProto(proto.getStopLinePassages());
            case LANE_CONDUCTS -> ConductWire.fromProto(proto.getLaneConducts());
            case BODY_NOT_SET ->
                throw new WireException(
                        Fault.MALFORMED, "the message has no body, or one that this code does not know");
        };
    }

    private static PriorityCall fromProto(city.ioc.contracts.wire.v1.PriorityCall call) {
        return new PriorityCall(
                Instant.ofEpochMilli(call.getAtMs()),
                call.getRequest(),
                switch (call.getKind()) {
                    case EMERGENCY -> PriorityCall.Kind.EMERGENCY;
                    case BUS -> PriorityCall.Kind.BUS;
                    case PRIORITY_KIND_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("priority call without a known kind");
                },
                new SignalGroupId(call.getGroup()),
                Instant.ofEpochMilli(call.getArrivesAtMs()),
                Instant.ofEpochMilli(call.getExpiresAtMs()),
                call.getCancelled());
    }

    private static ControllerReport fromProto(city.ioc.contracts.wire.v1.ControllerReport report) {
        return new ControllerReport(
                Instant.ofEpochMilli(report.getAtMs()),
                switch (report.getMode()) {
                    case STARTUP -> ControlMode.STARTUP;
                    case COMMANDED -> ControlMode.COMMANDED;
                    case LOCAL_PLAN -> ControlMode.LOCAL_PLAN;
                    case FLASH -> ControlMode.FLASH;
                    case NIGHT_FLASH -> ControlMode.NIGHT_FLASH;
                    case CONTROL_MODE_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("controller report without a known mode");
                },
                text(report.getStage()).map(StageId::new),
                report.getInTransition(),
                Instant.ofEpochMilli(report.getStageSinceMs()),
                text(report.getPlan()).map(PlanId::new),
                text(report.getLastCommand()),
                switch (report.getVerdict()) {
                    case COMMAND_VERDICT_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
                    default ->
                        Optional.of(CommandVerdict.valueOf(report.getVerdict().name()));
                },
                text(report.getFault()));
    }

    private static DetectorReading fromProto(city.ioc.contracts.wire.v1.DetectorReading reading, DeviceId sender) {
        return new DetectorReading(
                reading.getDetector().isEmpty() ? sender : new DeviceId(reading.getDetector()),
                Instant.ofEpochMilli(reading.getAtMs()),
                Duration.ofMillis(Integer.toUnsignedLong(reading.getIntervalMs())),
                reading.getVehicles(),
                reading.hasOccupancy() ? OptionalDouble.of(reading.getOccupancy()) : OptionalDouble.empty(),
                reading.hasMeanSpeedKmh() ? OptionalDouble.of(reading.getMeanSpeedKmh()) : OptionalDouble.empty(),
                reading.hasQueueM() ? OptionalDouble.of(reading.getQueueM()) : OptionalDouble.empty(),
                reading.hasByClass()
                        ? Optional.of(new ClassCounts(
                                reading.getByClass().getMotorcycles(),
                                reading.getByClass().getBicycles(),
                                reading.getByClass().getCars(),
                                reading.getByClass().getVans(),
                                reading.getByClass().getBuses(),
                                reading.getByClass().getTrucks()))
                        : Optional.empty());
    }

    static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }
}
