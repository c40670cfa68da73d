package city.ioc.sim.bench;

import city.ioc.api.read.HolidayFile;
import city.ioc.measures.normal.DayFlows;
import city.ioc.measures.normal.DayKind;
import city.ioc.measures.normal.FlowForecast;
import city.ioc.measures.normal.HolidayCalendar;
import city.ioc.measures.normal.NormalDay;
import city.ioc.sim.bench.history.FlowDays;
import city.ioc.sim.bench.history.ForecastErrors;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How far forecasts of traffic are off, beside naive ones: the last value, the same time last week, the normal day. Over the fortnight
 * with the holidays at the end of April and an incident, after twelve weeks of history with Tết.
 */
final class ForecastBench implements Bench {
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 26);
    private static final LocalDate FROM = LocalDate.of(2026, 4, 20);
    private static final LocalDate END = LocalDate.of(2026, 5, 4);
    /** A Wednesday's evening peak. */
    private static final LocalDate INCIDENT = LocalDate.of(2026, 4, 22);

    private static final int INCIDENT_SLOT = 17 * 4;
    private static final String USAGE = "[--seeds N 5] [--first-seed N 1]";

    /** Vehicles an hour at the busiest. */
    private static final Map<String, Double> PLACES = places();

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public String purpose() {
        return "forecasts of traffic 15 to 60 minutes ahead beside naive ones, on simulated months  " + USAGE;
    }

    @Override
    public Map<String, Object> run(BenchContext context, List<String> arguments) {
        BenchOptions options = BenchOptions.parse(arguments, Set.of(), Set.of("--seeds", "--first-seed"), USAGE);
        int seeds = options.count("--seeds", 5, 1, 100);
        int firstSeed = options.count("--first-seed", 1, 1, 1_000_000);
        HolidayCalendar calendar = HolidayFile.read(context.city()).calendar();
        Map<String, Object> figures = new LinkedHashMap<>();
        PLACES.forEach((place, peak) -> {
            ForecastErrors all = new ForecastErrors();
            ForecastErrors holidays = new ForecastErrors();
            ForecastErrors incident = new ForecastErrors();
            for (int seed = firstSeed; seed < firstSeed + seeds; seed++) {
                Map<LocalDate, DayFlows> days =
                        new FlowDays(calendar, peak, Map.of(INCIDENT, INCIDENT_SLOT)).make(FIRST, END, seed);
                for (LocalDate date = FROM; date.isBefore(END); date = date.plusDays(1)) {
                    boolean holiday = calendar.kindOf(date) == DayKind.HOLIDAY;
                    judge(days, date, calendar, holiday ? List.of(all, holidays) : List.of(all), 0, DayFlows.SLOTS);
                    if (date.equals(INCIDENT))
                        judge(days, date, calendar, List.of(incident), INCIDENT_SLOT, INCIDENT_SLOT + 10);
                }
            }
            Map<String, Object> figuresOf = new LinkedHashMap<>();
            figuresOf.put("peakVehPerHour", peak);
            figuresOf.put("fortnight", all.figures());
            figuresOf.put("holidays", holidays.figures());
            figuresOf.put("incidentAndHourAfter", incident.figures());
            figures.put(place, figuresOf);
        });
        return figures;
    }

    /** Forecasts made at the end of each quarter from {@code from} on, of quarters of the same day. */
    private static void judge(
            Map<LocalDate, DayFlows> days,
            LocalDate date,
            HolidayCalendar calendar,
            List<ForecastErrors> errors,
            int from,
            int to) {
        NormalDay normal = normal(days, date, calendar);
        DayFlows today = days.getOrDefault(date, DayFlows.unknown(date));
        DayFlows weekAgo = days.getOrDefault(date.minusWeeks(1), DayFlows.unknown(date));
        for (int last = from; last < Math.min(to, DayFlows.SLOTS - FlowForecast.HORIZONS); last++) {
            for (FlowForecast.Ahead ahead : FlowForecast.of(until(today, last), last, normal, normal)) {
                double truth = today.at(ahead.slot()).orElseThrow();
                int minutes = (ahead.slot() - last) * 15;
                for (ForecastErrors each : errors) {
                    each.add("forecast", minutes, ahead.flow(), truth);
                    each.add("last value", minutes, today.at(last).orElseThrow(), truth);
                    each.add("a week ago", minutes, weekAgo.at(ahead.slot()).orElseThrow(), truth);
                    each.add(
                            "normal day",
                            minutes,
                            normal.at(ahead.slot()).orElseThrow().flow(),
                            truth);
                    each.addBand(ahead.low(), ahead.high(), truth);
                }
            }
        }
    }

    /** The future is not known. */
    private static DayFlows until(DayFlows day, int last) {
        return new DayFlows(
                day.date(),
                java.util.stream.IntStream.range(0, DayFlows.SLOTS)
                        .mapToObj(slot -> slot <= last ? day.at(slot) : OptionalDouble.empty())
                        .toList());
    }

    private static NormalDay normal(Map<LocalDate, DayFlows> days, LocalDate date, HolidayCalendar calendar) {
        return calendar.alike(date).stream()
                .map(like -> like.days().stream()
                        .filter(days::containsKey)
                        .map(day -> days.getOrDefault(day, DayFlows.unknown(day)))
                        .toList())
                .filter(known -> known.size() >= NormalDay.FEWEST_DAYS)
                .findFirst()
                .map(NormalDay::of)
                .orElseThrow(() -> new BenchException("no days are like " + date));
    }

    private static Map<String, Double> places() {
        Map<String, Double> places = new LinkedHashMap<>();
        places.put("city", 12_000.0);
        places.put("intersection", 1_800.0);
        places.put("approach", 450.0);
        places.put("detector", 120.0);
        return places;
    }
}
