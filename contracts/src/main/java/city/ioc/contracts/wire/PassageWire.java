package city.ioc.contracts.wire;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.wire.v1.PassageBreak;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** Passages over stop lines as protobuf. Pure; thread-safe. */
final class PassageWire {
    private PassageWire() {}

    static city.ioc.contracts.wire.v1.StopLinePassages toProto(StopLinePassages body) {
        var proto = city.ioc.contracts.wire.v1.StopLinePassages.newBuilder();
        body.clockBehind().ifPresent(behind -> proto.setClockBehindMs(behind.toMillis()));
        for (StopLinePassage each : body.passages()) proto.addPassages(toProto(each));
        return proto.build();
    }

    private static city.ioc.contracts.wire.v1.StopLinePassage toProto(StopLinePassage passage) {
        var proto = city.ioc.contracts.wire.v1.StopLinePassage.newBuilder()
                .setAtMs(passage.at().toEpochMilli())
                .setTrack(passage.track())
                .setApproach(passage.approach().value())
                .setLane(passage.lane().orElse(0))
                .setGeometryFrom(passage.geometryFrom().toString())
                .setBoxX(passage.box().x())
                .setBoxY(passage.box().y())
                .setBoxWidth(passage.box().width())
                .setBoxHeight(passage.box().height());
        passage.vehicle().ifPresent(vehicle -> proto.setVehicle(PlateWire.toProto(vehicle)));
        passage.speedKmh().ifPresent(value -> proto.setSpeedKmh((float) value));
        passage.enteredAt().ifPresent(at -> proto.setEnteredAtMs(at.toEpochMilli()));
        passage.stoodM().ifPresent(value -> proto.setStoodM((float) value));
        passage.turnedDeg().ifPresent(value -> proto.setTurnedDeg((float) value));
        passage.broken().ifPresent(why -> proto.setBroken(toProto(why)));
        for (StopLinePassage.HeadSeen each : passage.lamps())
            proto.addLamps(city.ioc.contracts.wire.v1.HeadSeen.newBuilder()
                    .setGroup(each.group().value())
                    .setAtLine(LampWire.toProto(each.atLine()))
                    .setAtEntry(LampWire.toProto(each.atEntry()))
                    .setConfidence((float) each.confidence()));
        return proto.build();
    }

    static PassageBreak toProto(StopLinePassage.Break why) {
        return switch (why) {
            case BEGAN_LATE -> PassageBreak.BEGAN_LATE;
            case UNSEEN -> PassageBreak.UNSEEN;
            case JUMPED -> PassageBreak.JUMPED;
            case SIDEWAYS -> PassageBreak.SIDEWAYS;
            case LOST -> PassageBreak.LOST;
            case UNKNOWN_CLASS -> PassageBreak.UNKNOWN_CLASS;
        };
    }

    static StopLinePassages fromProto(city.ioc.contracts.wire.v1.StopLinePassages proto) {
        return new StopLinePassages(
                proto.hasClockBehindMs() ? Optional.of(Duration.ofMillis(proto.getClockBehindMs())) : Optional.empty(),
                proto.getPassagesList().stream().map(PassageWire::fromProto).toList());
    }

    private static StopLinePassage fromProto(city.ioc.contracts.wire.v1.StopLinePassage proto) {
        return new StopLinePassage(
                Instant.ofEpochMilli(proto.getAtMs()),
                proto.getTrack(),
                PlateWire.fromProto(proto.getVehicle()),
                new ApproachId(proto.getApproach()),
                proto.getLane() == 0 ? OptionalInt.empty() : OptionalInt.of(proto.getLane()),
                proto.hasSpeedKmh() ? OptionalDouble.of(proto.getSpeedKmh()) : OptionalDouble.empty(),
                proto.hasEnteredAtMs() ? Optional.of(Instant.ofEpochMilli(proto.getEnteredAtMs())) : Optional.empty(),
                proto.hasStoodM() ? OptionalDouble.of(proto.getStoodM()) : OptionalDouble.empty(),
                proto.hasTurnedDeg() ? OptionalDouble.of(proto.getTurnedDeg()) : OptionalDouble.empty(),
                fromProto(proto.getBroken()),
                day(proto.getGeometryFrom()),
                new PictureRegion(proto.getBoxX(), proto.getBoxY(), proto.getBoxWidth(), proto.getBoxHeight()),
                proto.getLampsList().stream()
                        .map(each -> new StopLinePassage.HeadSeen(
                                new SignalGroupId(each.getGroup()),
                                LampWire.fromProto(each.getAtLine()),
                                LampWire.fromProto(each.getAtEntry()),
                                each.getConfidence()))
                        .toList());
    }

    static Optional<StopLinePassage.Break> fromProto(PassageBreak proto) {
        return switch (proto) {
            case PASSAGE_WHOLE -> Optional.empty();
            case BEGAN_LATE -> Optional.of(StopLinePassage.Break.BEGAN_LATE);
            case UNSEEN -> Optional.of(StopLinePassage.Break.UNSEEN);
            case JUMPED -> Optional.of(StopLinePassage.Break.JUMPED);
            case SIDEWAYS -> Optional.of(StopLinePassage.Break.SIDEWAYS);
            case LOST -> Optional.of(StopLinePassage.Break.LOST);
            case UNKNOWN_CLASS -> Optional.of(StopLinePassage.Break.UNKNOWN_CLASS);
            case UNRECOGNIZED -> throw new IllegalArgumentException("a passage that is broken in an unknown way");
        };
    }

    static LocalDate day(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("geometry from \"" + text + "\", which is no day");
        }
    }
}
