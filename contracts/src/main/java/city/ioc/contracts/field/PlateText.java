package city.ioc.contracts.field;

import java.util.regex.Pattern;

/**
 * What stands on a number plate, without separators, Đ as D. It is personal data: as text it shows itself masked, so that it gets
 * into no log by the way; who wants all of it says {@link #value}.
 */
public record PlateText(String value) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Z]{4,12}");
    private static final Pattern PROVINCE = Pattern.compile("[0-9]{2}.*");

    public PlateText {
        // Never with the text: messages of exceptions end in logs.
        if (!FORM.matcher(value).matches())
            throw new IllegalArgumentException("a plate has 4 to 12 digits and capital letters");
    }

    /** Province code and last character only: {@code 95******7}. */
    public String masked() {
        int shown = PROVINCE.matcher(value).matches() ? 2 : 0;
        return value.substring(0, shown) + "*".repeat(value.length() - shown - 1) + value.charAt(value.length() - 1);
    }

    @Override
    public String toString() {
        return masked();
    }
}
