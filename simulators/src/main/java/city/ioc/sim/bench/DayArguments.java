package city.ioc.sim.bench;

import city.ioc.signal.decision.Strategies;
import java.util.List;
import java.util.Set;

/**
 * What {@code ./ioc bench day} was asked for.
 *
 * @param direct in one thread without broker, gateway and database
 * @param speed how many times as fast the cities live
 * @param startS seconds that the processes of a city are given to start, by the system's clock
 * @param hours of the weekday that are looked at, in order
 * @param minutes measured in each
 * @param strategies one after another in every hour
 */
record DayArguments(
        boolean direct,
        double speed,
        int startS,
        List<Integer> hours,
        int minutes,
        long seed,
        List<String> strategies) {
    static final String USAGE = "[--hours 5,7,9,12,15,17,20] [--minutes PER-HOUR 15] [--speed 10] [--start SECONDS 45]"
            + " [--seed 1] [--strategies fixed-time,adaptive] [--direct]";

    /** Both peaks, both shoulders, noon, and the ends of the day. */
    private static final String HOURS = "5,7,9,12,15,17,20";

    static final int FLOW_MINUTES = 5;

    DayArguments {
        hours = hours.stream().distinct().sorted().toList();
        strategies = List.copyOf(strategies);
    }

    static DayArguments parse(List<String> arguments) {
        BenchOptions options = BenchOptions.parse(
                arguments,
                Set.of("--direct"),
                Set.of("--hours", "--minutes", "--speed", "--start", "--seed", "--strategies"),
                USAGE);
        List<Integer> hours = options.counts("--hours", HOURS);
        if (hours.stream().anyMatch(hour -> hour < 0 || hour > 23)) throw options.fault("--hours are from 0 to 23");
        int minutes = options.count("--minutes", 15, FLOW_MINUTES, 60);
        if (minutes % FLOW_MINUTES != 0)
            throw options.fault("--minutes are a multiple of 5: the ground truth is kept by five minutes");
        double speed = options.findNumber("--speed").orElse(10.0);
        // The sampled hours lie in days to come, where only a city can be that is faster than the clock.
        if (!(speed > 1 && speed <= 100)) throw options.fault("--speed is above 1 and at most 100");
        List<String> strategies = List.of(
                options.find("--strategies").orElse("fixed-time,adaptive").split(","));
        for (String strategy : strategies)
            if (!Strategies.NAMES.contains(strategy))
                throw options.fault(
                        "there is no strategy \"" + strategy + "\"; there are " + String.join(", ", Strategies.NAMES));
        return new DayArguments(
                options.has("--direct"),
                speed,
                options.count("--start", 45, 10, 600),
                hours,
                minutes,
                options.count("--seed", 1, 0, Integer.MAX_VALUE),
                strategies);
    }
}
