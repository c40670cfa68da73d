package city.ioc.sim.plan;

import java.util.List;

/**
 * What a command says: as lines for people, as one JSON object for machines, and as an exit code.
 */
record PlanOutput(int exitCode, List<String> lines, Object json) {
    /** Done; no fault, no difference. */
    static final int FINE = 0;
    /** Faults or differences were found; or the command could not do what was asked. */
    static final int FOUND = 1;
    /** The command was called wrongly. */
    static final int USAGE = 2;
    /** The city has another version than the file was exported from. */
    static final int OUTDATED = 3;

    PlanOutput {
        lines = List.copyOf(lines);
    }

    static PlanOutput fine(List<String> lines, Object json) {
        return new PlanOutput(FINE, lines, json);
    }
}
