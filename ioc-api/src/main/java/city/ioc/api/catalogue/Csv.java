package city.ioc.api.catalogue;

import java.util.List;
import java.util.stream.Collectors;

/** Writes comma-separated values (RFC 4180), with a header. */
final class Csv {
    static final String TYPE = "text/csv; charset=utf-8; header=present";
    private static final String END = "\r\n";

    private final StringBuilder text = new StringBuilder();

    Csv(List<String> columns) {
        row(columns);
    }

    void row(List<String> cells) {
        text.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(",")))
                .append(END);
    }

    private static String quoted(String cell) {
        boolean needed = cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n');
        return needed ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
