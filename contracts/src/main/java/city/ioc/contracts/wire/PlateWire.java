package city.ioc.contracts.wire;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.contracts.wire.v1.PlateAlternative;
import city.ioc.contracts.wire.v1.PlateLayout;
import city.ioc.contracts.wire.v1.PlateMotion;
import java.time.Instant;
import java.util.Optional;

/** Plate sightings as protobuf. Pure; thread-safe. */
final class PlateWire {
    private PlateWire() {}

    static city.ioc.contracts.wire.v1.PlateSightings toProto(PlateSightings body) {
        var proto = city.ioc.contracts.wire.v1.PlateSightings.newBuilder();
        for (PlateSighting each : body.sightings()) proto.addSightings(toProto(each));
        return proto.build();
    }

    private static city.ioc.contracts.wire.v1.PlateSighting toProto(PlateSighting sighting) {
        var proto = city.ioc.contracts.wire.v1.PlateSighting.newBuilder()
                .setAtMs(sighting.at().toEpochMilli())
                .setTrack(sighting.track())
                .setPlate(sighting.plate().value())
                .setLayout(PlateLayout.valueOf(sighting.layout().name()))
                .setConfidence((float) sighting.confidence())
                .setAutoAccept(sighting.autoAccept())
                .setReads(sighting.reads())
                .setApproach(sighting.approach().map(ApproachId::value).orElse(""))
                .setMotion(PlateMotion.valueOf(sighting.motion().name()));
        sighting.vehicle().ifPresent(vehicle -> proto.setVehicle(toProto(vehicle)));
        for (PlateSighting.Alternative each : sighting.alternatives())
            proto.addAlternatives(
                    PlateAlternative.newBuilder().setPlate(each.plate().value()).setShare((float) each.share()));
        return proto.build();
    }

    static city.ioc.contracts.wire.v1.VehicleClass toProto(VehicleClass vehicle) {
        return switch (vehicle) {
            case MOTORCYCLE -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_MOTORCYCLE;
            case BICYCLE -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_BICYCLE;
            case CAR -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_CAR;
            case VAN -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_VAN;
            case BUS -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_BUS;
            case TRUCK -> city.ioc.contracts.wire.v1.VehicleClass.CLASS_TRUCK;
        };
    }

    static PlateSightings fromProto(city.ioc.contracts.wire.v1.PlateSightings proto) {
        return new PlateSightings(
                proto.getSightingsList().stream().map(PlateWire::fromProto).toList());
    }

    private static PlateSighting fromProto(city.ioc.contracts.wire.v1.PlateSighting proto) {
        return new PlateSighting(
                Instant.ofEpochMilli(proto.getAtMs()),
                proto.getTrack(),
                fromProto(proto.getVehicle()),
                new PlateText(proto.getPlate()),
                switch (proto.getLayout()) {
                    case ONE_LINE -> PlateSighting.Layout.ONE_LINE;
                    case TWO_LINE -> PlateSighting.Layout.TWO_LINE;
                    case PLATE_LAYOUT_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("plate sighting without a known layout");
                },
                proto.getConfidence(),
                proto.getAutoAccept(),
                proto.getReads(),
                proto.getAlternativesList().stream()
                        .map(each -> new PlateSighting.Alternative(new PlateText(each.getPlate()), each.getShare()))
                        .toList(),
                DeviceWire.text(proto.getApproach()).map(ApproachId::new),
                switch (proto.getMotion()) {
                    case AWAY -> PlateSighting.Motion.AWAY;
                    case TOWARDS -> PlateSighting.Motion.TOWARDS;
                    case STANDING -> PlateSighting.Motion.STANDING;
                    case PLATE_MOTION_UNSPECIFIED, UNRECOGNIZED ->
                        throw new IllegalArgumentException("plate sighting without a known motion");
                });
    }

    static Optional<VehicleClass> fromProto(city.ioc.contracts.wire.v1.VehicleClass proto) {
        return switch (proto) {
            case CLASS_MOTORCYCLE -> Optional.of(VehicleClass.MOTORCYCLE);
            case CLASS_BICYCLE -> Optional.of(VehicleClass.BICYCLE);
            case CLASS_CAR -> Optional.of(VehicleClass.CAR);
            case CLASS_VAN -> Optional.of(VehicleClass.VAN);
            case CLASS_BUS -> Optional.of(VehicleClass.BUS);
            case CLASS_TRUCK -> Optional.of(VehicleClass.TRUCK);
            case VEHICLE_CLASS_UNSPECIFIED, UNRECOGNIZED -> Optional.empty();
        };
    }
}
