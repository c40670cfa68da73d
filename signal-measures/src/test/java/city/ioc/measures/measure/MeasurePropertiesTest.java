package city.ioc.measures.measure;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.measures.log.Detector;
import city.ioc.measures.log.DetectorFunction;
import city.ioc.measures.log.DetectorTable;
import city.ioc.measures.log.EventLog;
import city.ioc.measures.log.LogEvent;
import city.ioc.measures.table.Column;
import city.ioc.measures.table.MeasureCsv;
import city.ioc.measures.table.MeasureRow;
import city.ioc.measures.table.MeasureTable;
import city.ioc.measures.table.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every log, however damaged. */
class MeasurePropertiesTest {
    private static final MeasureParameters ALL = MeasureParameters.DEFAULT.withIncomplete();
    private static final DetectorTable DETECTORS = DetectorTable.of(List.of(
            new Detector(1, DetectorFunction.ADVANCE, 1),
            new Detector(1, DetectorFunction.PRESENCE, 2),
            new Detector(1, DetectorFunction.PRESENCE, 3),
            new Detector(2, DetectorFunction.PRESENCE, 3),
            new Detector(1, DetectorFunction.YELLOW_RED, 1)));

    @Provide
    Arbitrary<List<LogEvent>> logs() {
        Arbitrary<LogEvent> events = Combinators.combine(
                        Arbitraries.longs().between(0, 36_000).map(tenths -> 1_900_000_000_000L + tenths * 100),
                        Arbitraries.of(1, 7, 8, 10, 4, 21, 22, 43, 44, 81, 82, 90, 102, 104, 132, 300, 316),
                        Arbitraries.integers().between(-1, 3))
                .as(LogEvent::new);
        return events.list().ofMaxSize(300);
    }

    private static Map<String, Measures.Outcome> take(List<LogEvent> log, MeasureParameters parameters) {
        return Measures.take(Measures.list(), "7", DETECTORS, parameters, EventLog.of(log));
    }

    private static List<String> text(List<LogEvent> log) {
        return take(log, ALL).values().stream()
                .flatMap(outcome -> MeasureCsv.lines(outcome.table()).stream())
                .toList();
    }

    @Property(tries = 60)
    void neitherTheOrderOfLinesNorRepeatsMatter(@ForAll("logs") List<LogEvent> log, @ForAll long seed) {
        List<LogEvent> shuffled = new ArrayList<>(log);
        shuffled.addAll(log.subList(0, log.size() / 2));
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(text(shuffled)).isEqualTo(text(log));
    }

    @Property(tries = 60)
    void countsOfShortBinsAddUpToThoseOfLongOnes(@ForAll("logs") List<LogEvent> log) {
        MeasureParameters quarters = ALL.with(Bins.QUARTER_HOUR);
        MeasureParameters hours = ALL.with(Bins.parse("1h"));
        for (String name : List.of("actuations", "terminations", "ped", "splits", "yellow_red", "phase_wait"))
            assertThat(countsByHour(take(log, quarters), name))
                    .as(name)
                    .isEqualTo(countsByHour(take(log, hours), name));
    }

    private static Map<List<Object>, Double> countsByHour(Map<String, Measures.Outcome> all, String name) {
        Map<List<Object>, Double> counts = new HashMap<>();
        MeasureTable table = table(all, name);
        List<Column> columns = table.columns().stream().filter(Column::isValue).toList();
        for (MeasureRow row : table.rows()) {
            List<Object> key = new ArrayList<>(List.of(Bins.parse("1h").start(row.binMs())));
            for (int i = 0; i < columns.size(); i++)
                if (columns.get(i).role() == Column.Role.KEY)
                    key.add(row.values().get(i));
            for (int i = 0; i < columns.size(); i++) {
                if (columns.get(i).role() != Column.Role.COUNT) continue;
                List<Object> counted = new ArrayList<>(key);
                counted.add(columns.get(i).name());
                if (row.values().get(i) instanceof Value.Number number)
                    counts.merge(counted, number.number(), Double::sum);
            }
        }
        return counts;
    }

    private static MeasureTable table(Map<String, Measures.Outcome> all, String name) {
        return Optional.ofNullable(all.get(name)).orElseThrow().table();
    }

    @Property(tries = 60)
    void sharesAreShares(@ForAll("logs") List<LogEvent> log) {
        for (String name : List.of("arrival_on_green", "split_failures")) {
            MeasureTable table = table(take(log, ALL), name);
            for (List<String> cells : MeasureCsv.cells(table))
                for (int i = 0; i < cells.size(); i++) {
                    String column = table.columns().get(i).name();
                    if (column.endsWith("Occupancy") || column.equals("Percent_AOG"))
                        assertThat(Double.parseDouble(cells.get(i))).as(column).isBetween(0.0, 1.0);
                }
        }
    }
}
