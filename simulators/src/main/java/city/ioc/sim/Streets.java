package city.ioc.sim;

import city.ioc.sim.device.FieldRun;
import city.ioc.sim.device.Street;
import city.ioc.sim.device.Surroundings;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Which streets the simulator lives, and what is around its devices. */
interface Streets extends AutoCloseable {
    /** For the log. */
    String name();

    List<DeviceFault> deviceFaults();

    Surroundings surroundings();

    /** The street that begins at an instant; asked for once. */
    Street begin(Instant start);

    /** Hands over how the run of the devices is going. */
    void watch(Supplier<FieldRun.Figures> figures);

    @Override
    void close();
}
