package city.ioc.contracts.id;

import java.util.regex.Pattern;

/** The one rule for codes: they go into MQTT topics, URLs and file names unescaped. */
final class Codes {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

    private Codes() {}

    static void requireCode(String noun, String value) {
        if (!CODE.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    noun + " code must be 1-64 characters of letters, digits, '_', '.', '-', "
                            + "starting with a letter or digit, but is \"" + abbreviate(value) + "\"");
        }
    }

    private static String abbreviate(String value) {
        return value.length() <= 64 ? value : value.substring(0, 61) + "...";
    }
}
