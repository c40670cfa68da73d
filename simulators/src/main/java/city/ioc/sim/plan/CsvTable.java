package city.ioc.sim.plan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A CSV file with a header, read whole. Names file, line and column of what is wrong. */
final class CsvTable {
    private final Path file;
    private final List<String> columns;
    private final List<Row> rows = new ArrayList<>();

    private CsvTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    static CsvTable read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            if (lines.isEmpty()) throw new PlanException(file + " is empty");
            CsvTable table = new CsvTable(file, cells(lines.getFirst().replace("\uFEFF", "")));
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).isBlank()) continue;
                List<String> cells = cells(lines.get(i));
                if (cells.size() != table.columns.size())
                    throw new PlanException(file + " line " + (i + 1) + ": has " + cells.size() + " columns instead of "
                            + table.columns.size());
                table.rows.add(table.new Row(i + 1, cells));
            }
            return table;
        } catch (IOException e) {
            throw new PlanException(file + " cannot be read: " + e, e);
        }
    }

    private static List<String> cells(String line) {
        return List.of(line.split(",", -1)).stream().map(String::strip).toList();
    }

    boolean has(String column) {
        return columns.contains(column);
    }

    List<String> columns() {
        return columns;
    }

    List<Row> rows() {
        return rows;
    }

    CsvTable require(String... needed) {
        for (String column : needed)
            if (!has(column)) throw new PlanException(file + " has no column \"" + column + "\"; it has " + columns);
        return this;
    }

    /** One line. */
    final class Row {
        private final int number;
        private final List<String> cells;

        Row(int number, List<String> cells) {
            this.number = number;
            this.cells = cells;
        }

        String text(String column) {
            int at = columns.indexOf(column);
            if (at < 0) throw new PlanException(file + " has no column \"" + column + "\"");
            return cells.get(at);
        }

        double number(String column) {
            try {
                return Double.parseDouble(text(column));
            } catch (NumberFormatException e) {
                throw wrong(column, "is no number", e);
            }
        }

        Optional<Double> findNumber(String column) {
            return has(column) && !text(column).isEmpty() ? Optional.of(number(column)) : Optional.empty();
        }

        /** A time of day as HH:MM or HH:MM:SS, in seconds after midnight. */
        double seconds(String column) {
            try {
                return LocalTime.parse(text(column)).toNanoOfDay() / 1e9;
            } catch (DateTimeException e) {
                throw wrong(column, "is no time of day", e);
            }
        }

        PlanException wrong(String column, String what, Throwable cause) {
            return new PlanException(
                    file + " line " + number + ": " + column + " \"" + text(column) + "\" " + what, cause);
        }

        PlanException wrong(String what) {
            return new PlanException(file + " line " + number + ": " + what);
        }
    }
}
