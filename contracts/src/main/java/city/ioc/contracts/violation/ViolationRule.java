package city.ioc.contracts.violation;

/** What is against the law. */
public enum ViolationRule {
    /** Its front passed the stop line at red and entered the junction while it was still red. */
    RED_LIGHT,
    /** Its front passed the stop line at red and it stood before the junction. */
    STOP_LINE,
    /** It went against the direction of the lanes. */
    WRONG_WAY
}
