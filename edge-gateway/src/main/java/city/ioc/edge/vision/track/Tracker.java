package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.MovingBlob;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Joins what single pictures show to tracks: sure detections first, then weak ones, then mere motion, so that a rider whom the
 * network half sees, or does not look at, is followed all the same (after ByteTrack, Zhang et al. 2022). One thread.
 */
public final class Tracker {
    /** Seconds that a track lives unseen: on its way, standing, and before it was believed. */
    private static final double PATIENCE_S = 1.0;

    private static final double STANDING_PATIENCE_S = 4;
    private static final double TENTATIVE_PATIENCE_S = 0.5;
    /** Sizes a second below which it stands. */
    private static final double STANDING = 0.15;
    /** Mere motion becomes a road user after so many pictures, seconds, and way: in sizes, and in widths of the picture. */
    private static final int MOTION_HITS = 5;

    private static final double MOTION_S = 0.3;
    private static final double MOTION_WAY = 0.5;

    private static final double MOTION_WIDTHS = 0.05;
    private static final double OUTSIDE_PATIENCE_S = 0.2;
    /** What two boxes of similar size share when they are one thing. */
    private static final double SAME = 0.6;

    private final int width;
    private final int height;
    private final List<Track> tracks = new ArrayList<>();
    private final Association association;
    private long nextId = 1;
    private double lastS = Double.NaN;

    /** @param width of the pictures, pixels */
    public Tracker(int width, int height) {
        this.width = width;
        this.height = height;
        association = new Association(width, height);
    }

    /**
     * The next picture.
     *
     * @param nowS its time in seconds, later than that of the one before
     * @param detections what the network found; empty when it did not look
     * @param looks how what is in a box looks, where that can be said
     * @return the tracks that are believed
     */
    public List<Track> update(
            double nowS,
            Optional<List<Detection>> detections,
            List<MovingBlob> blobs,
            Function<Box, Optional<Appearance>> looks) {
        if (nowS <= lastS) throw new IllegalArgumentException("time must go on, but was " + lastS + " and is " + nowS);
        double dt = Double.isNaN(lastS) ? 0 : nowS - lastS;
        lastS = nowS;
        for (Track track : tracks) track.predict(dt);
        List<Track> unseen = new ArrayList<>(tracks);
        List<Found> found = detections.orElse(List.of()).stream()
                .map(each -> Found.of(each, looks))
                .toList();
        List<Found> fresh = association.detections(unseen, found, nowS);
        List<MovingBlob> strangers = association.blobs(tracks, unseen, blobs, nowS);
        for (Found each : fresh) begin(each, nowS);
        for (MovingBlob each : strangers) begin(each, nowS);
        merge();
        tracks.removeIf(track -> isLost(track, nowS));
        for (Track track : tracks) {
            if (track.isConfirmed()) continue;
            if (deservesBelief(track)) track.confirm();
            else track.rememberEarly();
        }
        return confirmed();
    }

    /** Time of the last picture; not a number before the first. */
    public double lastS() {
        return lastS;
    }

    /** Those that are believed, oldest first. */
    public List<Track> confirmed() {
        return tracks.stream().filter(Track::isConfirmed).toList();
    }

    /** All, also those that may turn out to be nothing. */
    public List<Track> all() {
        return List.copyOf(tracks);
    }

    /** Whether it stands still, as in a queue. */
    public static boolean isStanding(Track track) {
        return track.speed() < STANDING * track.box().size();
    }

    private void begin(Found found, double nowS) {
        Box box = found.box();
        double[] speed = flowAround(box);
        Track track = new Track(nextId++, box, nowS, speed[0], speed[1]);
        track.bornAs(found);
        tracks.add(track);
    }

    private void begin(MovingBlob blob, double nowS) {
        Box box = Box.ofCorner(blob.x(), blob.y(), blob.w(), blob.h());
        double[] speed = flowAround(box);
        tracks.add(new Track(nextId++, box, nowS, speed[0], speed[1]));
    }

    /** Newcomers in a platoon move as the platoon does; the first picture cannot say so. */
    private double[] flowAround(Box box) {
        double weight = 0;
        double x = 0;
        double y = 0;
        for (Track each : tracks) {
            if (!each.isConfirmed()) continue;
            double away =
                    Math.hypot(each.box().centreX() - box.centreX(), each.box().centreY() - box.centreY());
            double near = Math.exp(-away / (2 * box.size()));
            weight += near;
            x += near * each.speedX();
            y += near * each.speedY();
        }
        return weight < 0.1 ? new double[] {0, 0} : new double[] {x / weight, y / weight};
    }

    /** Two tracks that have come to be one thing are the elder one, so that nothing is counted anew. */
    private void merge() {
        for (int i = 0; i < tracks.size(); i++) {
            for (int j = tracks.size() - 1; j > i; j--) {
                Track elder = tracks.get(i);
                Track younger = tracks.get(j);
                if (isOne(elder, younger)) {
                    elder.absorb(younger);
                    tracks.remove(j);
                }
            }
        }
    }

    private static boolean isOne(Track a, Track b) {
        Box boxA = a.box();
        Box boxB = b.box();
        if (a.detections() > 0 && b.detections() > 0) return boxA.iou(boxB) > SAME;
        // A part that moves inside of what the network knows as a whole, or two parts of a body on one way.
        return Math.max(boxA.coveredBy(boxB), boxB.coveredBy(boxA)) > SAME;
    }

    private boolean isLost(Track track, double nowS) {
        double unseen = nowS - track.seenS();
        Box box = track.box();
        boolean outside = box.centreX() < 0 || box.centreX() > width || box.centreY() < 0 || box.centreY() > height;
        if (outside) return unseen > OUTSIDE_PATIENCE_S;
        if (!track.isConfirmed()) return unseen > TENTATIVE_PATIENCE_S;
        return unseen > (isStanding(track) ? STANDING_PATIENCE_S : PATIENCE_S);
    }

    private boolean deservesBelief(Track track) {
        if (track.detections() >= 3) return true;
        if (track.detections() == 2) return track.hits() >= 3 || track.bestScore() >= 0.5;
        if (track.detections() == 1 && track.bestScore() >= 0.3 && track.hits() >= 3) return true;
        return track.hits() >= MOTION_HITS
                && track.seenS() - track.bornS() >= MOTION_S
                && track.travel() >= Math.max(MOTION_WAY * track.box().size(), MOTION_WIDTHS * width);
    }
}
