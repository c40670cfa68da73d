package city.ioc.sim.traffic;

import city.ioc.contracts.city.CityJson;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What truly happened, as JSON lines: every red running and when and under which lamp it entered the junction, wrong-way ride, illegal parking, breakdown and closed lane, every bus and
 * emergency vehicle that passed a stop line with the delay it had there, and every five minutes the flow and delay of every
 * intersection and the time that road users lost in the whole city. Nothing else in the product reads it: measuring how well the
 * product sees is done against it. Used by the thread that steps the streets.
 */
public final class GroundTruth implements AutoCloseable {
    /** What a line is about. */
    enum Kind {
        RED_RUNNING,
        JUNCTION_ENTERED,
        WRONG_WAY,
        ILLEGAL_PARKING_BEGIN,
        ILLEGAL_PARKING_END,
        BREAKDOWN_BEGIN,
        BREAKDOWN_END,
        LANE_CLOSED,
        LANE_OPENED,
        PRIORITY_PASSAGE,
        FLOW,
        TRIPS
    }

    private final Writer out;
    private boolean muted;

    private GroundTruth(Writer out) {
        this.out = out;
    }

    /** Appends to a file, which is created with its folder when it does not exist. */
    public static GroundTruth to(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        return new GroundTruth(new BufferedWriter(Files.newBufferedWriter(
                file, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND)));
    }

    /** Writes to any writer. */
    public static GroundTruth to(Writer writer) {
        return new GroundTruth(writer);
    }

    /** Keeps nothing. */
    public static GroundTruth none() {
        return new GroundTruth(Writer.nullWriter());
    }

    /** Whether lines are dropped, while the streets fill before anybody watches them. */
    void mute(boolean on) {
        muted = on;
    }

    /** One line: the instant, the kind, and names with values in turn. */
    void write(Instant at, Kind kind, Object... namesAndValues) {
        if (muted) return;
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("at", at);
        line.put("kind", kind);
        for (int i = 0; i < namesAndValues.length; i += 2) line.put((String) namesAndValues[i], namesAndValues[i + 1]);
        try {
            out.write(CityJson.mapper().writeValueAsString(line));
            out.write('\n');
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("the ground truth cannot be written", e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
