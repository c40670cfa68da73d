package city.ioc.sim.sumo;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Codes for things of a SUMO file, whose ids may hold any letter: the id itself where it is a code, else as much of it as can be,
 * told apart by a number. The same ids in the same order give the same codes. Confined to one thread.
 */
final class CodeBook {
    /** Leaves room for what is appended: a detector's {@code -d123}, a controller's {@code -controller}. */
    private static final int LONGEST = 48;

    private final Map<String, String> codes = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    /** The code of an id, always the same. */
    String of(String id) {
        String known = codes.get(id);
        if (known != null) return known;
        String plain = id.replaceAll("[^A-Za-z0-9_.-]", "_");
        if (plain.isEmpty() || !Character.isLetterOrDigit(plain.charAt(0))) plain = "x" + plain;
        if (plain.length() > LONGEST) plain = plain.substring(0, LONGEST);
        String code = plain;
        for (int n = 2; !taken.add(code); n++) code = plain + "." + n;
        codes.put(id, code);
        return code;
    }
}
