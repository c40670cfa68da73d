package city.ioc.sim.device;

import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Duration;
import java.time.Instant;

/** Numbers the messages of one device and sends them on its topic, or fails to as the fault plan wants. Confined to one thread. */
final class Speaker {
    private final Device device;
    private final String topic;
    private final long session;
    private final FaultPlan faults;
    private final Outlet outlet;
    private long seq;

    /** {@code session}: greater at every start, so that numbers may begin at 1 again. */
    Speaker(Device device, long session, FaultPlan faults, Outlet outlet) {
        this.device = device;
        this.topic = Topics.fieldUp(device.site(), device.id());
        this.session = session;
        this.faults = faults;
        this.outlet = outlet;
    }

    Device device() {
        return device;
    }

    long sent() {
        return seq;
    }

    void say(DeviceBody body, Instant now) {
        if (faults.faultOf(device.id(), now)
                .filter(DeviceFault.Kind.SILENT::equals)
                .isPresent()) return;
        Duration skew = faults.skewOf(device.id(), now);
        DeviceBody told = skew.isZero() ? body : ClockSkew.shift(body, skew);
        DeviceMessage message = new DeviceMessage(device.id(), new MessageId(session, ++seq), now.plus(skew), told);
        outlet.send(topic, DeviceWire.encode(message), now);
    }
}
