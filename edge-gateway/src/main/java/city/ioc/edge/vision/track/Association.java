package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.MovingBlob;
import java.util.ArrayList;
import java.util.List;

/** Decides which detection or blob of a picture belongs to which track. */
final class Association {
    /** From this score a detection may begin a track; weaker ones only carry one on. */
    private static final double SURE = 0.3;
    /** How far off, in sizes, a detection may lie from where its track is expected: always, and at most when that is unsure. */
    private static final double NEAR = 0.5;

    private static final double FAR = 2.0;
    /** What a pair may cost before both had better stay alone: one at the end of its track's reach costs 1. */
    private static final double ALONE = 1;
    /** How much of a new thing may lie on known ones. */
    private static final double KNOWN = 0.6;
    /** A blob that moves this little of a track's own size, or this much more, is not its body. */
    private static final double LEAST_BODY = 0.35;

    private static final double MOST_BODY = 2.5;
    private static final double LEAST_FILL = 0.35;
    /** Least size of what mere motion makes a track of, pixels. */
    private static final double LEAST_SIZE = 14;

    /**
     * So far apart are looks of one road user at most nine times in ten, of two seldom: by day 0.19 and 0.31, by night 0.22 and 0.32 (nine
     * tenths of the same one, half of the others; rendered approach). A pair that is 0.25 farther apart stays alone.
     */
    private static final double ALIKE = 0.2;

    private static final double UNLIKE = 4;

    private final int width;
    private final int height;

    Association(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** Whether the picture's edge cuts the box: a vehicle coming in or going out, whose visible part grows and shrinks fast. */
    private boolean isCut(Box box) {
        double edge = 0.01 * width;
        return box.left() < edge || box.top() < edge || box.right() > width - edge || box.bottom() > height - edge;
    }

    /** Hands detections to tracks, and takes those tracks off {@code unseen}; returns the detections that begin new ones. */
    List<Found> detections(List<Track> unseen, List<Found> found, double nowS) {
        List<Track> seen = new ArrayList<>();
        List<Found> sure =
                found.stream().filter(each -> each.detection().score() >= SURE).toList();
        List<Found> weak =
                found.stream().filter(each -> each.detection().score() < SURE).toList();
        List<Found> left = hand(unseen, sure, FAR, seen, nowS);
        hand(unseen, weak, NEAR, seen, nowS);
        List<Found> fresh = new ArrayList<>();
        for (Found each : left) {
            Box box = each.box();
            boolean known = seen.stream().anyMatch(track -> box.iou(track.box()) > KNOWN);
            if (!known) fresh.add(each);
        }
        return fresh;
    }

    private List<Found> hand(List<Track> unseen, List<Found> found, double far, List<Track> seen, double nowS) {
        double[][] costs = new double[unseen.size()][found.size()];
        for (int i = 0; i < unseen.size(); i++)
            for (int j = 0; j < found.size(); j++) costs[i][j] = cost(unseen.get(i), found.get(j), far);
        int[] columns = Assignment.of(costs);
        List<Found> left = new ArrayList<>(found);
        List<Track> matched = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) continue;
            Found each = found.get(columns[i]);
            unseen.get(i).detected(each, isCut(each.box()), nowS);
            left.remove(each);
            matched.add(unseen.get(i));
        }
        unseen.removeAll(matched);
        seen.addAll(matched);
        return left;
    }

    private double cost(Track track, Found found, double far) {
        Box expected = track.box();
        Box box = found.box();
        double size = (expected.size() + box.size()) / 2;
        double away = Math.hypot(expected.centreX() - box.centreX(), expected.centreY() - box.centreY()) / size;
        double reach = Math.clamp(2.5 * track.deviation() / size, NEAR, Math.max(NEAR, far));
        double growth = Math.abs(Math.log(box.size() / expected.size()));
        double most = isCut(box) || isCut(expected) ? 1.3 : track.kind().isEmpty() ? 0.9 : 0.7;
        if (away > reach || growth > most) return Assignment.NEVER;
        boolean other = track.kind()
                .filter(kind -> kind.isTwoWheeler() != found.detection().kind().isTwoWheeler())
                .isPresent();
        // Staying alone costs nothing. Were every pair better than that, one missed rider in a platoon would let all
        // others
        // be taken for their neighbours.
        double off = away / reach;
        double cost = off * off + 0.5 * growth + (other ? 0.3 : 0) + unlike(track, found) - ALONE;
        return cost < 0 ? cost : Assignment.NEVER;
    }

    /** What it costs that they do not look alike. */
    private static double unlike(Track track, Found found) {
        if (track.looks().isEmpty() || found.looks().isEmpty()) return 0;
        double distance = track.looks().get().distance(found.looks().get());
        return UNLIKE * Math.max(0, distance - ALIKE);
    }

    /** Lets unseen tracks follow their blobs; returns the blobs that belong to nobody and may begin a track. */
    List<MovingBlob> blobs(List<Track> tracks, List<Track> unseen, List<MovingBlob> blobs, double nowS) {
        List<MovingBlob> strangers = new ArrayList<>();
        for (MovingBlob blob : blobs) {
            Box box = Box.ofCorner(blob.x(), blob.y(), blob.w(), blob.h());
            List<Track> within = tracks.stream()
                    .filter(track -> track.box().coveredBy(box) > 0.3 || box.coveredBy(track.box()) > 0.3)
                    .toList();
            if (within.isEmpty()) {
                if (blob.fill() >= LEAST_FILL && box.size() >= LEAST_SIZE) strangers.add(blob);
                continue;
            }
            if (within.size() > 1 || !unseen.contains(within.getFirst())) continue;
            Track only = within.getFirst();
            double ratio = box.area() / only.box().area();
            boolean cut = isCut(box) && isCut(only.box());
            if (ratio > LEAST_BODY && ratio < MOST_BODY || cut && ratio > 0.1 && ratio < 10) {
                only.moved(box, cut, nowS);
                unseen.remove(only);
            }
        }
        return strangers;
    }
}
