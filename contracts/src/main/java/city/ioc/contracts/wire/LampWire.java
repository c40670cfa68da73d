package city.ioc.contracts.wire;

import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.wire.v1.SeenLamp;
import java.time.Instant;

/** Lamp readings as protobuf. Pure; thread-safe. */
final class LampWire {
    private LampWire() {}

    static city.ioc.contracts.wire.v1.LampReadings toProto(LampReadings body) {
        var proto = city.ioc.contracts.wire.v1.LampReadings.newBuilder();
        for (LampReading each : body.readings())
            proto.addReadings(city.ioc.contracts.wire.v1.LampReading.newBuilder()
                    .setAtMs(each.at().toEpochMilli())
                    .setGroup(each.group().value())
                    .setLamp(toProto(each.lamp()))
                    .setFlashing(each.flashing())
                    .setConfidence((float) each.confidence()));
        return proto.build();
    }

    static SeenLamp toProto(LampReading.Seen lamp) {
        return switch (lamp) {
            case RED -> SeenLamp.SEEN_RED;
            case AMBER -> SeenLamp.SEEN_AMBER;
            case GREEN -> SeenLamp.SEEN_GREEN;
            case DARK -> SeenLamp.SEEN_DARK;
            case UNKNOWN -> SeenLamp.SEEN_NOTHING;
        };
    }

    static LampReadings fromProto(city.ioc.contracts.wire.v1.LampReadings proto) {
        return new LampReadings(
                proto.getReadingsList().stream().map(LampWire::fromProto).toList());
    }

    private static LampReading fromProto(city.ioc.contracts.wire.v1.LampReading proto) {
        return new LampReading(
                Instant.ofEpochMilli(proto.getAtMs()),
                new SignalGroupId(proto.getGroup()),
                fromProto(proto.getLamp()),
                proto.getFlashing(),
                proto.getConfidence());
    }

    static LampReading.Seen fromProto(SeenLamp lamp) {
        return switch (lamp) {
            case SEEN_RED -> LampReading.Seen.RED;
            case SEEN_AMBER -> LampReading.Seen.AMBER;
            case SEEN_GREEN -> LampReading.Seen.GREEN;
            case SEEN_DARK -> LampReading.Seen.DARK;
            case SEEN_NOTHING -> LampReading.Seen.UNKNOWN;
            case SEEN_LAMP_UNSPECIFIED, UNRECOGNIZED -> throw new IllegalArgumentException("no known lamp is seen");
        };
    }
}
