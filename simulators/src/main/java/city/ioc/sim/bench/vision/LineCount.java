package city.ioc.sim.bench.vision;

import city.ioc.edge.vision.analysis.Effort;
import city.ioc.edge.vision.analysis.Sight;
import city.ioc.edge.vision.analysis.TrafficEye;
import city.ioc.edge.vision.count.CrossingCounter;
import city.ioc.edge.vision.detect.VehicleDetector;
import city.ioc.edge.vision.frame.Frame;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many road users the gateway's eye counts over two lines of a rendered approach, and how many there were. */
public final class LineCount {
    /** Just beyond the stop line: all ride over it. */
    private static final double AT_STOP_LINE_M = 1;
    /** Where the queue stands, on the line too. */
    private static final double IN_QUEUE_M = -4;

    private final CrossingCounter counter;
    private final GroundLine truth;
    private int counted;
    private int backward;

    private LineCount(GroundLine truth) {
        this.truth = truth;
        counter = new CrossingCounter(truth.inPicture());
    }

    /**
     * Films and counts.
     *
     * @param seconds of film
     */
    public static Map<String, Object> measure(Path city, Weather weather, int seconds, Budget budget) {
        return measure(city, weather, Effort.LIVE, Duration.ofMillis(200), seconds, budget);
    }

    static Map<String, Object> measure(
            Path city, Weather weather, Effort effort, Duration every, int seconds, Budget budget) {
        try (StreetFilm film = new StreetFilm(city, weather, StreetFilm.DENSE, every);
                VehicleDetector detector = TrafficEye.detector();
                TrafficEye eye = new TrafficEye(detector, effort)) {
            LineCount stopLine = new LineCount(new GroundLine(film.road(), film.projection(), AT_STOP_LINE_M));
            LineCount queue = new LineCount(new GroundLine(film.road(), film.projection(), IN_QUEUE_M));
            long pictures = Duration.ofSeconds(seconds).dividedBy(every);
            long cpu = 0;
            long seen = 0;
            for (; seen < pictures && !budget.isSpent(); seen++) {
                StreetFilm.Shot shot = film.next();
                stopLine.truth.see(shot.users());
                queue.truth.see(shot.users());
                long began = cpuNanos();
                try (Frame frame = film.decode(shot.jpeg(), shot.at())) {
                    Sight sight = eye.see(frame);
                    stopLine.count(sight);
                    queue.count(sight);
                }
                cpu += cpuNanos() - began;
            }
            double filmS = seen * every.toMillis() / 1000.0;
            Map<String, Object> figures = new LinkedHashMap<>();
            figures.put("camera", film.camera());
            figures.put("filmSeconds", filmS);
            figures.put("picturesASecond", 1000.0 / every.toMillis());
            figures.put("cutShort", seen < pictures);
            figures.put("stopLine", stopLine.figures());
            figures.put("lineInQueue", queue.figures());
            figures.put("cores", Figures.rounded(cpu / 1e9 / Math.max(1, filmS), 3));
            figures.put("looksASecond", Figures.rounded(eye.looks() / Math.max(1, filmS), 2));
            return figures;
        }
    }

    /** As the cameras' process does: who goes against the traffic of an approach is no traffic of it. */
    private void count(Sight sight) {
        counter.update(sight.tracks()).forEach(crossing -> {
            if (crossing.forward()) counted++;
            else backward++;
        });
    }

    private Map<String, Object> figures() {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("crossed", truth.crossed());
        figures.put("twoWheelers", truth.twoWheelers());
        figures.put("counted", counted);
        figures.put("backward", backward);
        figures.put("errorShare", Figures.share(counted - truth.crossed(), truth.crossed()));
        return figures;
    }

    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
