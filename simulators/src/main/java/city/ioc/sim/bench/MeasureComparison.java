package city.ioc.sim.bench;

import city.ioc.measures.measure.Measure;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureCsv;
import city.ioc.measures.table.MeasureTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Two tables of one measure row by row: counts exactly, shares and times within one per cent. */
record MeasureComparison(int expected, int ours, int equal, List<String> differences) {
    private static final double TOLERANCE = 0.01;

    MeasureComparison {
        differences = List.copyOf(differences);
    }

    static MeasureComparison of(Measure measure, Path expectedFile, List<MeasureTable> ourTables) {
        List<String> lines;
        try {
            lines = Files.readAllLines(expectedFile);
        } catch (IOException e) {
            throw new BenchException(expectedFile + " cannot be read: " + e.getMessage(), e);
        }
        String header = MeasureCsv.header(measure.columns());
        List<String> differences = new ArrayList<>();
        if (lines.isEmpty() || !lines.getFirst().equals(header))
            return new MeasureComparison(Math.max(0, lines.size() - 1), 0, 0, List.of("the header is not " + header));
        Map<String, List<String>> expected = new TreeMap<>();
        for (String line : lines.subList(1, lines.size()))
            put(expected, measure, List.of(line.split(",", -1)), differences, "expected");
        Map<String, List<String>> ours = new TreeMap<>();
        for (MeasureTable table : ourTables)
            for (List<String> cells : MeasureCsv.cells(table)) put(ours, measure, cells, differences, "ours");
        int equal = 0;
        for (String key : keys(expected, ours)) {
            List<String> theirs = expected.get(key);
            List<String> mine = ours.get(key);
            if (theirs == null || mine == null) {
                differences.add((theirs == null ? "only ours: " : "only expected: ")
                        + String.join(",", theirs == null ? ours.getOrDefault(key, List.of()) : theirs));
            } else if (same(measure.columns(), theirs, mine)) {
                equal++;
            } else {
                differences.add("expected " + String.join(",", theirs) + ", ours " + String.join(",", mine));
            }
        }
        return new MeasureComparison(expected.size(), ours.size(), equal, differences);
    }

    private static TreeSet<String> keys(Map<String, List<String>> expected, Map<String, List<String>> ours) {
        TreeSet<String> keys = new TreeSet<>(expected.keySet());
        keys.addAll(ours.keySet());
        return keys;
    }

    private static void put(
            Map<String, List<String>> rows,
            Measure measure,
            List<String> cells,
            List<String> differences,
            String whose) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < cells.size() && i < measure.columns().size(); i++) {
            Column.Role role = measure.columns().get(i).role();
            if (role != Column.Role.COUNT && role != Column.Role.AMOUNT)
                key.append(cells.get(i)).append(',');
        }
        if (rows.put(key.toString(), cells) != null) differences.add(whose + " twice: " + String.join(",", cells));
    }

    private static boolean same(List<Column> columns, List<String> expected, List<String> ours) {
        if (expected.size() != columns.size()) return false;
        for (int i = 0; i < columns.size(); i++) {
            Column.Role role = columns.get(i).role();
            if (role != Column.Role.COUNT && role != Column.Role.AMOUNT) continue;
            double theirs = Double.parseDouble(expected.get(i));
            double mine = Double.parseDouble(ours.get(i));
            double allowed = role == Column.Role.COUNT ? 0 : TOLERANCE * Math.abs(theirs);
            if (!(Math.abs(mine - theirs) <= allowed)) return false;
        }
        return true;
    }
}
