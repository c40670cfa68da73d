package city.ioc.signal.plan;

/**
 * One change between two versions of signal data, in the engineer's words.
 *
 * @param place what changed: "plan day, stage B"; empty for the intersection itself
 * @param text how: "split 25 s → 30 s (+5 s)"
 */
public record PlanChange(Subject subject, String place, String text) {
    /** What kind of thing changed. */
    public enum Subject {
        INTERSECTION,
        APPROACH,
        GROUP,
        CONFLICT,
        INTERGREEN,
        STAGE,
        PLAN,
        SCHEDULE
    }

    @Override
    public String toString() {
        return place.isEmpty() ? text : place + ": " + text;
    }
}
