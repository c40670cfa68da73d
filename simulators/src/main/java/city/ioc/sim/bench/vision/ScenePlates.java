package city.ioc.sim.bench.vision;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.plate.PlateReader;
import city.ioc.edge.vision.sighting.PlateCut;
import city.ioc.edge.vision.sighting.PlateWatch;
import city.ioc.edge.vision.sighting.Vehicle;
import city.ioc.sim.camera.FrameTruth;
import city.ioc.sim.camera.FrameTruth.SeenPlate;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Plates in whole rendered pictures of the camera that looks closest: how many of those that can be read are found and right, in
 * single pictures and over the way of each vehicle as a live camera follows it.
 */
public final class ScenePlates {
    private static final Duration EVERY = Duration.ofMillis(200);
    /** One picture in so many is read as a whole. */
    private static final int WHOLE = 15;
    /** Letters of so many pixels, next to nothing before them: a person reads that. */
    private static final double READABLE_PX = 9;

    private static final double UNHIDDEN = 0.97;
    /** A vehicle whose plate can be read in so many pictures is asked for. */
    private static final int READABLE_PICTURES = 3;

    private final PlateReader reader;
    private final PlateWatch watch;
    private final Map<String, Integer> readable = new HashMap<>();
    private final Set<String> shown = new HashSet<>();
    private final Map<String, PlateSighting> told = new LinkedHashMap<>();
    private int present;
    private int found;
    private int tellings;
    private long readNanos;
    private int reads;

    private ScenePlates(PlateReader reader) {
        this.reader = reader;
        this.watch = new PlateWatch(this::read);
    }

    /** @param seconds of film */
    public static Map<String, Object> measure(Path city, Weather weather, int seconds, Budget budget) {
        try (StreetFilm film = StreetFilm.ofClosest(city, weather, EVERY);
                VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, Effort.LIVE);
                PlateReader reader = new PlateReader()) {
            ScenePlates result = new ScenePlates(reader);
            long pictures = Duration.ofSeconds(seconds).dividedBy(EVERY);
            long seen = 0;
            for (; seen < pictures && !budget.isSpent(); seen++) {
                StreetFilm.Shot shot = film.next();
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    result.follow(frame, eye.see(frame), shot.truth());
                    if (seen % WHOLE == 0) result.readWhole(frame, shot.truth());
                }
            }
            result.tell(result.watch.pause());
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("camera", film.camera());
            figures.put("filmSeconds", seen * EVERY.toMillis() / 1000.0);
            figures.put("cutShort", seen < pictures);
            figures.putAll(result.figures());
            return figures;
        }
    }

    private static boolean isReadable(SeenPlate plate) {
        return plate.letterPx() >= READABLE_PX && plate.visible() >= UNHIDDEN;
    }

    private void readWhole(Frame frame, FrameTruth truth) {
        List<SeenPlate> plates =
                truth.plates().stream().filter(ScenePlates::isReadable).toList();
        Set<String> texts =
                reader.read(frame.picture()).stream().map(PlateRead::text).collect(Collectors.toSet());
        present += plates.size();
        found += (int) plates.stream()
                .filter(each -> texts.contains(each.plate().text()))
                .count();
    }

    private void follow(Frame frame, Sight sight, FrameTruth truth) {
        for (SeenPlate each : truth.plates()) shown.add(each.plate().text());
        for (SeenPlate each : truth.plates())
            if (isReadable(each)) readable.merge(each.plate().text(), 1, Integer::sum);
        List<Vehicle> vehicles = sight.tracks().stream()
                .map(track -> new Vehicle(
                        track.id(), track.kind(), track.box(), track.isSeenNow(), track.speedY(), Optional.empty()))
                .toList();
        tell(watch.see(frame, sight.run(), sight.seconds(), vehicles));
    }

    private void tell(List<PlateSighting> sightings) {
        tellings += sightings.size();
        for (PlateSighting each : sightings) told.put(each.plate().value(), each);
    }

    /** At once, where the process of the cameras has a worker. */
    private boolean read(PlateCut cut, Consumer<Optional<PlateRead>> answer) {
        try (cut) {
            long began = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            answer.accept(reader.read(cut.picture()).stream()
                    .filter(each -> cut.isOwn(each.corners()))
                    .findFirst());
            readNanos += ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - began;
            reads++;
            return true;
        }
    }

    private Map<String, Object> figures() {
        Set<String> asked = readable.entrySet().stream()
                .filter(each -> each.getValue() >= READABLE_PICTURES)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        long right = asked.stream().filter(told::containsKey).count();
        List<PlateSighting> accepted =
                told.values().stream().filter(PlateSighting::autoAccept).toList();
        long acceptedRight = accepted.stream()
                .filter(each -> shown.contains(each.plate().value()))
                .count();
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("readableInPictures", present);
        figures.put("foundInPicturesShare", Figures.share(found, present));
        figures.put("vehiclesReadable", asked.size());
        figures.put("vehiclesToldRightShare", Figures.share(right, asked.size()));
        figures.put("sightings", tellings);
        figures.put(
                "sightingsRightShare",
                Figures.share(told.keySet().stream().filter(shown::contains).count(), told.size()));
        figures.put("accepted", accepted.size());
        figures.put("acceptedRightShare", Figures.share(acceptedRight, accepted.size()));
        figures.put("reads", reads);
        figures.put("cpuMsPerRead", Figures.rounded(readNanos / 1e6 / Math.max(1, reads), 1));
        return figures;
    }
}
