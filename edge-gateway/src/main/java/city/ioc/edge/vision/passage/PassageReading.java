package city.ioc.edge.vision.passage;

import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.passage.Way.Sighting;
import city.ioc.edge.vision.track.Appearance;
import city.ioc.edge.vision.track.Track;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the sightings of one way say about its passing of the line: pure, and the same however often it is asked. The instants at
 * the line and at the junction are interpolated between the pictures before and after. Where the network found it before and beyond
 * the line, its places are those alone: what moves between two looks of the network says that it was there, and is metres off.
 *
 * @param seen all sightings, which tell whether it was followed without a break
 * @param sightings those that tell its places
 * @param last index of the last sighting before the line
 * @param enters index of the first sighting in the junction; the number of sightings where there is none
 * @param toFrontM from what is seen of the vehicle to its front
 */
record PassageReading(
        List<Sighting> seen, List<Sighting> sightings, int last, int enters, double toFrontM, double junctionM) {
    /** Boxes tremble: who has not been seen farther beyond the line has not passed it. */
    private static final double CONFIRMED_M = 1.0;
    /** Seen so often in the seconds before the line, a way has a beginning. */
    private static final int LEAST_BEFORE = 3;

    /** So often the network has found it on each side of the line. */
    private static final int LEAST_FOUND = 2;

    /** Nobody looks so otherwise (Hellinger's distance) on the two sides of a line; of two people most do not either. */
    private static final double OTHER_COLOURS = 0.3;

    private static final double BEFORE_S = 3;
    /** Longest gap between two sightings. */
    private static final double GAP_S = 0.9;
    /** No vehicle in a town is faster, m/s. */
    private static final double FASTEST = 25;
    /** Steps back and aside that boxes may tremble by, metres, and aside in a second. */
    private static final double BACK_M = 1.5;

    private static final double ASIDE_M = 1.0;
    private static final double ASIDE_PER_S = 4;
    /** Change of speed between two pairs of pictures: what boxes tremble by, and hard braking or a racing start, m/s². */
    private static final double SPEED_NOISE = 6;

    private static final double HARDEST = 8;
    /** Who has moved less in a second stands. */
    private static final double STANDING_M = 0.3;

    private static final double STANDING_S = 1.0;
    /** Half of the time over which the speed at the line is taken. */
    private static final Duration SPEED_WINDOW = Duration.ofMillis(600);

    private static final double LEAST_TURN_M = 1.0;
    /** Who turns by more than this in the moment that he is followed beyond the line came from the side: it takes a bend of 2 m. */
    private static final double CROSSING_DEG = 65;

    /** Empty where the way does not lead over the line, or not yet. */
    static Optional<PassageReading> of(List<Sighting> seen, double toFrontM, double junctionM) {
        List<Sighting> found = seen.stream().filter(Sighting::detected).toList();
        return of(seen, found, toFrontM, junctionM).or(() -> of(seen, seen, toFrontM, junctionM));
    }

    private static Optional<PassageReading> of(
            List<Sighting> seen, List<Sighting> sightings, double toFrontM, double junctionM) {
        int last = -1;
        for (int i = 0; i < sightings.size(); i++) if (sightings.get(i).nearM() + toFrontM <= 0) last = i;
        if (last < 0 || last == sightings.size() - 1) return Optional.empty();
        double farthest = 0;
        int enters = sightings.size();
        for (int i = sightings.size() - 1; i > last; i--) {
            double front = sightings.get(i).nearM() + toFrontM;
            farthest = Math.max(farthest, front);
            if (front >= junctionM) enters = i;
        }
        return farthest < CONFIRMED_M
                ? Optional.empty()
                : Optional.of(new PassageReading(seen, sightings, last, enters, toFrontM, junctionM));
    }

    private double front(int i) {
        return sightings.get(i).nearM() + toFrontM;
    }

    private Instant between(int i, double at) {
        Sighting from = sightings.get(i);
        Sighting to = sightings.get(i + 1);
        double share = (at - front(i)) / (front(i + 1) - front(i));
        Duration step = Duration.between(from.at(), to.at());
        return from.at().plusNanos((long) (step.toNanos() * Math.clamp(share, 0, 1)));
    }

    Instant passedAt() {
        return between(last, 0);
    }

    boolean hasEntered() {
        return enters < sightings.size();
    }

    Optional<Instant> enteredAt() {
        return hasEntered() ? Optional.of(between(enters - 1, junctionM)) : Optional.empty();
    }

    /** The sighting nearest to the passing. */
    Sighting atLine() {
        return -front(last) <= front(last + 1) ? sightings.get(last) : sightings.get(last + 1);
    }

    OptionalDouble speedKmh() {
        Instant passed = passedAt();
        int from = last;
        int to = last + 1;
        while (from > 0 && !sightings.get(from - 1).at().isBefore(passed.minus(SPEED_WINDOW))) from--;
        while (to < sightings.size() - 1 && !sightings.get(to + 1).at().isAfter(passed.plus(SPEED_WINDOW))) to++;
        double speed = (front(to) - front(from)) / Way.seconds(sightings.get(from), sightings.get(to));
        return OptionalDouble.of(Math.clamp(speed * 3.6, 0, FASTEST * 3.6));
    }

    /** The farthest place between line and junction at which it stood for a second. */
    OptionalDouble stoodM() {
        double farthest = Double.NEGATIVE_INFINITY;
        for (int from = last + 1; from < enters; from++) {
            for (int to = from + 1; to < enters; to++) {
                if (moved(from, to) > STANDING_M) break;
                if (Way.seconds(sightings.get(from), sightings.get(to)) < STANDING_S) continue;
                farthest = Math.max(farthest, (front(from) + front(to)) / 2);
                break;
            }
        }
        return farthest > 0 ? OptionalDouble.of(farthest) : OptionalDouble.empty();
    }

    private double moved(int from, int to) {
        return Math.hypot(
                front(to) - front(from),
                sightings.get(to).acrossM() - sightings.get(from).acrossM());
    }

    /** Forward traffic crosses the line from its left to its right, so that along the line leads to the left. */
    OptionalDouble turnedDeg() {
        if (!hasEntered()) return OptionalDouble.empty();
        int end = sightings.size() - 1;
        if (end <= enters || moved(enters, end) < LEAST_TURN_M) return OptionalDouble.empty();
        double right = sightings.get(enters).acrossM() - sightings.get(end).acrossM();
        return OptionalDouble.of(Math.toDegrees(Math.atan2(right, front(end) - front(enters))));
    }

    /** Why this is not one vehicle's whole way over the line. */
    Optional<Break> broken(boolean gone) {
        int begin = last;
        while (begin > 0 && Way.seconds(sightings.get(begin - 1), sightings.get(last)) <= BEFORE_S) begin--;
        int end = Math.min(enters, sightings.size() - 1);
        Instant passed = passedAt();
        Instant from = passed.minusMillis((long) (BEFORE_S * 1000));
        long before = seen.stream()
                .filter(each -> !each.at().isBefore(from) && !each.at().isAfter(passed))
                .count();
        if (before < LEAST_BEFORE) return Optional.of(Break.BEGAN_LATE);
        if (!isFoundOnBothSides()) return Optional.of(Break.UNSEEN);
        if (looksOtherwise()) return Optional.of(Break.JUMPED);
        if (wasUnseen(sightings.get(begin).at(), sightings.get(end).at())) return Optional.of(Break.UNSEEN);
        for (int i = begin; i < end; i++) {
            double dt = Way.seconds(sightings.get(i), sightings.get(i + 1));
            double step = front(i + 1) - front(i);
            double aside =
                    Math.abs(sightings.get(i + 1).acrossM() - sightings.get(i).acrossM());
            if (step > FASTEST * dt || step < -BACK_M || aside > ASIDE_M + ASIDE_PER_S * dt)
                return Optional.of(Break.JUMPED);
            if (i > begin && Math.abs(step / dt - speedBefore(i)) > SPEED_NOISE + HARDEST * dt)
                return Optional.of(Break.JUMPED);
        }
        if (Math.abs(sightings.get(end).acrossM() - sightings.get(begin).acrossM())
                > Math.abs(front(end) - front(begin))) return Optional.of(Break.SIDEWAYS);
        if (Math.abs(turnedDeg().orElse(0)) > CROSSING_DEG) return Optional.of(Break.SIDEWAYS);
        return gone && !hasEntered() && stoodM().isEmpty() ? Optional.of(Break.LOST) : Optional.empty();
    }

    /** What moves may be a shadow or somebody else: nobody is accused whom the network has not found before and beyond the line. */
    private boolean isFoundOnBothSides() {
        long before = sightings.subList(0, last + 1).stream()
                .filter(Sighting::detected)
                .count();
        long beyond = sightings.subList(last + 1, sightings.size()).stream()
                .filter(Sighting::detected)
                .count();
        return before >= LEAST_FOUND && beyond >= LEAST_FOUND;
    }

    /** Somebody else's track beyond the line: another kind of vehicle, or of other colours. */
    private boolean looksOtherwise() {
        List<Track.Look> before = looks(sightings.subList(0, last + 1));
        List<Track.Look> beyond = looks(sightings.subList(last + 1, sightings.size()));
        if (isTwoWheeler(before) != isTwoWheeler(beyond)) return true;
        Optional<Appearance> colours = Appearance.mean(colours(before));
        Optional<Appearance> others = Appearance.mean(colours(beyond));
        return colours.isPresent() && others.isPresent() && colours.get().distance(others.get()) > OTHER_COLOURS;
    }

    private static List<Track.Look> looks(List<Sighting> sightings) {
        return sightings.stream().flatMap(each -> each.look().stream()).toList();
    }

    /** By most of the looks; a person whom the network sees without what is ridden counts for a rider. */
    private static boolean isTwoWheeler(List<Track.Look> looks) {
        long small = looks.stream()
                .filter(look -> look.kind().isTwoWheeler() || look.kind() == RoadUser.PEDESTRIAN)
                .count();
        return 2 * small > looks.size();
    }

    private static List<Appearance> colours(List<Track.Look> looks) {
        return looks.stream().flatMap(look -> look.colours().stream()).toList();
    }

    private boolean wasUnseen(Instant from, Instant to) {
        for (int i = 1; i < seen.size(); i++) {
            boolean within =
                    !seen.get(i - 1).at().isBefore(from) && !seen.get(i).at().isAfter(to);
            if (within && Way.seconds(seen.get(i - 1), seen.get(i)) > GAP_S) return true;
        }
        return false;
    }

    private double speedBefore(int i) {
        return (front(i) - front(i - 1)) / Way.seconds(sightings.get(i - 1), sightings.get(i));
    }
}
