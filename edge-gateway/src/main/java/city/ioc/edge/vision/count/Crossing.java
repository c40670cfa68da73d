package city.ioc.edge.vision.count;

import city.ioc.edge.vision.track.Track;

/** One road user over one line. What it is its track knows better the longer it is seen. */
public record Crossing(Track track, boolean forward) {}
