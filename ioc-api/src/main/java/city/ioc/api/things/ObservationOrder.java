package city.ioc.api.things;

import city.ioc.api.things.Filter.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An order that the database can give observations: by time, result and parameters. Those alike come by device, message, place in it and property,
 * so that the order is the same at every request. The latest come first where nothing is asked for.
 */
record ObservationOrder(List<Key> keys) {
    private static final String TIME = "time";
    private static final String RESULT = "value";
    /** As the text of the parameters is ordered, of which there is one. */
    private static final String PARAMETERS = "(interval_ms / 1000.0)::float8::text collate \"C\"";

    private static final Pattern TOKEN = Pattern.compile("(.+)\\.([^.@]+)@(-?\\d{1,18})-(-?\\d{1,19})-(\\d{1,5})");

    /** A column and its direction. */
    record Key(String column, boolean descending) {}

    /** Where a page ended. */
    record Place(Instant time, String device, long message, int idx, String property) {}

    /** Empty where the order is none that the database knows. */
    static Optional<ObservationOrder> of(List<Query.Order> asked) {
        List<Key> keys = new ArrayList<>();
        for (Query.Order each : asked) {
            if (!(each.by() instanceof Path path) || path.steps().size() != 1) return Optional.empty();
            String name = path.steps().getFirst();
            if (ObservationChoice.NEVER.contains(name)) continue;
            String column = column(name);
            if (column.isEmpty()) return Optional.empty();
            if (keys.stream().noneMatch(key -> key.column().equals(column)))
                keys.add(new Key(column, each.descending()));
        }
        return Optional.of(new ObservationOrder(keys.isEmpty() ? List.of(new Key(TIME, true)) : List.copyOf(keys)));
    }

    /** Empty where the database has none. */
    private static String column(String name) {
        return switch (name) {
            case "phenomenonTime", "resultTime" -> TIME;
            case "result" -> RESULT;
            case "parameters" -> PARAMETERS;
            default -> "";
        };
    }

    boolean isByTime() {
        return keys.getFirst().column().equals(TIME);
    }

    boolean isDescending() {
        return keys.getFirst().descending();
    }

    /** Whether a page can go on behind the last row of the one before, whatever came or went meanwhile. */
    boolean hasPlaces() {
        return isByTime() && keys.size() == 1;
    }

    String sql() {
        String end = isDescending() ? " desc" : "";
        return "order by "
                + keys.stream()
                        // What is missing comes first; times and results are never, and have indexes of their own.
                        .map(key -> key.column()
                                + (key.descending() ? " desc" : "")
                                + (key.column().equals(PARAMETERS)
                                        ? key.descending() ? " nulls last" : " nulls first"
                                        : ""))
                        .collect(Collectors.joining(", "))
                + (isByTime() ? "" : ", time" + end)
                + ", code" + end + ", message" + end + ", idx" + end + ", property" + end;
    }

    /** The condition for what comes behind a place. */
    String behind() {
        return "(time, code, message, idx, property) " + (isDescending() ? "<" : ">") + " (?, ?, ?, ?, ?)";
    }

    /** What the link to the next page says of an observation at the end of this one. */
    static String token(Entity last) {
        Instant at = Values.findInstant(String.valueOf(last.find("phenomenonTime")))
                .orElseThrow(() -> new IllegalStateException("an observation has a time"));
        long micros = Math.addExact(Math.multiplyExact(at.getEpochSecond(), 1_000_000L), at.getNano() / 1_000);
        String id = last.id();
        int stream = id.lastIndexOf('@');
        return id.substring(0, stream) + "@" + micros + id.substring(id.indexOf('-', stream + 2));
    }

    /** @throws IllegalArgumentException when no link has this */
    static Place place(String token) {
        Matcher parts = TOKEN.matcher(token);
        if (!parts.matches())
            throw new IllegalArgumentException("is nothing that a link of this service has; begin anew without it");
        long micros = Long.parseLong(parts.group(3));
        Instant at =
                Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
        try {
            return new Place(
                    at,
                    parts.group(1),
                    Long.parseLong(parts.group(4)),
                    Integer.parseInt(parts.group(5)),
                    parts.group(2));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is nothing that a link of this service has; begin anew without it");
        }
    }
}
