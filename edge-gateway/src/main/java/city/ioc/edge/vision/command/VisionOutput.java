package city.ioc.edge.vision.command;

import city.ioc.contracts.city.CityJson;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Map;

/** Where a command's findings go: one JSON object or one line of words each to the output, everything else to the error output. */
final class VisionOutput {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private int refused;

    VisionOutput(PrintStream out, PrintStream err, boolean json) {
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /**
     * One finding.
     *
     * @param fields in their order, for programs
     * @param words for people
     */
    void found(Map<String, Object> fields, String words) {
        out.println(json ? text(fields) : words);
    }

    /** Input that could not be used: counted and named, and not the end. */
    void refuse(String what, String why) {
        refused++;
        err.println("ioc: " + what + " refused: " + why);
    }

    /** Something to know beside the findings. */
    void note(String words) {
        err.println(words);
    }

    int refused() {
        return refused;
    }

    private static String text(Map<String, Object> fields) {
        try {
            return CityJson.mapper().writeValueAsString(fields);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
