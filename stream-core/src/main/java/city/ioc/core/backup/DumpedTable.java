package city.ioc.core.backup;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A table of a dump. Its names come from a file and go into SQL, so only plain ones are taken.
 *
 * @param columns in the order in which the rows have them
 */
public record DumpedTable(String name, List<String> columns) {
    private static final Pattern NAME = Pattern.compile("[a-z_][a-z0-9_]{0,62}");

    public DumpedTable {
        columns = List.copyOf(columns);
        requirePlain(name);
        columns.forEach(DumpedTable::requirePlain);
        if (columns.isEmpty()) throw new IllegalArgumentException("table " + name + " has no columns");
    }

    static void requirePlain(String name) {
        if (!NAME.matcher(name).matches())
            throw new IllegalArgumentException("\"" + name + "\" is not the name of a table, column or sequence");
    }

    /** Quoted, for some names are words of SQL. */
    String columnList() {
        return columns.stream().map(each -> '"' + each + '"').collect(Collectors.joining(", "));
    }
}
