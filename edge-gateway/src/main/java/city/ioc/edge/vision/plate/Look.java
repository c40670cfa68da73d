package city.ioc.edge.vision.plate;

import java.util.List;
import java.util.Optional;

/**
 * All that was seen of one plate: by the spotter, at two sizes where it saw the same lines at both, and by the reader of lines,
 * along the rows that the spotter found or, where it saw none, along lines of text.
 *
 * @param rows the spotter's rows, empty where it saw none
 * @param again the same at another size
 * @param lines what the reader of lines saw of each line
 */
record Look(
        Layout layout, List<Emissions> rows, Optional<List<Emissions>> again, List<Emissions> lines, Region region) {
    private static final double SPOTTER_TRUST = 0.6;
    private static final double LINE_TRUST = 0.6;
    private static final double AGAIN_TRUST = 0.3;

    /** Places of the two readers among the views. */
    static final int SPOTTER = 0;

    static final int LINES = 1;

    Views views() {
        Views views = new Views(layout);
        views.add(rows, SPOTTER_TRUST);
        views.add(lines, LINE_TRUST);
        again.ifPresent(each -> views.add(each, AGAIN_TRUST));
        return views;
    }
}
