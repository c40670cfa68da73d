package city.ioc.sim.camera.text;

import java.awt.geom.Path2D;
import java.util.Map;
import java.util.TreeMap;

/**
 * Letters and digits as strokes of one width, the way plates are pressed: middle lines in a box 4 wide and 8 high, the origin at
 * its upper left. Drawn after the shapes on Vietnamese plates, no font file is used.
 */
public final class Glyphs {
    /** Width of the box around the middle lines, in its own units. */
    static final double WIDTH = 4;

    static final double HEIGHT = 8;

    private static final Map<Character, Path2D> PATHS = new TreeMap<>();

    static {
        String o = "M0 2 Q0 0 2 0 Q4 0 4 2 L4 6 Q4 8 2 8 Q0 8 0 6 Z";
        put('0', o);
        put('1', "M0.9 1.7 L2.5 0 L2.5 8");
        put('2', "M0 2.1 Q0 0 2 0 Q4 0 4 2.1 Q4 3.2 3.2 4.2 L0.1 8 L4.1 8");
        put('3', "M0 1.7 Q0.4 0 2 0 Q3.9 0 3.9 1.9 Q3.9 3.8 2 3.8 L1.3 3.8 M2 3.8 Q4 3.8 4 5.9 Q4 8 2 8 Q0.3 8 0 6.2");
        put('4', "M3.1 8 L3.1 0 L0 5.7 L4.3 5.7");
        put('5', "M3.7 0 L0.5 0 L0.3 3.7 Q1 3 2 3 Q4 3 4 5.5 Q4 8 2 8 Q0.3 8 0 6.3");
        put('6', "M3.8 1.6 Q3.5 0 2 0 Q0 0 0 2.4 L0 5.8 Q0 8 2 8 Q4 8 4 5.7 Q4 3.4 2 3.4 Q0.3 3.4 0 5.2");
        put('7', "M0 0 L4 0 L1.6 8");
        put(
                '8',
                "M2 3.8 Q0.2 3.8 0.2 1.9 Q0.2 0 2 0 Q3.8 0 3.8 1.9 Q3.8 3.8 2 3.8 Q0 3.8 0 5.9 Q0 8 2 8 Q4 8 4 5.9 Q4 3.8 2 3.8 Z");
        put('9', "M0.2 6.4 Q0.5 8 2 8 Q4 8 4 5.6 L4 2.2 Q4 0 2 0 Q0 0 0 2.3 Q0 4.6 2 4.6 Q3.7 4.6 4 2.8");
        put('A', "M0 8 L2 0 L4 8 M0.7 5.5 L3.3 5.5");
        put('B', "M0 0 L0 8 M0 0 L2 0 Q3.7 0 3.7 1.9 Q3.7 3.8 2 3.8 L0 3.8 M2 3.8 Q4 3.8 4 5.9 Q4 8 2 8 L0 8");
        put('C', "M4 2.3 Q4 0 2 0 Q0 0 0 2 L0 6 Q0 8 2 8 Q4 8 4 5.7");
        put('D', "M0 0 L1.8 0 Q4 0 4 2.4 L4 5.6 Q4 8 1.8 8 L0 8 Z");
        put('E', "M3.9 0 L0 0 L0 8 L3.9 8 M0 3.9 L3.3 3.9");
        put('F', "M3.9 0 L0 0 L0 8 M0 4 L3.3 4");
        put('G', "M4 2.2 Q4 0 2 0 Q0 0 0 2 L0 6 Q0 8 2 8 Q4 8 4 6 L4 4.4 L2.2 4.4");
        put('H', "M0 0 L0 8 M4 0 L4 8 M0 3.9 L4 3.9");
        put('I', "M2 0 L2 8");
        put('J', "M3.5 0 L3.5 6 Q3.5 8 1.7 8 Q0 8 0 6");
        put('K', "M0 0 L0 8 M4 0 L0 4.7 M1.4 3.2 L4.1 8");
        put('L', "M0 0 L0 8 L3.8 8");
        put('M', "M0 8 L0 0 L2.1 5.2 L4.2 0 L4.2 8");
        put('N', "M0 8 L0 0 L4 8 L4 0");
        put('O', o);
        put('P', "M0 8 L0 0 L2 0 Q4 0 4 2.2 Q4 4.4 2 4.4 L0 4.4");
        put('Q', o + " M2.6 6 L4.2 8.4");
        put('R', "M0 8 L0 0 L2 0 Q4 0 4 2.1 Q4 4.2 2 4.2 L0 4.2 M2.1 4.2 L4.1 8");
        put('S', "M4 1.9 Q3.7 0 2 0 Q0 0 0 2 Q0 3.6 2 3.9 Q4 4.3 4 6 Q4 8 2 8 Q0.2 8 0 6.1");
        put('T', "M0 0 L4 0 M2 0 L2 8");
        put('U', "M0 0 L0 6 Q0 8 2 8 Q4 8 4 6 L4 0");
        put('V', "M0 0 L2 8 L4 0");
        put('W', "M0 0 L1 8 L2 2 L3 8 L4 0");
        put('X', "M0 0 L4 8 M4 0 L0 8");
        put('Y', "M0 0 L2 4 L4 0 M2 4 L2 8");
        put('Z', "M0 0 L4 0 L0 8 L4 8");
        put('Ô', o + " M0.9 -1 L2 -2.1 L3.1 -1");
        put('Ỏ', o + " M1.5 -2.3 Q2.9 -2.7 2.7 -1.8 L2 -1.1");
        put('.', "M2 7.5 L2 7.6");
        put('-', "M0.6 4 L3.4 4");
        put(':', "M2 2.2 L2 2.3 M2 6.2 L2 6.3");
        put('/', "M0 8 L4 0");
        put(' ', "");
    }

    private Glyphs() {}

    private static void put(char letter, String strokes) {
        Path2D path = new Path2D.Double();
        String[] words = strokes.isEmpty() ? new String[0] : strokes.split(" ");
        for (int i = 0; i < words.length; ) {
            String word = words[i];
            double x = word.equals("Z") ? 0 : Double.parseDouble(word.substring(1));
            switch (word.charAt(0)) {
                case 'M' -> path.moveTo(x, Double.parseDouble(words[i + 1]));
                case 'L' -> path.lineTo(x, Double.parseDouble(words[i + 1]));
                case 'Q' ->
                    path.quadTo(
                            x,
                            Double.parseDouble(words[i + 1]),
                            Double.parseDouble(words[i + 2]),
                            Double.parseDouble(words[i + 3]));
                case 'Z' -> path.closePath();
                default -> throw new IllegalStateException("stroke " + word);
            }
            i += switch (word.charAt(0)) {
                case 'Q' -> 4;
                case 'Z' -> 1;
                default -> 2;
            };
        }
        PATHS.put(letter, path);
    }

    /** The strokes of a letter. */
    static Path2D path(char letter) {
        Path2D path = PATHS.get(letter);
        if (path == null) throw new IllegalArgumentException("there is no letter " + letter);
        return path;
    }

    /** Whether a letter can be written. */
    public static boolean knows(char letter) {
        return PATHS.containsKey(letter);
    }
}
