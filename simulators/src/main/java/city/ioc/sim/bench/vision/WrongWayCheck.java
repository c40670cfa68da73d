package city.ioc.sim.bench.vision;

import city.ioc.contracts.camera.CameraFiles;
import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.id.DeviceId;
import city.ioc.core.violation.Judgement;
import city.ioc.core.violation.LampLog;
import city.ioc.core.violation.WrongWayRule;
import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.conduct.AgainstWatch;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.track.Track;
import city.ioc.sim.bench.violations.WrongWayTruth;
import city.ioc.sim.traffic.GroundTruth;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which of those who ride against the traffic of a rendered approach the gateway's eye tells of, and of whom it should not. */
public final class WrongWayCheck {
    private static final Duration EVERY = Duration.ofMillis(200);
    /** So many ride the wrong way that a film has enough of them. */
    private static final String RATES = "wrongWay=0.3";
    /** Who set out so shortly before the end of the film need not have been told of yet. */
    private static final Duration SETTLE = Duration.ofSeconds(9);

    private static final String CASE = "CASE";
    private static final String NOT_TOLD = "NOT_TOLD";

    private WrongWayCheck() {}

    /**
     * Films and watches.
     *
     * @param camera that has a geometry with lanes
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
            AgainstWatch watch = new AgainstWatch(geometry);
            List<LaneConduct> told = new ArrayList<>();
            long pictures = Duration.ofSeconds(seconds).dividedBy(EVERY);
            long seen = 0;
            Instant last = weather.begin();
            for (; seen < pictures && !budget.isSpent(); seen++) {
                StreetFilm.Shot shot = film.next();
                last = shot.at();
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    Sight sight = eye.see(frame);
                    told.addAll(watch.see(shot.at(), sight.tracks(), Track::id));
                }
            }
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("camera", camera);
            figures.put("filmSeconds", seen * EVERY.toMillis() / 1000.0);
            figures.put("cutShort", seen < pictures);
            figures.putAll(score(lines.toString(), film.road().link().id().value(), last, told));
            return figures;
        }
    }

    private static Map<String, Object> score(String lines, String link, Instant end, List<LaneConduct> told) {
        List<WrongWayTruth.Ride> rides =
                rides(lines).stream().filter(ride -> ride.link().equals(link)).toList();
        Map<LaneConduct, Instant> instants = new HashMap<>();
        told.forEach(each -> instants.put(each, each.at()));
        Map<LaneConduct, WrongWayTruth.Ride> matched = WrongWayTruth.match(instants, rides);
        Map<WrongWayTruth.Ride, LaneConduct> found = new HashMap<>();
        matched.forEach((conduct, ride) -> found.put(ride, conduct));
        Map<String, Integer> as = new TreeMap<>();
        for (WrongWayTruth.Ride ride : rides) {
            LaneConduct one = found.get(ride);
            if (one == null && ride.at().isAfter(end.minus(SETTLE))) continue;
            as.merge(one == null ? NOT_TOLD : word(one), 1, Integer::sum);
        }
        Map<String, Integer> nobody = new TreeMap<>();
        told.stream().filter(one -> !matched.containsKey(one)).forEach(one -> nobody.merge(word(one), 1, Integer::sum));
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("rode", as.values().stream().mapToInt(Integer::intValue).sum());
        figures.put("as", as);
        figures.put("toldOfNobody", nobody);
        int right = as.getOrDefault(CASE, 0);
        int cases = right + nobody.getOrDefault(CASE, 0);
        int rode = as.values().stream().mapToInt(Integer::intValue).sum();
        figures.put("precision", cases == 0 ? "no cases" : Math.round(1000.0 * right / cases) / 1000.0);
        figures.put("recall", rode == 0 ? "nobody rode" : Math.round(1000.0 * right / rode) / 1000.0);
        return figures;
    }

    /** What the core makes of it, where no emergency vehicle has called and the camera hangs as it did. */
    private static String word(LaneConduct one) {
        return switch (WrongWayRule.judge(one, List.of(), false, new LampLog(), true)) {
            case Judgement.Found found when !found.isVoid() -> CASE;
            case Judgement.Found found -> "VOID_" + one.broken().map(Enum::name).orElse("");
            case Judgement.Clear clear -> clear.why().name();
            case Judgement.Wait wait -> throw new IllegalStateException("the last word is waited for");
        };
    }

    private static List<WrongWayTruth.Ride> rides(String lines) {
        try {
            return WrongWayTruth.of(lines.lines().toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the ground truth is no JSON", e);
        }
    }
}
