package city.ioc.edge.vision.plate;

import java.util.List;

/**
 * The part of all shapes of a layout that stands on one line, as an automaton: a set of shapes, one bit each, loses members with
 * every character read. Immutable.
 */
final class LineShapes {
    private final long[][] allowing;
    private final long[] ending;
    private final long all;

    private LineShapes(List<List<String>> lines) {
        if (lines.size() > Long.SIZE) throw new IllegalArgumentException("more shapes than bits: " + lines.size());
        int longest = lines.stream().mapToInt(List::size).max().orElse(0);
        allowing = new long[longest][Alphabet.SIZE];
        ending = new long[longest + 1];
        for (int shape = 0; shape < lines.size(); shape++) {
            List<String> places = lines.get(shape);
            for (int at = 0; at < places.size(); at++)
                for (char c : places.get(at).toCharArray()) allowing[at][Alphabet.index(c)] |= 1L << shape;
            ending[places.size()] |= 1L << shape;
        }
        all = lines.size() == Long.SIZE ? -1L : (1L << lines.size()) - 1;
    }

    /** The first line of a layout, which is all of a plate with one line. */
    static LineShapes first(Layout layout) {
        return new LineShapes(PlateGrammar.shapes(layout).stream()
                .map(each -> each.places().subList(0, each.firstLine()))
                .toList());
    }

    /** The second line of a layout; empty for a plate with one line. */
    static LineShapes second(Layout layout) {
        return new LineShapes(PlateGrammar.shapes(layout).stream()
                .map(each ->
                        each.places().subList(each.firstLine(), each.places().size()))
                .toList());
    }

    /** Every shape, before the first character. */
    long all() {
        return all;
    }

    /** The shapes left when the character stands at the place. */
    long after(long shapes, int place, int character) {
        return place < allowing.length ? shapes & allowing[place][character] : 0;
    }

    /** The shapes whose line has this length. */
    long ending(long shapes, int length) {
        return length < ending.length ? shapes & ending[length] : 0;
    }
}
