package city.ioc.measures.table;

/** One cell. */
public sealed interface Value extends Comparable<Value> {
    /** A number; a negative zero is kept, for a rounded time just before red is one. */
    record Number(double number) implements Value {}

    /** A time by the controller's clock, see LogEvent. */
    record Moment(long ms) implements Value {}

    record Text(String text) implements Value {}

    static Value of(double number) {
        return new Number(number);
    }

    static Value of(String text) {
        return new Text(text);
    }

    static Value moment(long ms) {
        return new Moment(ms);
    }

    @Override
    default int compareTo(Value other) {
        return switch (this) {
            case Number mine when other instanceof Number theirs -> Double.compare(mine.number, theirs.number);
            case Moment mine when other instanceof Moment theirs -> Long.compare(mine.ms, theirs.ms);
            case Text mine when other instanceof Text theirs -> mine.text.compareTo(theirs.text);
            default -> throw new IllegalArgumentException("cannot compare " + this + " with " + other);
        };
    }
}
