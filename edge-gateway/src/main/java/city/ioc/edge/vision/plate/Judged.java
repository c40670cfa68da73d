package city.ioc.edge.vision.plate;

import java.util.List;
import java.util.Optional;
import org.opencv.core.Mat;

/** A read with the evidence that its confidence comes from. */
record Judged(PlateRead read, Evidence evidence) {
    private static final int ALTERNATIVES = 3;

    /** Empty where nothing lawful was seen. */
    static Optional<Judged> of(Look look, Mat bgr) {
        Views views = look.views();
        List<Views.Reading> readings = views.all();
        if (readings.isEmpty()) return Optional.empty();
        Evidence evidence = Evidence.of(views, readings, look.region().characterHeight());
        if (!evidence.isPlausible()) return Optional.empty();
        PlateRead read = new PlateRead(
                readings.getFirst().text(),
                look.layout(),
                Grounds.colour(bgr, look.region().corners()),
                evidence.confidence(),
                evidence.autoAccept(),
                alternatives(readings),
                look.region().corners(),
                look.region().characterHeight());
        return Optional.of(new Judged(read, evidence));
    }

    boolean isOverlapping(Judged other) {
        return new Region(read.corners(), read.characterHeight())
                .overlaps(new Region(other.read.corners(), other.read.characterHeight()));
    }

    private static List<PlateRead.Alternative> alternatives(List<Views.Reading> readings) {
        double top = readings.getFirst().weight();
        double sum = readings.stream()
                .mapToDouble(each -> Math.exp(each.weight() - top))
                .sum();
        return readings.stream()
                .skip(1)
                .limit(ALTERNATIVES)
                .map(each -> new PlateRead.Alternative(each.text(), Math.exp(each.weight() - top) / sum))
                .toList();
    }
}
