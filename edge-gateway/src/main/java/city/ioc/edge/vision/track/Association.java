package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.Detection;
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
    List<Detection> detections(List<Track> unseen, List<Detection> found, double nowS) {
        List<Track> seen = new ArrayList<>();
        List<Detection> sure =
                found.stream().filter(each -> each.score() >= SURE).toList();
        List<Detection> weak =
                found.stream().filter(each -> each.score() < SURE).toList();
        List<Detection> left = hand(unseen, sure, FAR, seen, nowS);
        hand(unseen, weak, NEAR, seen, nowS);
        List<Detection> fresh = new ArrayList<>();
        for (Detection each : left) {
            Box box = boxOf(each);
            boolean known = seen.stream().anyMatch(track -> box.iou(track.box()) > KNOWN);
            if (!known) fresh.add(each);
        }
        return fresh;
    }

    private List<Detection> hand(List<Track> unseen, List<Detection> found, double far, List<Track> seen, double nowS) {
        double[][] costs = new double[unseen.size()][found.size()];
        for (int i = 0; i < unseen.size(); i++)
            for (int j = 0; j < found.size(); j++) costs[i][j] = cost(unseen.get(i), found.get(j), far);
        int[] columns = Assignment.of(costs);
        List<Detection> left = new ArrayList<>(found);
        List<Track> matched = new ArrayList<>();
        for (int i = 0; i < columns.length; i++) {
            if (columns[i] < 0) continue;
            Detection detection = found.get(columns[i]);
            Box box = boxOf(detection);
            unseen.get(i).detected(box, isCut(box), detection.kind(), detection.score(), nowS);
            left.remove(detection);
            matched.add(unseen.get(i));
        }
        unseen.removeAll(matched);
        seen.addAll(matched);
        return left;
    }

    private double cost(Track track, Detection found, double far) {
        Box expected = track.box();
        Box box = boxOf(found);
        double size = (expected.size() + box.size()) / 2;
        double away = Math.hypot(expected.centreX() - box.centreX(), expected.centreY() - box.centreY()) / size;
        double reach = Math.clamp(2.5 * track.deviation() / size, NEAR, Math.max(NEAR, far));
        double growth = Math.abs(Math.log(box.size() / expected.size()));
        double most = isCut(box) || isCut(expected) ? 1.3 : track.kind().isEmpty() ? 0.9 : 0.7;
        if (away > reach || growth > most) return Assignment.NEVER;
        boolean other = track.kind()
                .filter(kind -> kind.isTwoWheeler() != found.kind().isTwoWheeler())
                .isPresent();
        // Staying alone costs nothing. Were every pair better than that, one missed rider in a platoon would let all
        // others
        // be taken for their neighbours.
        double off = away / reach;
        double cost = off * off + 0.5 * growth + (other ? 0.3 : 0) - ALONE;
        return cost < 0 ? cost : Assignment.NEVER;
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

    private static Box boxOf(Detection each) {
        return Box.ofCorner(each.x(), each.y(), each.w(), each.h());
    }
}
