package city.ioc.sim.plan;

import city.ioc.contracts.street.VehicleClass;
import city.ioc.signal.measure.PcuRegression;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Estimates passenger-car units and saturation flow from saturated discharges by class. */
final class PcuCommand implements PlanCommand {
    @Override
    public String name() {
        return "pcu";
    }

    @Override
    public String arguments() {
        return "DISCHARGES.csv";
    }

    @Override
    public String purpose() {
        return "passenger-car units by regression (seconds,motorcycle,car,bus,…)";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        CsvTable table = CsvTable.read(Path.of(arguments.word(0, "file"))).require("seconds", "car");
        arguments.checkAllRead(1);
        List<PcuRegression.Discharge> discharges = new ArrayList<>();
        for (CsvTable.Row row : table.rows()) {
            Map<VehicleClass, Integer> counts = new EnumMap<>(VehicleClass.class);
            for (VehicleClass each : VehicleClass.values())
                row.findNumber(each.name().toLowerCase(Locale.ROOT))
                        .ifPresent(count -> counts.put(each, (int) Math.round(count)));
            discharges.add(new PcuRegression.Discharge(row.number("seconds"), counts));
        }
        PcuRegression.Result result = PcuRegression.fit(discharges)
                .orElseThrow(() -> new PlanException("too few discharges, or too alike, to tell the classes apart"));
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%.0f PCU/h of green, lost %.2f ± %.2f s, R² %.3f, %d discharges",
                result.saturationPcuPerHour(),
                result.lostS().value(),
                result.lostS().standardError(),
                result.rSquared(),
                result.discharges()));
        for (VehicleClass each : VehicleClass.values())
            if (result.pcu().containsKey(each))
                lines.add(String.format(
                        Locale.ROOT,
                        "  %-10s %.3f ± %.3f PCU",
                        each.name().toLowerCase(Locale.ROOT),
                        result.getPcu(each).value(),
                        result.getPcu(each).standardError()));
        return PlanOutput.fine(lines, result);
    }
}
