package city.ioc.edge.vision.plate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What may stand on a Vietnamese plate, as shapes with a weight: Circular 24/2023/TT-BCA and its forerunners 58/2020, 15/2014
 * and 36/2010, whose plates are still on the road. A shape is a text of classes of characters, a line break between them where
 * the plate has two lines.
 */
final class PlateGrammar {
    /** Of series: no I, J, O, Q, R or W. */
    private static final String SERIES = "ABCDEFGHKLMNPSTUVXYZ";
    /** The first and second letters of military units. */
    private static final String MILITARY = "ABCDEGHKLMNPQRSTUVXYZ";

    private static final String DIGITS = "0123456789";
    private static final String DIGITS_FROM_ONE = "123456789";

    /** Tens of provinces' codes that were never given out; such a reading is possible and unlikely. */
    private static final Set<String> UNUSED = Set.of("13", "42", "44", "45", "46", "87", "91", "96");

    private static final double UNUSED_PROVINCE = -5;

    /** Letters with a meaning: joint ventures, projects, the army's firms, foreigners, police, tractors, trials, trailers. */
    private static final List<String> SPECIAL =
            List.of("LD", "DA", "KT", "NG", "NN", "QT", "CV", "CD", "HC", "MK", "TD", "MA", "RM", "R");

    /** One way to fill a plate: the characters allowed at each place, where the first line ends, and its prior in natural logarithms. */
    record Shape(List<String> places, int firstLine, double weight) {
        Shape {
            places = List.copyOf(places);
            if (firstLine < 1 || firstLine > places.size()) throw new IllegalArgumentException("no line ends there");
        }

        boolean fits(String text) {
            if (text.length() != places.size()) return false;
            for (int i = 0; i < text.length(); i++) if (places.get(i).indexOf(text.charAt(i)) < 0) return false;
            return true;
        }
    }

    private static final List<Shape> ONE = oneLine();
    private static final List<Shape> TWO = twoLines();

    private PlateGrammar() {}

    static List<Shape> shapes(Layout layout) {
        return switch (layout) {
            case ONE_LINE -> ONE;
            case TWO_LINE -> TWO;
        };
    }

    /** Weight of a text by its province, beside that of its shape. */
    static double province(String text) {
        return text.length() >= 2 && UNUSED.contains(text.substring(0, 2)) ? UNUSED_PROVINCE : 0;
    }

    /** Whether some shape of the layout takes the text, every province included that was ever given out. */
    static boolean allows(String text, Layout layout) {
        return province(text) == 0 && shapes(layout).stream().anyMatch(each -> each.fits(text));
    }

    private static List<Shape> oneLine() {
        List<Shape> shapes = new ArrayList<>();
        cars(shapes, true);
        shapes.add(shape("M M|d d d d", true, -5));
        diplomats(shapes, true);
        return List.copyOf(shapes);
    }

    private static List<Shape> twoLines() {
        List<Shape> shapes = new ArrayList<>();
        cars(shapes, false);
        shapes.add(shape("p d S e|d d d d d", false, 0));
        shapes.add(shape("p d S e|d d d d", false, -1.2));
        shapes.add(shape("p d S S|d d d d d", false, -1.6));
        shapes.add(shape("p d S S|d d d d", false, -4));
        shapes.add(shape("p d =M =D e|d d d d d", false, -2));
        shapes.add(shape("M M|d d d d", false, -4));
        diplomats(shapes, false);
        return List.copyOf(shapes);
    }

    private static void cars(List<Shape> shapes, boolean joined) {
        shapes.add(shape("p d S|d d d d d", joined, 0));
        shapes.add(shape("p d S|d d d d", joined, -1.2));
        for (String letters : SPECIAL) {
            StringBuilder head = new StringBuilder("p d");
            for (char letter : letters.toCharArray()) head.append(" =").append(letter);
            shapes.add(shape(head + "|d d d d d", joined, -2.5));
            shapes.add(shape(head + "|d d d d", joined, -3.5));
        }
    }

    /** Country or organisation in three digits, then the letters, then the vehicle's number. */
    private static void diplomats(List<Shape> shapes, boolean joined) {
        for (String letters : List.of("NG", "QT", "CV", "NN")) {
            String marks = "=" + letters.charAt(0) + " =" + letters.charAt(1);
            shapes.add(shape("p d d d d|" + marks + " d d", joined, -5));
            if (!joined) shapes.add(shape("p d|d d d " + marks + " d d", false, -5));
        }
    }

    private static Shape shape(String places, boolean joined, double weight) {
        List<String> allowed = new ArrayList<>();
        int firstLine = 0;
        for (String line : places.split("\\|")) {
            for (String place : line.split(" ")) allowed.add(allowed(place));
            if (firstLine == 0) firstLine = allowed.size();
        }
        return new Shape(allowed, joined ? allowed.size() : firstLine, weight);
    }

    private static String allowed(String place) {
        return switch (place.charAt(0)) {
            case 'p', 'e' -> DIGITS_FROM_ONE;
            case 'd' -> DIGITS;
            case 'S' -> SERIES;
            case 'M' -> MILITARY;
            case '=' -> place.substring(1);
            default -> throw new IllegalArgumentException("no class of characters: " + place);
        };
    }
}
