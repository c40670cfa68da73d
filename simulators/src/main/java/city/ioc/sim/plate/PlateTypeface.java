package city.ioc.sim.plate;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * The type of Vietnamese plates, drawn as strokes: no free typeface has it, and makers' presses differ. Which of its variants a
 * plate has, how wide its characters are and how thick its strokes, is the plate's own. Immutable.
 */
public final class PlateTypeface {
    /** Per character its variants: M move, L line, C curve, Z close; 0,0 left top, 1,1 right bottom of the character's box. */
    private static final Map<Character, List<String>> STROKES = Map.ofEntries(
            glyph(
                    '0',
                    "M0,.3 C0,.1 .15,0 .5,0 C.85,0 1,.1 1,.3 L1,.7 C1,.9 .85,1 .5,1 C.15,1 0,.9 0,.7 Z",
                    "M0,.2 C0,.05 .1,0 .3,0 L.7,0 C.9,0 1,.05 1,.2 L1,.8 C1,.95 .9,1 .7,1 L.3,1 C.1,1 0,.95 0,.8 Z"),
            glyph('1', "M.1,.25 L.6,0 L.6,1", "M.2,.2 C.4,.18 .55,.1 .6,0 L.6,1", "M.25,.14 L.65,0 L.65,1"),
            glyph(
                    '2',
                    "M0,.28 C0,.1 .2,0 .5,0 C.8,0 1,.1 1,.28 C1,.45 .8,.55 .5,.7 C.2,.83 0,.9 0,1 L1,1",
                    "M.02,.25 C.05,.05 .3,0 .5,0 C.8,0 .98,.1 .98,.28 C.98,.42 .9,.5 .75,.62 L0,1 L1,1"),
            glyph(
                    '3',
                    "M0,.2 C.05,.07 .25,0 .5,0 C.8,0 1,.1 1,.25 C1,.4 .8,.48 .4,.48 M.4,.48 C.85,.48 1,.6 1,.73 C1,.9 .8,1 .5,1 C.25,1 .05,.93 0,.8",
                    "M.02,0 L1,0 L.42,.4 C.85,.4 1,.54 1,.7 C1,.9 .8,1 .5,1 C.25,1 .05,.93 0,.8"),
            glyph('4', "M.72,1 L.72,0 L0,.7 L1,.7", "M.7,1 L.7,.4 M.5,0 L0,.72 L1,.72"),
            glyph(
                    '5',
                    "M.95,0 L.1,0 L.05,.45 C.2,.36 .35,.34 .5,.34 C.8,.34 1,.45 1,.67 C1,.9 .8,1 .5,1 C.25,1 .05,.93 0,.8"),
            glyph(
                    '6',
                    "M.9,.12 C.8,.03 .65,0 .5,0 C.15,0 0,.12 0,.35 L0,.7 C0,.9 .15,1 .5,1 C.85,1 1,.9 1,.7 C1,.5 .85,.42 .5,.42 C.2,.42 .05,.5 0,.62",
                    "M.75,0 L.12,.52 C0,.62 0,.66 0,.72 C0,.9 .2,1 .5,1 C.8,1 1,.9 1,.7 C1,.52 .8,.42 .5,.42 C.35,.42 .2,.46 .12,.52"),
            glyph('7', "M0,0 L1,0 L.35,1", "M0,0 L1,0 C.65,.3 .45,.6 .4,1"),
            glyph(
                    '8',
                    "M.5,.46 C.2,.46 .06,.38 .06,.23 C.06,.08 .2,0 .5,0 C.8,0 .94,.08 .94,.23 C.94,.38 .8,.46 .5,.46 C.15,.46 0,.58 0,.73 C0,.9 .15,1 .5,1 C.85,1 1,.9 1,.73 C1,.58 .85,.46 .5,.46"),
            glyph(
                    '9',
                    "M.1,.88 C.2,.97 .35,1 .5,1 C.85,1 1,.88 1,.65 L1,.3 C1,.1 .85,0 .5,0 C.15,0 0,.1 0,.3 C0,.5 .15,.58 .5,.58 C.8,.58 .95,.5 1,.38",
                    "M.25,1 L.88,.48 C1,.38 1,.34 1,.28 C1,.1 .8,0 .5,0 C.2,0 0,.1 0,.3 C0,.48 .2,.58 .5,.58 C.65,.58 .8,.54 .88,.48"),
            glyph('A', "M0,1 L.5,0 L1,1 M.18,.66 L.82,.66", "M0,1 L.42,0 L.58,0 L1,1 M.15,.7 L.85,.7"),
            glyph(
                    'B',
                    "M.55,.47 L0,.47 M0,0 L.55,0 C.85,0 .95,.08 .95,.23 C.95,.38 .85,.47 .55,.47 C.88,.47 1,.57 1,.73 C1,.9 .88,1 .55,1 L0,1 Z"),
            glyph('C', "M1,.25 C.97,.08 .8,0 .5,0 C.15,0 0,.1 0,.3 L0,.7 C0,.9 .15,1 .5,1 C.8,1 .97,.92 1,.75"),
            glyph('D', "M0,0 L.45,0 C.85,0 1,.12 1,.35 L1,.65 C1,.88 .85,1 .45,1 L0,1 Z"),
            glyph('E', "M1,0 L0,0 L0,1 L1,1 M0,.48 L.8,.48"),
            glyph('F', "M1,0 L0,0 L0,1 M0,.48 L.8,.48"),
            glyph(
                    'G',
                    "M1,.22 C.95,.06 .8,0 .5,0 C.15,0 0,.1 0,.3 L0,.7 C0,.9 .15,1 .5,1 C.8,1 1,.9 1,.75 L1,.54 L.55,.54"),
            glyph('H', "M0,0 L0,1 M1,0 L1,1 M0,.49 L1,.49"),
            glyph('K', "M0,0 L0,1 M1,0 L.03,.6 M.35,.4 L1,1"),
            glyph('L', "M0,0 L0,1 L1,1"),
            glyph('M', "M0,1 L0,0 L.5,.7 L1,0 L1,1", "M0,1 L0,0 L.5,1 L1,0 L1,1"),
            glyph('N', "M0,1 L0,0 L1,1 L1,0"),
            glyph('P', "M0,1 L0,0 L.55,0 C.88,0 1,.1 1,.28 C1,.46 .88,.56 .55,.56 L0,.56"),
            glyph(
                    'Q',
                    "M0,.3 C0,.1 .15,0 .5,0 C.85,0 1,.1 1,.3 L1,.7 C1,.9 .85,1 .5,1 C.15,1 0,.9 0,.7 Z M.6,.75 L1,1.03"),
            glyph('R', "M0,1 L0,0 L.55,0 C.88,0 1,.1 1,.27 C1,.44 .88,.54 .55,.54 L0,.54 M.5,.54 L1,1"),
            glyph(
                    'S',
                    "M.95,.2 C.88,.06 .75,0 .5,0 C.2,0 .04,.1 .04,.25 C.04,.4 .2,.45 .5,.5 C.82,.55 1,.6 1,.75 C1,.9 .82,1 .5,1 C.22,1 .06,.93 0,.8"),
            glyph('T', "M0,0 L1,0 M.5,0 L.5,1"),
            glyph('U', "M0,0 L0,.7 C0,.9 .15,1 .5,1 C.85,1 1,.9 1,.7 L1,0"),
            glyph('V', "M0,0 L.5,1 L1,0"),
            glyph('X', "M0,0 L1,1 M1,0 L0,1"),
            glyph('Y', "M0,0 L.5,.5 L1,0 M.5,.5 L.5,1"),
            glyph('Z', "M0,0 L1,0 L0,1 L1,1"));

