package city.ioc.sim.bench.vision;

import city.ioc.contracts.camera.CameraFiles;
import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.geometry.LaneWatch;
import city.ioc.edge.vision.passage.PassageWatch;
import city.ioc.edge.vision.track.Track;
import city.ioc.sim.bench.violations.StopLineTruth;
import city.ioc.sim.bench.violations.TrueRun;
import city.ioc.sim.traffic.GroundTruth;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which of those who pass a stop line in the rendered film of an approach the gateway's eye tells of, and how well. */
public final class PassageCheck {
    private static final Duration EVERY = Duration.ofMillis(200);
    /** So many run the red light that a film has enough of them. */
    private static final String RATES = "redRunners=0.2";
    /** Told so far from the truth, a passage is of somebody else. */
    private static final Duration APART = Duration.ofMillis(1_500);

    private static final String NOT_TOLD = "NOT_TOLD";
    private static final String WHOLE = "WHOLE";

    private record Told(StopLinePassage passage, String as) {}

    private PassageCheck() {}

    /**
     * Films and watches.
     *
     * @param camera that has a geometry with a stop line
     * @param seconds of film
     */
    public static Map<String, Object> measure(Path city, String camera, Weather weather, int seconds, Budget budget) {
        StringWriter lines = new StringWriter();
        DeviceId device = new DeviceId(camera);
        try (StreetFilm film = StreetFilm.by(device, city, weather, EVERY, RATES, GroundTruth.to(lines));
                VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, Effort.LIVE)) {
            CameraGeometry geometry = CameraFiles.read(city, film.city()).geometries().stream()
                    .filter(each -> each.camera().equals(device))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(camera + " has no geometry"));
            PassageWatch watch = new PassageWatch(geometry);
            LaneWatch lanes = new LaneWatch(geometry);
            TruePassages truth = new TruePassages(film.road());
            List<Told> told = new ArrayList<>();
            long pictures = Duration.ofSeconds(seconds).dividedBy(EVERY);
            long seen = 0;
            for (; seen < pictures && !budget.isSpent(); seen++) {
                StreetFilm.Shot shot = film.next();
                truth.see(shot.at(), shot.users());
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    Sight sight = eye.see(frame);
                    lanes.see(sight.tracks());
                    watch.see(shot.at(), sight.tracks(), Track::id, lanes::laneOf)
                            .forEach(each -> told.add(
                                    new Told(each, each.broken().map(Enum::name).orElse(WHOLE))));
                }
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("camera", camera);
            figures.put("filmSeconds", seen * EVERY.toMillis() / 1000.0);
            figures.put("cutShort", seen < pictures);
            figures.putAll(score(
                    truth.passages(),
                    told,
                    atRed(
                            lines.toString(),
                            film.city().findDevice(device).orElseThrow().site().value())));
            return figures;
        }
    }

    private static Map<String, Object> score(List<TruePassages.Passage> truth, List<Told> told, Set<Long> atRed) {
        Map<Told, TruePassages.Passage> matched = match(truth, told);
        Map<TruePassages.Passage, Told> found = new HashMap<>();
        matched.forEach((one, passage) -> found.put(passage, one));
        Map<String, Integer> all = new TreeMap<>();
        Map<String, Integer> red = new TreeMap<>();
        Percentages errors = new Percentages();
        for (TruePassages.Passage each : truth) {
            Told one = found.get(each);
            String as = one == null ? NOT_TOLD : one.as();
            all.merge(as, 1, Integer::sum);
            if (atRed.contains(each.vehicle())) red.merge(as, 1, Integer::sum);
            if (one != null && one.as().equals(WHOLE))
                errors.add(Duration.between(each.at(), one.passage().at()).toMillis());
        }
        Map<String, Integer> nobody = new TreeMap<>();
        told.stream().filter(one -> !matched.containsKey(one)).forEach(one -> nobody.merge(one.as(), 1, Integer::sum));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("passed", truth.size());
        figures.put("as", all);
        figures.put("atRed", red);
        figures.put("toldOfNobody", nobody);
        figures.put("timeErrorMs", errors.told());
        return figures;
    }

    private static Map<Told, TruePassages.Passage> match(List<TruePassages.Passage> truth, List<Told> told) {
        record Pair(Told told, TruePassages.Passage passage, Duration apart) {}
        List<Pair> pairs = new ArrayList<>();
        for (Told one : told)
            for (TruePassages.Passage each : truth) {
                Duration apart = Duration.between(each.at(), one.passage().at()).abs();
                if (apart.compareTo(APART) <= 0) pairs.add(new Pair(one, each, apart));
            }
        pairs.sort(Comparator.comparing(Pair::apart));
        Map<Told, TruePassages.Passage> matched = new HashMap<>();
        Set<TruePassages.Passage> taken = new HashSet<>();
        for (Pair pair : pairs)
            if (!matched.containsKey(pair.told()) && taken.add(pair.passage()))
                matched.put(pair.told(), pair.passage());
        return matched;
    }

    private static Set<Long> atRed(String lines, String site) {
        try {
            return StopLineTruth.of(lines.lines().toList()).stream()
                    .filter(run -> run.intersection().equals(site))
                    .map(TrueRun::vehicle)
                    .collect(Collectors.toSet());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ground truth is no JSON", e);
        }
    }

    /** Errors in milliseconds, told as what half and nine of ten of them lie under, and whether they are early or late. */
    private static final class Percentages {
        private final List<Long> values = new ArrayList<>();

        void add(long value) {
            values.add(value);
        }

        Map<String, Object> told() {
            if (values.isEmpty()) return Map.of();
            List<Long> sorted = values.stream().sorted().toList();
            Map<String, Object> told = new LinkedHashMap<>();
            for (int percent : List.of(5, 50, 95))
                told.put("p" + percent, sorted.get((sorted.size() - 1) * percent / 100));
            return told;
        }
    }
}
