package city.ioc.sim.bench;

import java.util.List;
import java.util.Map;

/** One measurement. */
interface Bench {
    /** Its name on the command line and of its result file. */
    String name();

    /** What it measures and which arguments it takes, in a line. */
    String purpose();

    /**
     * Measures.
     *
     * @return figures, written as JSON: text, numbers, lists and maps of them
     * @throws BenchException when it cannot measure or a figure is missed; the message says which
     */
    Map<String, Object> run(BenchContext context, List<String> arguments);
}
