package city.ioc.edge.vision.analysis;

import city.ioc.edge.vision.detect.MovingBlob;
import city.ioc.edge.vision.track.Track;
import java.time.Instant;
import java.util.List;

/**
 * What an eye makes of one picture. The tracks are alive: they change with the next picture.
 *
 * @param run which unbroken run of pictures it belongs to, from 1; each begins its tracks' numbers anew
 * @param seconds since the first picture of this run of pictures
 * @param looked whether the network looked at this picture
 */
public record Sight(Instant at, long run, double seconds, List<Track> tracks, List<MovingBlob> blobs, boolean looked) {
    public Sight {
        tracks = List.copyOf(tracks);
        blobs = List.copyOf(blobs);
    }
}
