package city.ioc.contracts.wire;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.wire.v1.LaneConductKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/** How vehicles behaved on lanes, as protobuf. Pure; thread-safe. */
final class ConductWire {
    private ConductWire() {}

    static city.ioc.contracts.wire.v1.LaneConducts toProto(LaneConducts body) {
        var proto = city.ioc.contracts.wire.v1.LaneConducts.newBuilder();
        body.clockBehind().ifPresent(behind -> proto.setClockBehindMs(behind.toMillis()));
        for (LaneConduct each : body.conducts()) proto.addConducts(toProto(each));
        return proto.build();
    }

    private static city.ioc.contracts.wire.v1.LaneConduct toProto(LaneConduct conduct) {
        var proto = city.ioc.contracts.wire.v1.LaneConduct.newBuilder()
                .setKind(
                        switch (conduct.kind()) {
                            case AGAINST_TRAFFIC -> LaneConductKind.AGAINST_TRAFFIC;
                        })
                .setAtMs(conduct.at().toEpochMilli())
                .setUntilMs(conduct.until().toEpochMilli())
                .setTrack(conduct.track())
                .setApproach(conduct.approach().value())
                .setLane(conduct.lane().orElse(0))
                .setMovedM((float) conduct.movedM())
                .setSpeedKmh((float) conduct.speedKmh())
                .setUnseenMs(conduct.unseen().toMillis())
                .setGeometryFrom(conduct.geometryFrom().toString())
                .setBoxX(conduct.box().x())
                .setBoxY(conduct.box().y())
                .setBoxWidth(conduct.box().width())
                .setBoxHeight(conduct.box().height());
        conduct.vehicle().ifPresent(vehicle -> proto.setVehicle(PlateWire.toProto(vehicle)));

        conduct.broken().ifPresent(why -> proto.setBroken(PassageWire.toProto(why)));
        return proto.build();
    }

    static LaneConducts fromProto(city.ioc.contracts.wire.v1.LaneConducts proto) {
        return new LaneConducts(
                proto.hasClockBehindMs() ? Optional.of(Duration.ofMillis(proto.getClockBehindMs())) : Optional.empty(),
                proto.getConductsList().stream().map(ConductWire::fromProto).toList());
    }

    private static LaneConduct fromProto(city.ioc.contracts.wire.v1.LaneConduct proto) {
        return new LaneConduct(
                switch (proto.getKind()) {
                    case AGAINST_TRAFFIC -> LaneConduct.Kind.AGAINST_TRAFFIC;

                    case LANE_CONDUCT_KIND_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("a lane conduct without a known kind");
                },
                Instant.ofEpochMilli(proto.getAtMs()),
                Instant.ofEpochMilli(proto.getUntilMs()),
                proto.getTrack(),
                PlateWire.fromProto(proto.getVehicle()),
                new ApproachId(proto.getApproach()),
                proto.getLane() == 0 ? OptionalInt.empty() : OptionalInt.of(proto.getLane()),
                proto.getMovedM(),
                proto.getSpeedKmh(),
                Duration.ofMillis(proto.getUnseenMs()),
                PassageWire.fromProto(proto.getBroken()),
                PassageWire.day(proto.getGeometryFrom()),
                new PictureRegion(proto.getBoxX(), proto.getBoxY(), proto.getBoxWidth(), proto.getBoxHeight()));
    }
}
