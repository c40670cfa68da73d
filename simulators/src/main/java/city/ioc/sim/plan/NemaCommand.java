package city.ioc.sim.plan;

import city.ioc.contracts.city.PlanFault;
import city.ioc.signal.nema.NemaController;
import city.ioc.signal.nema.NemaReader;
import city.ioc.signal.nema.NemaReading;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Prints the signal data that a ring-barrier controller's data come to. */
final class NemaCommand implements PlanCommand {
    @Override
    public String name() {
        return "nema";
    }

    @Override
    public String arguments() {
        return "FILE.json";
    }

    @Override
    public String purpose() {
        return "print a ring-barrier controller's data as signal data";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        NemaController data = IntersectionFile.read(Path.of(arguments.word(0, "file")), NemaController.class);
        arguments.checkAllRead(1);
        NemaReading reading = NemaReader.read(data);
        if (!reading.faults().isEmpty() || reading.intersection().isEmpty())
            return new PlanOutput(
                    PlanOutput.FOUND,
                    reading.faults().stream().map(PlanFault::toString).toList(),
                    Map.of("faults", reading.faults()));
        return PlanOutput.fine(
                List.of(IntersectionFile.text(reading.intersection().get()).stripTrailing()),
                reading.intersection().get());
    }
}
