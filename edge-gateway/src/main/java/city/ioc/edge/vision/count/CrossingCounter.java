package city.ioc.edge.vision.count;

import city.ioc.edge.vision.track.Box;
import city.ioc.edge.vision.track.Track;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts the tracks that cross one line, each once. A track must have been clearly on one side and be clearly on the other: one that
 * stands on the line, and trembles there, has not crossed it yet, however long it stands. Where a track is only expected counts
 * nowhere: who brakes before a stop line would be counted beyond it. One thread.
 */
public final class CrossingCounter {
    /** How far from the line is clearly on a side, in sizes of the box and at least in pixels. */
    private static final double CLEAR = 0.2;

    private static final double LEAST_CLEAR = 3;
    /** Least way of a track that is counted, in sizes of its box; more of one that nothing but motion betrays. */
    private static final double LEAST_WAY = 0.5;

    private static final double LEAST_WAY_OF_MOTION = 1.2;
    /** How far beyond the line's ends a crossing still counts, in sizes of the box: wheels on the line, middle beside it. */
    private static final double BESIDE = 0.3;

    private final CountLine line;
    private final Map<Long, Passage> passages = new HashMap<>();

    public CrossingCounter(CountLine line) {
        this.line = line;
    }

    /** Where a track came from and whether it is done with. */
    private static final class Passage {
        double fromSide;
        double lastSide;
        double lastAlong;
        /** Where along the line it last changed sides. */
        double crossedAlong = Double.NaN;

        boolean counted;
    }

    /** The road users that have crossed by this picture and had not by the last. */
    public List<Crossing> update(List<Track> tracks) {
        List<Crossing> crossings = new ArrayList<>();
        Set<Long> alive = new HashSet<>();
        for (Track track : tracks) {
            alive.add(track.id());
            Passage passage = passages.computeIfAbsent(track.id(), id -> begin(track));
            if (!passage.counted && track.isSeenNow() && hasCrossed(track, passage)) {
                passage.counted = true;
                crossings.add(new Crossing(track, passage.lastSide > 0));
            }
        }
        for (Iterator<Long> ids = passages.keySet().iterator(); ids.hasNext(); )
            if (!alive.contains(ids.next())) ids.remove();
        return crossings;
    }

    /** A track is believed only after some pictures; where it was first seen is where it came from. */
    private Passage begin(Track track) {
        Passage passage = new Passage();
        double ground = ground(track.box()) - track.box().centreY();
        passage.fromSide = line.side(track.firstX(), track.firstY() + ground);
        passage.lastSide = passage.fromSide;
        passage.lastAlong = line.along(track.firstX(), track.firstY() + ground);
        return passage;
    }

    private boolean hasCrossed(Track track, Passage passage) {
        Box box = track.box();
        double side = line.side(box.centreX(), ground(box));
        double along = line.along(box.centreX(), ground(box));
        if (side > 0 != passage.lastSide > 0) {
            double share = passage.lastSide / (passage.lastSide - side);
            passage.crossedAlong = passage.lastAlong + share * (along - passage.lastAlong);
        }
        passage.lastSide = side;
        passage.lastAlong = along;
        double clear = Math.max(LEAST_CLEAR, CLEAR * box.size());
        // Turned back before it was clearly across: where it is now is where it comes from.
        if (side > 0 == passage.fromSide > 0) {
            if (Math.abs(side) > Math.abs(passage.fromSide)) passage.fromSide = side;
            return false;
        }
        double beside = BESIDE * box.size() / line.length();
        boolean within = passage.crossedAlong >= -beside && passage.crossedAlong <= 1 + beside;
        double way = track.kind().isPresent() ? LEAST_WAY : LEAST_WAY_OF_MOTION;
        return within && Math.abs(side) > clear && track.travel() >= way * box.size();
    }

    /** Height in the picture at which it touches the road, nearly: boxes of what the edge of a picture cuts move less at their ends. */
    private static double ground(Box box) {
        return box.centreY() + 0.25 * box.h();
    }
}
