package city.ioc.sim.bench.vision;

import city.ioc.contracts.live.Lamp;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.lamp.HeadRegion;
import city.ioc.edge.vision.lamp.LampReading;
import city.ioc.edge.vision.lamp.LampRecording;
import city.ioc.edge.vision.lamp.LampState;
import city.ioc.sim.camera.FrameTruth;
import city.ioc.sim.camera.FrameTruth.Box;
import city.ioc.sim.camera.FrameTruth.SeenHead;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** On how many rendered frames the gateway reads the lamp right that the nearest signal head shows, and what reading costs. */
public final class LampCheck {
    private static final Duration EVERY = Duration.ofMillis(200);
    /** How much street around the head a person leaves who draws the region, in parts of its height. */
    private static final double MARGIN = 0.15;

    private LampCheck() {}

    /** @param seconds of film */
    public static Map<String, Object> measure(Path city, Weather weather, int seconds, Budget budget) {
        try (StreetFilm film = new StreetFilm(city, weather, StreetFilm.ORDINARY, EVERY)) {
            StreetFilm.Shot shot = film.next();
            HeadPlace head = nearest(shot.truth(), film.projection().pose());
            LampRecording recording =
                    new LampRecording(region(find(shot.truth(), head).box()));
            List<Lamp> truth = new ArrayList<>();
            long frames = Duration.ofSeconds(seconds).dividedBy(EVERY);
            while (truth.size() < frames && !budget.isSpent()) {
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    recording.add(frame.picture(), frame.number(), frame.capturedAt());
                }
                truth.add(find(shot.truth(), head).lamp());
                shot = film.next();
            }
            List<LampReading> readings = recording.read();
            int right = 0;
            int unknown = 0;
            for (int i = 0; i < readings.size(); i++) {
                if (readings.get(i).state() == LampState.UNKNOWN) unknown++;
                if (isRight(readings.get(i).state(), truth.get(i))) right++;
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("frames", readings.size());
            figures.put("cutShort", readings.size() < frames);
            figures.put("rightShare", Figures.share(right, readings.size()));
            figures.put("unknownShare", Figures.share(unknown, readings.size()));
            return figures;
        }
    }

    /** The largest of those that show the camera their lenses. */
    private static HeadPlace nearest(FrameTruth truth, CameraPose pose) {
        return truth.heads().stream()
                .filter(each -> faces(each.place(), pose))
                .max(Comparator.comparingDouble(each -> each.box().area()))
                .orElseThrow(() -> new IllegalArgumentException("the first simulated camera sees no signal head"))
                .place();
    }

    private static boolean faces(HeadPlace head, CameraPose pose) {
        return Math.sin(head.headingRad()) * (head.east() - pose.east())
                        + Math.cos(head.headingRad()) * (head.north() - pose.north())
                > 0;
    }

    private static SeenHead find(FrameTruth truth, HeadPlace head) {
        return truth.heads().stream()
                .filter(each -> each.place().equals(head))
                .findFirst()
                .orElseThrow();
    }

    private static HeadRegion region(Box box) {
        double margin = MARGIN * box.height();
        int x = (int) Math.max(0, box.x() - margin);
        int y = (int) Math.max(0, box.y() - margin);
        return new HeadRegion(
                x, y, (int) Math.ceil(box.width() + 2 * margin), (int) Math.ceil(box.height() + 2 * margin));
    }

    /** What flashes is lit in one frame and dark in the next; of red and amber together either is right. */
    private static boolean isRight(LampState read, Lamp shown) {
        return switch (shown) {
            case RED -> read == LampState.RED;
            case RED_AMBER -> read == LampState.RED || read == LampState.AMBER;
            case AMBER -> read == LampState.AMBER;
            case GREEN -> read == LampState.GREEN;
            case CLEARANCE -> read == LampState.GREEN || read == LampState.DARK;
            case FLASHING_AMBER -> read == LampState.AMBER || read == LampState.DARK;
            case DARK -> read == LampState.DARK;
            case UNKNOWN -> read == LampState.UNKNOWN;
        };
    }
}
