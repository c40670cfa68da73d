package city.ioc.measures.table;

import java.util.List;

/** One row: the start of its bin, and a value for each column that is neither bin nor device. */
public record MeasureRow(long binMs, List<Value> values) implements Comparable<MeasureRow> {
    public MeasureRow {
        values = List.copyOf(values);
    }

    public static MeasureRow of(long binMs, Value... values) {
        return new MeasureRow(binMs, List.of(values));
    }

    @Override
    public int compareTo(MeasureRow other) {
        int order = Long.compare(binMs, other.binMs);
        for (int i = 0; order == 0 && i < values.size(); i++)
            order = values.get(i).compareTo(other.values.get(i));
        return order;
    }
}
