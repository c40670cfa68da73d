package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.RoadUser;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One road user on its way through the pictures. Changed by its tracker alone, on the tracker's thread. */
public final class Track {
    /** Deviation of a detected box's centre and of a blob's, in sizes of the box. */
    private static final double DETECTED = 0.06;

    private static final double MOVED = 0.12;
    /** Change of speed in a second, in sizes of the box: braking at 3 m/s² is two of a motorcycle's or half of a bus's. */
    private static final double ACCELERATION = 2.5;
    /** Speed that a new track may have, in sizes a second: 60 km/h is nine motorcycles. */
    private static final double FIRST_SPEED = 6;

    /** Heights a second that a runner makes, 3.7 m/s. */
    private static final double RUNNING = 2.2;
    /** Share of a new size where the picture's edge cuts the box. */
    private static final double CUT = 0.8;

    /** Share of the latest in how it looks on the whole. */
    private static final double NEW_LOOKS = 0.3;

    private final long id;
    private final double bornS;
    private final Kalman x;
    private final Kalman y;
    private final ClassVote vote = new ClassVote();
    private double w;
    private double h;
    private final double firstX;
    private final double firstY;
    private double seenS;
    private double detectedS = Double.NEGATIVE_INFINITY;
    private int detections;
    private int hits = 1;
    private double best;
    private Optional<Appearance> looks = Optional.empty();
    private Optional<Look> latest = Optional.empty();
    private boolean confirmed;
    private final List<Seen> early = new ArrayList<>();
    private boolean seenNow = true;
    /** Best proven speed, heights a second. */
    private double fastest;

    /**
     * Where it was in a picture.
     *
     * @param atS seconds of the tracker's time
     * @param look what the network took it for; empty where motion alone tells of it
     */
    public record Seen(double atS, Box box, Optional<Look> look) {}

    /**
     * What the network saw of it in one picture.
     *
     * @param colours empty where the box was too small to tell, or cut
     */
    public record Look(RoadUser kind, Optional<Appearance> colours) {}

    Track(long id, Box box, double nowS, double speedX, double speedY) {
        this.id = id;
        bornS = nowS;
        seenS = nowS;
        x = new Kalman(box.centreX(), speedX, DETECTED * box.size(), FIRST_SPEED * box.size());
        y = new Kalman(box.centreY(), speedY, DETECTED * box.size(), FIRST_SPEED * box.size());
        w = box.w();
        h = box.h();
        firstX = box.centreX();
        firstY = box.centreY();
    }

    void predict(double dt) {
        seenNow = false;
        double acceleration = ACCELERATION * box().size();
        x.predict(dt, acceleration);
        y.predict(dt, acceleration);
    }

    void detected(Found found, boolean cut, double nowS) {
        Box box = found.box();
        double score = found.detection().score();
        // A box that is not quite this one says little about it, and a weak score next to nothing.
        vote.add(found.detection().kind(), score * score * box.iou(box()));
        looked(found.detection().kind(), cut ? Optional.empty() : found.looks());
        best = Math.max(best, score);
        detections++;
        detectedS = nowS;
        follow(box, DETECTED, cut ? CUT : 0.4, nowS);
    }

    void moved(Box box, boolean cut, double nowS) {
        follow(box, MOVED, cut ? CUT : 0.2, nowS);
    }

    /** @param share of the new size in the kept one: boxes breathe, vehicles do not */
    private void follow(Box box, double deviation, double share, double nowS) {
        double size = Math.max(box.size(), box().size());
        x.update(box.centreX(), deviation * size);
        y.update(box.centreY(), deviation * size);
        w += share * (box.w() - w);
        h += share * (box.h() - h);
        hits++;
        seenS = nowS;
        seenNow = true;
        if (hits > 5) fastest = Math.max(fastest, (speed() - x.speedDeviation() - y.speedDeviation()) / h);
    }

    /** While nobody believes in it yet: keeps where it is seen, for whoever will want its way from the beginning. */
    void rememberEarly() {
        if (!confirmed && seenNow) early.add(new Seen(seenS, box(), lookNow()));
    }

    /** Where it was seen before it was believed, oldest first. */
    public List<Seen> early() {
        return List.copyOf(early);
    }

    /** When it was there; {@code now}: the instant at which it was last seen. */
    public Instant instantOf(Seen seen, Instant now) {
        return now.minusNanos((long) ((seenS - seen.atS()) * 1e9));
    }

    void confirm() {
        confirmed = true;
    }

    /** Becomes one with a younger track that turned out to be the same thing. */
    void absorb(Track younger) {
        vote.addAll(younger.vote);
        if (younger.detections > detections) {
            follow(younger.box(), DETECTED, 1, Math.max(seenS, younger.seenS));
        }
        detections += younger.detections;
        best = Math.max(best, younger.best);
        seenS = Math.max(seenS, younger.seenS);
        detectedS = Math.max(detectedS, younger.detectedS);
        confirmed |= younger.confirmed;
    }

    private void looked(RoadUser kind, Optional<Appearance> colours) {
        latest = Optional.of(new Look(kind, colours));
        if (looks.isEmpty()) looks = colours;
        else if (colours.isPresent()) looks = Optional.of(looks.get().with(colours.get(), NEW_LOOKS));
    }

    void bornAs(Found found) {
        double score = found.detection().score();
        vote.add(found.detection().kind(), score * score);
        looked(found.detection().kind(), found.looks());
        best = Math.max(best, score);
        detections++;
        detectedS = bornS;
    }

    /** Grows from 1; never used again. */
    public long id() {
        return id;
    }

    public Box box() {
        return new Box(x.place(), y.place(), w, h);
    }

    /**
     * What most pictures took it for; empty while only motion was seen. Who is called a pedestrian and is faster than one runs sits
     * on something.
     */
    public Optional<RoadUser> kind() {
        boolean fast = fastest > RUNNING;
        return vote.winner().map(kind -> kind == RoadUser.PEDESTRIAN && fast ? RoadUser.MOTORCYCLE : kind);
    }

    /** Share of the votes that its kind has, 0..1. */
    public double kindShare() {
        return vote.share();
    }

    /** The best score any picture gave it. */
    public double bestScore() {
        return best;
    }

    /** Whether it was seen often enough to be believed. */
    public boolean isConfirmed() {
        return confirmed;
    }

    /** Whether the last picture shows it: by a detection or by motion. If not, it is where it is expected. */
    public boolean isSeenNow() {
        return seenNow;
    }

    /** What the network saw of it in the last picture; empty where it is known by what moved alone, or is not seen. */
    public Optional<Look> lookNow() {
        return seenNow && detectedS == seenS ? latest : Optional.empty();
    }

    public double speedX() {
        return x.speed();
    }

    /** Pixels a second, down the picture. */
    public double speedY() {
        return y.speed();
    }

    public double speed() {
        return Math.hypot(x.speed(), y.speed());
    }

    /** Pixels from where it was first seen. */
    public double travel() {
        return Math.hypot(x.place() - firstX, y.place() - firstY);
    }

    public double firstX() {
        return firstX;
    }

    public double firstY() {
        return firstY;
    }

    /** Seconds of the tracker's time. */
    public double seenS() {
        return seenS;
    }

    /** How it has looked on the whole; empty while that could not be said. */
    Optional<Appearance> looks() {
        return looks;
    }

    double bornS() {
        return bornS;
    }

    double detectedS() {
        return detectedS;
    }

    int hits() {
        return hits;
    }

    int detections() {
        return detections;
    }

    /** Uncertainty of its place, pixels. */
    double deviation() {
        return Math.max(x.deviation(), y.deviation());
    }
}
