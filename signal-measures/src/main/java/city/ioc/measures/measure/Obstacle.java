package city.ioc.measures.measure;

import city.ioc.measures.log.DetectorTable;
import java.util.BitSet;

/** Why a measure of a log has no rows. */
public enum Obstacle {
    NO_EVENTS("the log is empty in this time"),
    NO_SUCH_DETECTORS("no detector of the function it needs is in the detector table"),
    NO_SUCH_EVENTS("the log holds none of the events it needs"),
    NO_WHOLE_BIN("in every bin a part of the log is missing"),
    NOTHING_TO_COUNT("the log holds the events it needs, but no case to count");

    private final String meaning;

    Obstacle(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    static Obstacle of(Measure measure, DetectorTable detectors, BitSet codes, boolean noRowAtAll) {
        if (codes.isEmpty()) return NO_EVENTS;
        if (!noRowAtAll) return NO_WHOLE_BIN;
        if (measure.needs().isPresent()
                && detectors.groups(measure.needs().get()).isEmpty()) return NO_SUCH_DETECTORS;
        if (!measure.codes().isEmpty() && measure.codes().stream().noneMatch(codes::get)) return NO_SUCH_EVENTS;
        return measure == HasData.MEASURE ? NO_WHOLE_BIN : NOTHING_TO_COUNT;
    }
}
