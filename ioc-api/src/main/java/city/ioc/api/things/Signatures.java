package city.ioc.api.things;

import static city.ioc.api.things.ValueKind.BOOLEAN;
import static city.ioc.api.things.ValueKind.NUMBER;
import static city.ioc.api.things.ValueKind.PLACE;
import static city.ioc.api.things.ValueKind.TEXT;
import static city.ioc.api.things.ValueKind.TIME;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which functions there are in {@code $filter} and {@code $orderby} (OGC 18-088, tables 24 to 28), what each takes and what it gives. */
final class Signatures {
    private static final Map<String, Signature> ALL = new TreeMap<>();

    /** @param required how many of the arguments must be there */
    record Signature(ValueKind result, int required, List<ValueKind> arguments) {}

    static {
        add("substringof", BOOLEAN, TEXT, TEXT);
        add("endswith", BOOLEAN, TEXT, TEXT);
        add("startswith", BOOLEAN, TEXT, TEXT);
        add("length", NUMBER, TEXT);
        add("indexof", NUMBER, TEXT, TEXT);
        ALL.put("substring", new Signature(TEXT, 2, List.of(TEXT, NUMBER, NUMBER)));
        add("tolower", TEXT, TEXT);
        add("toupper", TEXT, TEXT);
        add("trim", TEXT, TEXT);
        add("concat", TEXT, TEXT, TEXT);
        for (String part : List.of("year", "month", "day", "hour", "minute", "second", "fractionalseconds"))
            add(part, NUMBER, TIME);
        add("totaloffsetminutes", NUMBER, TIME);
        add("date", TEXT, TIME);
        add("time", TEXT, TIME);
        add("now", TIME);
        add("mindatetime", TIME);
        add("maxdatetime", TIME);
        add("round", NUMBER, NUMBER);
        add("floor", NUMBER, NUMBER);
        add("ceiling", NUMBER, NUMBER);
        add("geo.distance", NUMBER, PLACE, PLACE);
        add("geo.length", NUMBER, PLACE);
        add("geo.intersects", BOOLEAN, PLACE, PLACE);
        for (String relation :
                List.of("equals", "disjoint", "touches", "within", "overlaps", "crosses", "intersects", "contains"))
            add("st_" + relation, BOOLEAN, PLACE, PLACE);
        add("st_relate", BOOLEAN, PLACE, PLACE, TEXT);
    }

    private Signatures() {}

    private static void add(String name, ValueKind result, ValueKind... arguments) {
        ALL.put(name, new Signature(result, arguments.length, List.of(arguments)));
    }

    /** @throws IllegalArgumentException when there is no such function, or it does not take so many arguments */
    static void require(String name, int given) {
        Signature signature = of(name);
        int most = signature.arguments().size();
        if (given < signature.required() || given > most)
            throw new IllegalArgumentException(name + " takes "
                    + (signature.required() == most ? most : signature.required() + " or " + most) + " arguments, not "
                    + given);
    }

    static Signature of(String name) {
        Signature signature = ALL.get(name);
        if (signature == null)
            throw new IllegalArgumentException(
                    "there is no function " + name + "; there are " + String.join(", ", ALL.keySet()));
        return signature;
    }
}
