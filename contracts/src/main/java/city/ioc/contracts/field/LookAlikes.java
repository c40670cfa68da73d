package city.ioc.contracts.field;

import java.util.List;

/**
 * Characters that are mistaken for each other on plates, by people and by cameras. Each group stands for one shape, written as its first
 * character; the database folds plates by the same table ({@code plate_folded}).
 */
public final class LookAlikes {
    /** Round; upright stroke; and so on: a digit and the letters that are taken for it. U and V differ by one corner. */
    private static final List<String> GROUPS = List.of("0ODQ", "1IL", "2Z", "4A", "5S", "6G", "7T", "8B", "UV");

    private LookAlikes() {}

    public static List<String> groups() {
        return GROUPS;
    }

    /** The character that stands for all that look like it; everything else stays as it is. */
    public static char fold(char character) {
        for (String group : GROUPS) if (group.indexOf(character) >= 0) return group.charAt(0);
        return character;
    }

    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        for (char character : text.toCharArray()) folded.append(fold(character));
        return folded.toString();
    }
}
