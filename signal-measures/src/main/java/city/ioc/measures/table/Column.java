package city.ioc.measures.table;

/**
 * A column of a measure.
 *
 * @param name in the words of the files that such measures are exchanged in
 * @param role what its values are to somebody who compares two tables
 * @param format how its values are written
 */
public record Column(String name, Role role, Format format) {
    /** What a column is for. */
    public enum Role {
        /** The start of the row's bin. */
        BIN,
        /** The intersection. */
        DEVICE,
        /** Names what is counted or measured in the bin. */
        KEY,
        /** Whole things counted. */
        COUNT,
        /** A share or a time. */
        AMOUNT
    }

    /** How values are written; the files we exchange write some counts with a decimal point. */
    public enum Format {
        WHOLE,
        SINGLE,
        DOUBLE,
        MOMENT,
        TEXT
    }

    public static final Column BIN = new Column("TimeStamp", Role.BIN, Format.MOMENT);
    public static final Column DEVICE = new Column("DeviceId", Role.DEVICE, Format.TEXT);
    public static final Column PHASE = key("Phase");

    public static Column key(String name) {
        return new Column(name, Role.KEY, Format.WHOLE);
    }

    public static Column key(String name, Format format) {
        return new Column(name, Role.KEY, format);
    }

    public static Column count(String name) {
        return new Column(name, Role.COUNT, Format.WHOLE);
    }

    public static Column count(String name, Format format) {
        return new Column(name, Role.COUNT, format);
    }

    public static Column amount(String name, Format format) {
        return new Column(name, Role.AMOUNT, format);
    }

    /** Whether a row holds a value for it; bin and device are the same for all columns of a row. */
    public boolean isValue() {
        return role != Role.BIN && role != Role.DEVICE;
    }
}
