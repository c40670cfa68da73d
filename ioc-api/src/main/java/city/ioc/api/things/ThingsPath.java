package city.ioc.api.things;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a path below the service's address names (OGC 18-088, 9.2): a set, an entity, a property of one, its bare value, or the
 * addresses of a set.
 *
 * @param steps sets with or without a name of one of them, and ways
 * @param property of the entity that the steps lead to, and then what lies in that property; empty: the entity itself
 */
record ThingsPath(List<Step> steps, List<String> property, boolean isBareValue, boolean isReferences) {
    private static final Pattern STEP = Pattern.compile("(\\w+)(?:\\((?:'((?:[^']|'')*)'|([^')]+))\\))?");
    /** Longer paths are nobody's. */
    private static final int LONGEST = 12;

    /** A set or a way, perhaps with the name of one entity there. */
    record Step(String name, Optional<String> id) {}

    /** @throws IllegalArgumentException when it is no path of this service */
    static ThingsPath parse(String path) {
        List<String> parts = new ArrayList<>(split(path));
        boolean value = takesLast(parts, "$value");
        boolean references = !value && takesLast(parts, "$ref");
        List<Step> steps = new ArrayList<>();
        List<String> property = new ArrayList<>();
        Optional<EntityType> type = Optional.empty();
        if (parts.size() > LONGEST) throw nothing(path);
        for (String part : parts) {
            if (!property.isEmpty()) {
                if (!EntityType.COMPLEX.contains(property.getFirst())) throw nothing(path);
                property.add(part);
                continue;
            }
            Matcher matcher = STEP.matcher(part);
            if (!matcher.matches()) throw nothing(path);
            String name = matcher.group(1);
            Optional<String> id = Optional.ofNullable(matcher.group(2))
                    .map(text -> text.replace("''", "'"))
                    .or(() -> Optional.ofNullable(matcher.group(3)));
            Optional<EntityType> next = type.isEmpty()
                    ? EntityType.findSet(name)
                    : type.map(of -> of.ways().get(name)).map(EntityType.Way::to);
            if (next.isPresent()) {
                steps.add(new Step(name, id));
                type = next;
            } else if (type.map(of -> of.properties.contains(name)).orElse(false) && id.isEmpty()) property.add(name);
            else throw nothing(path);
        }
        if (steps.isEmpty() || value && property.isEmpty() || references && !property.isEmpty()) throw nothing(path);
        return new ThingsPath(List.copyOf(steps), List.copyOf(property), value, references);
    }

    boolean isProperty() {
        return !property.isEmpty();
    }

    /** At slashes that stand in no quotes. */
    private static List<String> split(String path) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i <= path.length(); i++) {
            if (i < path.length() && path.charAt(i) == '\'') quoted = !quoted;
            if (i < path.length() && (quoted || path.charAt(i) != '/')) continue;
            if (i > from) parts.add(path.substring(from, i));
            from = i + 1;
        }
        return parts;
    }

    private static boolean takesLast(List<String> parts, String word) {
        if (parts.isEmpty() || !parts.getLast().equals(word)) return false;
        parts.removeLast();
        return true;
    }

    private static IllegalArgumentException nothing(String path) {
        return new IllegalArgumentException("There is nothing at " + path);
    }
}
