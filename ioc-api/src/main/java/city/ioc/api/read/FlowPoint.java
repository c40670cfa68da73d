package city.ioc.api.read;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.live.LevelOfService;
import java.time.Instant;
import java.util.Optional;

/** Traffic of one bucket. A gap has nothing but its start: no traffic and no measurement are different things. */
record FlowPoint(
        Instant start,
        boolean gap,
        Optional<Double> measuredS,
        Optional<Long> vehicles,
        Optional<Double> pcu,
        Optional<Double> flowVehPerHour,
        Optional<Double> flowPcuPerHour,
        Optional<Double> occupancy,
        Optional<Double> meanSpeedKmh,
        Optional<Double> maxQueueM,
        Optional<ClassCounts> byClass,
        Optional<Double> delayS,
        Optional<LevelOfService> levelOfService,
        Optional<Integer> detectors,
        Optional<Integer> detectorsExpected) {

    /** Traffic counted in a time that was measured. */
    record Counted(
            double measuredS,
            long vehicles,
            double pcu,
            Optional<Double> occupancy,
            Optional<Double> meanSpeedKmh,
            Optional<Double> maxQueueM) {}

    /** Delay of an intersection, and how many of its detectors saw it. */
    record Quality(Optional<Double> delayS, int detectors, int expected) {}

    static FlowPoint gap(Instant start) {
        return new FlowPoint(
                start,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Rates are over the time that was measured. */
    static FlowPoint of(Instant start, Counted counted, Optional<ClassCounts> byClass, Optional<Quality> quality) {
        double perHour = 3600 / counted.measuredS();
        Optional<Double> delay = quality.flatMap(Quality::delayS);
        return new FlowPoint(
                start,
                false,
                Optional.of(counted.measuredS()),
                Optional.of(counted.vehicles()),
                Optional.of(rounded(counted.pcu(), 100)),
                Optional.of(rounded(counted.vehicles() * perHour, 10)),
                Optional.of(rounded(counted.pcu() * perHour, 10)),
                counted.occupancy().map(value -> rounded(value, 10_000)),
                counted.meanSpeedKmh().map(value -> rounded(value, 10)),
                counted.maxQueueM().map(value -> rounded(value, 10)),
                byClass,
                delay.map(value -> rounded(value, 10)),
                delay.map(LevelOfService::ofControlDelay),
                quality.map(Quality::detectors),
                quality.map(Quality::expected));
    }

    private static double rounded(double value, double scale) {
        return Math.round(value * scale) / scale;
    }
}
