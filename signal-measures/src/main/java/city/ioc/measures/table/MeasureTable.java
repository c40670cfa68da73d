package city.ioc.measures.table;

import java.util.Collection;
import java.util.List;

/** A measure of one intersection, in order of bins and then of its columns. Immutable. */
public record MeasureTable(String device, List<Column> columns, List<MeasureRow> rows) {
    public MeasureTable {
        columns = List.copyOf(columns);
        rows = rows.stream().sorted().toList();
        long values = columns.stream().filter(Column::isValue).count();
        for (MeasureRow row : rows)
            if (row.values().size() != values)
                throw new IllegalArgumentException("a row must have " + values + " values, but is " + row);
    }

    public static MeasureTable of(String device, List<Column> columns, Collection<MeasureRow> rows) {
        return new MeasureTable(device, columns, List.copyOf(rows));
    }
}
