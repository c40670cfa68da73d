package city.ioc.edge.vision.plate;

import java.util.List;
import java.util.Optional;

/**
 * What stands on a plate, and how sure that is.
 *
 * @param text without separators, Đ as D
 * @param confidence probability that every character is right, as measured on plates that the readers were not tuned on
 * @param autoAccept whether nobody needs to look: at least 99.5 % of such reads are right
 * @param alternatives what else it may say, likeliest first
 * @param characterHeight of the characters in the picture, pixels
 */
public record PlateRead(
        String text,
        Layout layout,
        Optional<PlateColour> colour,
        double confidence,
        boolean autoAccept,
        List<Alternative> alternatives,
        Corners corners,
        double characterHeight) {
    /** Another reading, and its share of the weight of all readings. */
    public record Alternative(String text, double share) {}

    public PlateRead {
        if (text.isEmpty()) throw new IllegalArgumentException("a read says something");
        if (!(confidence >= 0 && confidence <= 1)) throw new IllegalArgumentException("confidence " + confidence);
        alternatives = List.copyOf(alternatives);
    }
}