    private static final double NARROW_ONE = 0.62;

    private final Map<Character, String> variants = new HashMap<>();
    private final double aspect;
    private final double thickness;
    private final boolean round;

    /** @param random decides the variants */
    public PlateTypeface(RandomGenerator random) {
        for (Map.Entry<Character, List<String>> each :
                STROKES.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList())
            variants.put(
                    each.getKey(),
                    each.getValue().get(random.nextInt(each.getValue().size())));
        aspect = random.nextDouble(0.46, 0.62);
        thickness = random.nextDouble(0.125, 0.185);
        round = random.nextBoolean();
    }

    private static Map.Entry<Character, List<String>> glyph(char character, String... variants) {
        return Map.entry(character, List.of(variants));
    }

    /** Width of a character as a share of its height. */
    public double width(char character) {
        return character == '1' ? aspect * NARROW_ONE : aspect;
    }

    /** Draws a character in the box whose left top corner is given, in the graphics' colour. */
    public void draw(Graphics2D graphics, char character, double x, double y, double height) {
        String strokes = variants.get(character);
        if (strokes == null) throw new IllegalArgumentException("plates have no " + character);
        double t = thickness * height;
        AffineTransform box = AffineTransform.getTranslateInstance(x + t / 2, y + t / 2);
        box.scale(width(character) * height - t, height - t);
        graphics.setStroke(new BasicStroke(
                (float) t,
                round ? BasicStroke.CAP_ROUND : BasicStroke.CAP_BUTT,
                round ? BasicStroke.JOIN_ROUND : BasicStroke.JOIN_MITER,
                2.5f));
        graphics.draw(box.createTransformedShape(path(strokes)));
    }

    private static Path2D path(String strokes) {
        Path2D path = new Path2D.Double();
        String[] parts = strokes.split(" ");
        for (int i = 0; i < parts.length; i++) {
            char command = parts[i].charAt(0);
            switch (command) {
                case 'M' -> {
                    double[] p = point(parts[i].substring(1));
                    path.moveTo(p[0], p[1]);
                }
                case 'L' -> {
                    double[] p = point(parts[i].substring(1));
                    path.lineTo(p[0], p[1]);
                }
                case 'C' -> {
                    double[] a = point(parts[i].substring(1));
                    double[] b = point(parts[++i]);
                    double[] p = point(parts[++i]);
                    path.curveTo(a[0], a[1], b[0], b[1], p[0], p[1]);
                }
                case 'Z' -> path.closePath();
                default -> throw new IllegalArgumentException("no stroke: " + parts[i]);
            }
        }
        return path;
    }

    private static double[] point(String text) {
        String[] xy = text.split(",");
        return new double[] {Double.parseDouble(xy[0]), Double.parseDouble(xy[1])};
    }
}
