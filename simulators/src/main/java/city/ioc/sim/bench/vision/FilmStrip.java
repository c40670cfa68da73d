package city.ioc.sim.bench.vision;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Pictures of an ordinary midday by the city's first camera, drawn ahead, so that nobody measures the drawing. */
public final class FilmStrip {
    /** Five pictures a second. */
    public static final Duration EVERY = Duration.ofMillis(200);

    private FilmStrip() {}

    /** JPEG by JPEG. */
    public static List<byte[]> draw(Path city, Duration length) {
        List<byte[]> pictures = new ArrayList<>();
        try (StreetFilm film = new StreetFilm(city, Weather.NOON, StreetFilm.ORDINARY, EVERY)) {
            for (long i = length.dividedBy(EVERY); i > 0; i--)
                pictures.add(film.next().jpeg());
        }
        return pictures;
    }
}
