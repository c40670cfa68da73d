package city.ioc.contracts.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reads settings, once, in a process's {@code …Config}. Collects every fault and names them together in {@link #check}, so that
 * a wrong configuration is mended in one go. Not thread-safe.
 */
public final class Settings {
    private final Map<String, String> values;
    private final List<String> faults = new ArrayList<>();

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** Settings from an environment; refuses any {@code IOC_…} that no process knows. */
    public static Settings of(Map<String, String> environment) {
        Settings settings = new Settings(new TreeMap<>(environment));
        settings.values.keySet().stream()
                .filter(name -> name.startsWith("IOC_"))
                .filter(name -> !isKnown(name))
                .forEach(name -> settings.faults.add(name + " is not a setting; did you mean " + nearest(name) + "?"));
        return settings;
    }

    public String text(SettingKey key, String fallback) {
        String value = values.get(key.name());
        return value == null || value.isBlank() ? fallback : value.trim();
    }

    public Optional<String> find(SettingKey key) {
        String value = values.get(key.name());
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.trim());
    }

    /** A setting that must be there; when it is not, an empty string until {@link #check} throws. */
    public String require(SettingKey key) {
        return find(key).orElseGet(() -> {
            faults.add(key.name() + " is missing: " + key.description());
            return "";
        });
    }

    public int number(SettingKey key, int fallback, int min, int max) {
        return parse(key, fallback, min + ".." + max, text -> {
            int value = Integer.parseInt(text);
            if (value < min || value > max) throw new IllegalArgumentException();
            return value;
        });
    }

    public Path folder(SettingKey key, Path fallback) {
        return parse(key, fallback, "a path", Path::of);
    }

    public URI uri(SettingKey key, URI fallback) {
        return parse(key, fallback, "a URL", URI::create);
    }

    /** Any other type; {@code parse} throws IllegalArgumentException or a subtype of RuntimeException on bad text. */
    public <T> T parse(SettingKey key, T fallback, String expected, Function<String, T> parse) {
        Optional<String> text = find(key);
        if (text.isEmpty()) return fallback;
        try {
            return parse.apply(text.get());
        } catch (RuntimeException e) {
            faults.add(key.name() + " must be " + expected + ", but is \"" + text.get() + "\" (" + key.description()
                    + ")");
            return fallback;
        }
    }

    /** Adds a fault that concerns several settings. */
    public void fault(String text) {
        faults.add(text);
    }

    /** @throws IllegalArgumentException naming every fault, one per line */
    public void check() {
        if (!faults.isEmpty()) throw new IllegalArgumentException("Wrong settings:\n  " + String.join("\n  ", faults));
    }

    private static boolean isKnown(String name) {
        for (SettingKey key : SettingKey.values()) if (key.name().equals(name)) return true;
        return false;
    }

    private static String nearest(String name) {
        return java.util.Arrays.stream(SettingKey.values())
                .map(Enum::name)
                .min(Comparator.comparingInt(candidate -> editDistance(name, candidate)))
                .orElseThrow();
    }

    private static int editDistance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) row[j] = j;
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = Math.min(
                        Math.min(row[j], row[j - 1]) + 1, diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1));
                diagonal = row[j];
                row[j] = cost;
            }
        }
        return row[b.length()];
    }
}
