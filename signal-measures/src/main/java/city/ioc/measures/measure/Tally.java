package city.ioc.measures.measure;

import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Something kept for each bin and number: a signal group, a channel, a code. */
final class Tally<T> {
    private final Bins bins;
    private final Supplier<T> empty;
    private final Map<Long, Map<Integer, T>> byBin = new TreeMap<>();

    Tally(Bins bins, Supplier<T> empty) {
        this.bins = bins;
        this.empty = empty;
    }

    T at(long atMs, int number) {
        return byBin.computeIfAbsent(bins.start(atMs), bin -> new TreeMap<>())
                .computeIfAbsent(number, each -> empty.get());
    }

    /** A row for each; the number is its first value. */
    List<MeasureRow> rows(Function<T, List<Value>> values) {
        List<MeasureRow> rows = new ArrayList<>();
        byBin.forEach((bin, numbers) -> numbers.forEach((number, kept) -> {
            List<Value> all = new ArrayList<>();
            all.add(Value.of(number));
            all.addAll(values.apply(kept));
            rows.add(new MeasureRow(bin, all));
        }));
        return rows;
    }

    /** A mean in the making. */
    static final class Mean {
        private double sum;
        private long count;

        void add(double value) {
            sum += value;
            count++;
        }

        long count() {
            return count;
        }

        double sum() {
            return sum;
        }

        double mean() {
            return sum / count;
        }
    }

    /** A count in the making. */
    static final class Count {
        private long count;

        void add() {
            count++;
        }

        long count() {
            return count;
        }
    }
}
