package city.ioc.core;

import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.VehicleClass;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An intersection and the camera that watches one of its approaches, as a gateway passes on what they say: green, amber and, for the
 * last seven seconds before an instant, red; who passes meanwhile.
 */
final class WatchedJunction {
    private final GatewayFixture gateway;
    private final Intersection x;
    private final Device camera;
    private final Instant now;

    WatchedJunction(GatewayFixture gateway, Intersection x, Device camera, Instant now) {
        this.gateway = gateway;
        this.x = x;
        this.camera = camera;
        this.now = now;
    }

    private Instant ago(double seconds) {
        return now.minusMillis(Math.round(seconds * 1000));
    }

    private ApproachId approach() {
        return camera.approach().orElseThrow();
    }

    /** The controller tells of its lamps, and goes on talking so that its log reaches to the end. */
    void turnsRed() {
        show(20, SignalEventCode.GROUP_BEGIN_GREEN);
        show(11, SignalEventCode.GROUP_BEGIN_AMBER);
        show(7, SignalEventCode.GROUP_BEGIN_RED_CLEARANCE);
        for (int second = 6; second >= 0; second--)
            gateway.send(
                    x.id(),
                    x.controller(),
                    new ControllerReport(
                            ago(second),
                            ControlMode.LOCAL_PLAN,
                            Optional.empty(),
                            false,
                            ago(20),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty()),
                    ago(second));
    }

    private void show(double secondsAgo, SignalEventCode code) {
        List<SignalEvent> events = x.groups().stream()
                .filter(group -> group.movements().stream()
                        .anyMatch(movement -> movement.approach().equals(approach())))
                .map(SignalGroup::number)
                .map(number -> new SignalEvent(ago(secondsAgo), code, number))
                .toList();
        gateway.send(x.id(), x.controller(), new SignalEvents(events), ago(secondsAgo));
    }

    /** A motorcycle passes the stop line four seconds ago; the camera says so as often as its clock needs to be known. */
    void isRunRed() {
        StopLinePassage run = new StopLinePassage(
                ago(4),
                7,
                Optional.of(VehicleClass.MOTORCYCLE),
                approach(),
                OptionalInt.of(1),
                OptionalDouble.of(30),
                Optional.of(ago(3.2)),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty(),
                LocalDate.of(2024, 1, 1),
                new PictureRegion(10, 10, 20, 20),
                List.of());
        for (int i = 5; i > 0; i--)
            gateway.send(
                    x.id(),
                    camera.id(),
                    new StopLinePassages(Optional.of(Duration.ZERO), List.of(run)),
                    ago(2 + 0.1 * i));
    }

    /** Another one comes against the traffic. */
    void isRiddenTheWrongWay() {
        LaneConduct ride = new LaneConduct(
                LaneConduct.Kind.AGAINST_TRAFFIC,
                ago(5),
                ago(2.4),
                8,
                Optional.of(VehicleClass.MOTORCYCLE),
                approach(),
                OptionalInt.empty(),
                12.25,
                17,
                Duration.ofMillis(400),
                Optional.empty(),
                LocalDate.of(2024, 1, 1),
                new PictureRegion(30, 30, 20, 20));
        gateway.send(x.id(), camera.id(), new LaneConducts(Optional.of(Duration.ZERO), List.of(ride)), ago(1));
    }
}
