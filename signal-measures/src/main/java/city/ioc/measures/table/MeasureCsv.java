package city.ioc.measures.table;

import city.ioc.measures.log.LogTime;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;

/** Writes tables as the CSV in which such measures are exchanged. */
public final class MeasureCsv {
    private MeasureCsv() {}

    public static String header(List<Column> columns) {
        return columns.stream().map(Column::name).collect(Collectors.joining(","));
    }

    /** The lines of a table with its header. */
    public static List<String> lines(MeasureTable table) {
        List<String> lines = new ArrayList<>();
        lines.add(header(table.columns()));
        for (List<String> cells : cells(table)) lines.add(String.join(",", cells));
        return lines;
    }

    /** The cells of all rows. Times have tenths in all rows of a table as soon as one of them needs them. */
    public static List<List<String>> cells(MeasureTable table) {
        boolean fractions = table.rows().stream()
                .flatMap(row -> row.values().stream())
                .anyMatch(value -> value instanceof Value.Moment moment && moment.ms() % 1000 != 0);
        List<List<String>> all = new ArrayList<>();
        for (MeasureRow row : table.rows()) {
            List<String> cells = new ArrayList<>();
            Iterator<Value> values = row.values().iterator();
            for (Column column : table.columns())
                cells.add(
                        switch (column.role()) {
                            case BIN -> LogTime.seconds(row.binMs());
                            case DEVICE -> table.device();
                            case KEY, COUNT, AMOUNT -> text(values.next(), column.format(), fractions);
                        });
            all.add(cells);
        }
        return all;
    }

    private static String text(Value value, Column.Format format, boolean fractions) {
        return switch (value) {
            case Value.Text text -> text.text();
            case Value.Moment moment -> fractions ? LogTime.millis(moment.ms()) : LogTime.seconds(moment.ms());
            case Value.Number number -> number(number.number(), format);
        };
    }

    /** Never with an exponent: not every reader of CSV takes one. */
    private static String number(double number, Column.Format format) {
        return switch (format) {
            case WHOLE -> Long.toString(Math.round(number));
            case SINGLE -> plain(Float.toString((float) number));
            case DOUBLE, MOMENT, TEXT -> plain(Double.toString(number));
        };
    }

    private static String plain(String text) {
        return text.indexOf('E') < 0 ? text : new BigDecimal(text).toPlainString();
    }
}
