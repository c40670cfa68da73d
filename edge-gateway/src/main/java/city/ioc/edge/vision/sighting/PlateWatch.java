package city.ioc.edge.vision.sighting;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateText;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.plate.PlateRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The plates of the vehicles that one camera follows: has those read that are large enough in the picture, a few pictures of each,
 * and tells each vehicle once, when it is sure or the vehicle is gone. One thread; answers may come on another.
 */
public final class PlateWatch {
    /** Smaller letters are guessed rather than read. */
    private static final double LEAST_LETTER_PX = 8;

    private static final int MOST_READS = 6;
    /** The same picture read again says the same again: a vehicle must have moved so many of its sizes, or so many seconds gone by. */
    private static final double MOVED = 0.15;

    private static final double APART_S = 2;
    /** Two pictures that agree may be believed at once. */
    private static final int ENOUGH_READS = 2;

    /** A plate that was told is told again only when so much time has passed: trackers lose vehicles and find them again. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final PlateReading desk;
    private final Map<PlateText, Instant> toldAt = new HashMap<>();
    private final Map<Long, Followed> followed = new HashMap<>();
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private long run;
    /** Numbers of tracks begin anew when the camera has paused; a sighting's do not. */
    private long passed;

    private long newest;

    private record Answer(Followed vehicle, Optional<PlateRead> read, Instant at) {}

    public PlateWatch(PlateReading desk) {
        this.desk = desk;
    }

    /**
     * Looks at the next picture.
     *
     * @param nextRun which unbroken run of pictures it belongs to; each begins its tracks' numbers anew
     * @param seconds in it
     * @return the vehicles that there is something to tell of
     */
    public List<PlateSighting> see(Frame frame, long nextRun, double seconds, List<Vehicle> vehicles) {
        if (nextRun != run) {
            run = nextRun;
            passed = newest;
            followed.values().forEach(each -> each.gone = true);
        }
        Set<Long> alive = new HashSet<>();
        for (Vehicle vehicle : vehicles) {
            long number = numberOf(vehicle.track());
            newest = Math.max(newest, number);
            alive.add(number);
            Followed known = followed.computeIfAbsent(number, Followed::new);
            known.saw(vehicle);
            if (isWorthReading(known, vehicle, frame, seconds)) ask(known, vehicle, vehicles, frame, seconds);
        }
        followed.forEach((number, each) -> each.gone |= !alive.contains(number));
        return tell();
    }

    /** The number by which a track of the present run of pictures is told of. */
    public long numberOf(long track) {
        return passed + track;
    }

    /** No further pictures come for now: whoever was followed is gone. */
    public List<PlateSighting> pause() {
        followed.values().forEach(each -> each.gone = true);
        return tell();
    }

    private static boolean isWorthReading(Followed known, Vehicle vehicle, Frame frame, double seconds) {
        if (known.told || known.isWaiting || known.asked >= MOST_READS) return false;
        if (!vehicle.seen() || vehicle.letterPx() < LEAST_LETTER_PX) return false;
        if (!vehicle.isWithin(frame.width(), frame.height())) return false;
        double moved =
                Math.hypot(vehicle.box().centreX() - known.askedX, vehicle.box().centreY() - known.askedY);
        return known.asked == 0 || moved > MOVED * vehicle.box().size() || seconds - known.askedS > APART_S;
    }

    private void ask(Followed known, Vehicle vehicle, List<Vehicle> all, Frame frame, double seconds) {
        Instant at = frame.capturedAt();
        PlateCut cut = PlateCut.of(frame.picture(), vehicle, all);
        known.isWaiting = desk.ask(cut, read -> answers.add(new Answer(known, read, at)));
        if (!known.isWaiting) return;
        known.asked++;
        known.askedS = seconds;
        known.askedX = vehicle.box().centreX();
        known.askedY = vehicle.box().centreY();
    }

    private boolean isNews(PlateSighting sighting) {
        Instant before = toldAt.put(sighting.plate(), sighting.at());
        toldAt.values().removeIf(at -> at.isBefore(sighting.at().minus(AGAIN)));
        return before == null || before.isBefore(sighting.at().minus(AGAIN));
    }

    private List<PlateSighting> tell() {
        for (Answer answer = answers.poll(); answer != null; answer = answers.poll()) {
            answer.vehicle.isWaiting = false;
            if (answer.read.isPresent()) answer.vehicle.add(answer.read.get(), answer.at);
        }
        List<PlateSighting> told = new ArrayList<>();
        for (Followed each : followed.values()) {
            if (each.told || each.isWaiting) continue;
            if (each.gone || each.isSure(ENOUGH_READS)) {
                each.told = true;
                each.sighting().filter(this::isNews).ifPresent(told::add);
            }
        }
        followed.values().removeIf(each -> each.gone && each.told);
        return told;
    }
}
