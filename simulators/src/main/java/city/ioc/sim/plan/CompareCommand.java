package city.ioc.sim.plan;

import city.ioc.signal.measure.BeforeAfter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Compares a measure before and after, with a confidence interval. */
final class CompareCommand implements PlanCommand {
    @Override
    public String name() {
        return "compare";
    }

    @Override
    public String arguments() {
        return "BEFORE.csv AFTER.csv [--confidence 0.95]";
    }

    @Override
    public String purpose() {
        return "compare values by bin (bin,value), with a confidence interval";
    }

    @Override
    public PlanOutput run(PlanArguments arguments, PlanCity city) {
        Map<String, Double> before = values(Path.of(arguments.word(0, "file before")));
        Map<String, Double> after = values(Path.of(arguments.word(1, "file after")));
        double confidence = arguments.number("--confidence", 0.95);
        arguments.checkAllRead(2);
        BeforeAfter.Comparison comparison = BeforeAfter.compare(before, after, confidence)
                .orElseThrow(() -> new PlanException("at least two values are needed on each side"));
        return PlanOutput.fine(List.of(text(comparison, "")), comparison);
    }

    private static Map<String, Double> values(Path file) {
        Map<String, Double> values = new TreeMap<>();
        for (CsvTable.Row row : CsvTable.read(file).require("bin", "value").rows())
            if (values.put(row.text("bin"), row.number("value")) != null)
                throw row.wrong("bin " + row.text("bin") + " occurs more than once");
        return values;
    }

    static String text(BeforeAfter.Comparison of, String unit) {
        return String.format(
                Locale.ROOT,
                "%.2f → %.2f %s, difference %+.2f (%.0f %% confidence %+.2f … %+.2f, %s): %s",
                of.before(),
                of.after(),
                unit,
                of.difference(),
                100 * of.confidence(),
                of.low(),
                of.high(),
                of.method() == BeforeAfter.Method.PAIRED_T ? of.pairs() + " paired bins" : "Welch",
                of.isSignificant() ? "significant" : "not significant");
    }
}
