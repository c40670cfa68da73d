package city.ioc.sim.plate;

import java.util.List;
import java.util.random.RandomGenerator;

/** Makes up what stands on plates: common kinds often, rare kinds sometimes, provinces near Vị Thanh more than others. */
public final class PlateNumbers {
    private static final String SERIES = "ABCDEFGHKLMNPSTUVXYZ";
    private static final List<String> LOCAL = List.of("65", "83", "95");
    private static final List<String> UNUSED = List.of("13", "42", "44", "45", "46", "87", "91", "96");
    private static final List<String> SPECIAL =
            List.of("LD", "DA", "KT", "NG", "NN", "QT", "CD", "MK", "TD", "HC", "R");

    private PlateNumbers() {}

    /** A plate of a shape: its lines with dashes and dots, and its colours. */
    public static PlateDrawing any(PlateShape shape, RandomGenerator random) {
        if (random.nextDouble() < 0.02) return military(shape, random);
        PlatePaint paint = random.nextDouble() < 0.76
                ? PlatePaint.WHITE
                : random.nextDouble() < 0.7 ? PlatePaint.YELLOW : PlatePaint.BLUE;
        String number = number(random);
        return switch (shape) {
            case CAR_LONG ->
                new PlateDrawing(shape, paint, List.of(province(random) + carSeries(random) + "-" + number));
            case CAR_SHORT -> new PlateDrawing(shape, paint, List.of(province(random) + carSeries(random), number));
            case MOTORCYCLE ->
                new PlateDrawing(
                        shape,
                        random.nextDouble() < 0.9 ? PlatePaint.WHITE : PlatePaint.BLUE,
                        List.of(province(random) + "-" + motorcycleSeries(random), number));
        };
    }

    private static PlateDrawing military(PlateShape shape, RandomGenerator random) {
        String unit = "" + letter("ABHKPQTV", random) + letter(SERIES, random);
        String first = digits(2, random);
        String second = digits(2, random);
        List<String> lines =
                shape.lines() == 1 ? List.of(unit + "-" + first + "-" + second) : List.of(unit, first + "-" + second);
        return new PlateDrawing(shape, PlatePaint.RED, lines);
    }

    private static String province(RandomGenerator random) {
        if (random.nextDouble() < 0.3) return LOCAL.get(random.nextInt(LOCAL.size()));
        while (true) {
            String code = Integer.toString(random.nextInt(11, 100));
            if (!UNUSED.contains(code) && !code.endsWith("0") || code.matches("[2-9]0") && !UNUSED.contains(code))
                return code;
        }
    }

    private static String carSeries(RandomGenerator random) {
        return random.nextDouble() < 0.94
                ? String.valueOf(letter(SERIES, random))
                : SPECIAL.get(random.nextInt(SPECIAL.size()));
    }

    private static String motorcycleSeries(RandomGenerator random) {
        double kind = random.nextDouble();
        if (kind < 0.03) return "MD" + random.nextInt(1, 10);
        char second = kind < 0.85 ? letter("123456789", random) : letter(SERIES, random);
        return "" + letter(SERIES, random) + second;
    }

    /** Five digits with a dot since 2010, four before. */
    private static String number(RandomGenerator random) {
        if (random.nextDouble() < 0.18) return digits(4, random);
        return digits(3, random) + "." + digits(2, random);
    }

    private static String digits(int count, RandomGenerator random) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) text.append(random.nextInt(10));
        return text.toString();
    }

    private static char letter(String from, RandomGenerator random) {
        return from.charAt(random.nextInt(from.length()));
    }
}
