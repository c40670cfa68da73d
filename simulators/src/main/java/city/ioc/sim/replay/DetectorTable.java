package city.ioc.sim.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a detector table says of one device's channels: lines {@code DeviceId,Phase,Function,Parameter}. */
record DetectorTable(List<Row> rows) {
    /** A channel, the phase it belongs to and what it is for, in the table's words. */
    record Row(int phase, String function, int channel) {}

    DetectorTable {
        rows = List.copyOf(rows);
    }

    /** @throws IOException when the file cannot be read or a line is no row; the table is small, a fault in it matters */
    static DetectorTable read(Path file, String device) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(EventLog.open(file), StandardCharsets.UTF_8))) {
            String line;
            for (int number = 1; (line = reader.readLine()) != null; number++) {
                if (line.isBlank() || (number == 1 && line.startsWith("DeviceId"))) continue;
                String[] cells = line.split(",", -1);
                try {
                    if (cells.length != 4) throw new IllegalArgumentException("needs 4 columns");
                    if (!cells[0].strip().equals(device)) continue;
                    rows.add(new Row(
                            Integer.parseInt(cells[1].strip()), cells[2].strip(), Integer.parseInt(cells[3].strip())));
                } catch (IllegalArgumentException e) {
                    throw new IOException(file + " line " + number + ": " + e.getMessage(), e);
                }
            }
        }
        return new DetectorTable(rows);
    }
}
