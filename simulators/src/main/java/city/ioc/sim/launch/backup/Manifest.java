package city.ioc.sim.launch.backup;

import city.ioc.contracts.city.CityJson;
import city.ioc.core.backup.DumpedTable;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a backup holds.
 *
 * @param format of the file; this code reads {@link #FORMAT}
 * @param software version that wrote it, where that is known
 * @param schema version of the database's schema
 * @param city whose state it is, where one had claimed the state folder
 * @param tables in the order in which they are to be loaded
 * @param sequences last number that each has given
 * @param parts everything else in the file
 */
record Manifest(
        int format,
        Optional<String> software,
        String schema,
        Optional<String> city,
        Instant takenAt,
        List<TableRows> tables,
        Map<String, Long> sequences,
        List<Part> parts) {
    static final int FORMAT = 1;

    Manifest {
        tables = List.copyOf(tables);
        sequences = Map.copyOf(sequences);
        parts = List.copyOf(parts);
        if (!schema.matches("\\d+(\\.\\d+)*"))
            throw new IllegalArgumentException("\"" + schema + "\" is not the version of a schema");
    }

    /** A table with how many rows of it are in the file. */
    record TableRows(DumpedTable table, long rows) {
        String part() {
            return partOf(table);
        }
    }

    static String partOf(DumpedTable table) {
        return StateParts.DATABASE + table.name() + ".copy";
    }

    /** A piece of the file: its name in it and what it must be. */
    record Part(String name, long bytes, String sha256) {
        Part {
            boolean leaves = name.startsWith("/")
                    || name.contains("\\")
                    || List.of(name.split("/", -1)).stream().anyMatch(each -> each.matches("|\\.{1,2}"));
            if (leaves) throw new IllegalArgumentException("part \"" + name + "\" is not a name below a folder");
        }
    }

    byte[] json() throws IOException {
        return CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static Manifest parse(byte[] json) throws IOException {
        JsonNode tree = CityJson.mapper().readTree(json);
        int format = tree.path("format").asInt();
        if (format > FORMAT)
            throw new BackupException("it was written by newer software, in format " + format + "; this software reads "
                    + FORMAT + ": install the newer software first");
        try {
            return CityJson.mapper().treeToValue(tree, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new BackupException("its manifest is not one: " + e.getOriginalMessage(), e);
        }
    }

    long rows() {
        return tables.stream().mapToLong(TableRows::rows).sum();
    }
}
