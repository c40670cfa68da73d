package city.ioc.edge.vision.feed;

/** Orders names as people do: {@code 2.jpg} before {@code 10.jpg}. */
final class NaturalOrder {
    private NaturalOrder() {}

    static int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
                int endA = endOfDigits(a, i);
                int endB = endOfDigits(b, j);
                int byValue = compareDigits(a.substring(i, endA), b.substring(j, endB));
                if (byValue != 0) return byValue;
                i = endA;
                j = endB;
            } else {
                int byLetter = Character.compare(a.charAt(i++), b.charAt(j++));
                if (byLetter != 0) return byLetter;
            }
        }
        int byLength = Integer.compare(a.length() - i, b.length() - j);
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static int compareDigits(String a, String b) {
        String bareA = a.replaceFirst("^0+(?=.)", "");
        String bareB = b.replaceFirst("^0+(?=.)", "");
        int byLength = Integer.compare(bareA.length(), bareB.length());
        return byLength != 0 ? byLength : bareA.compareTo(bareB);
    }

    private static boolean isDigit(char letter) {
        return letter >= '0' && letter <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) end++;
        return end;
    }
}
