package city.ioc.contracts.live;

/**
 * Topics of live state. A topic holds one value that the next one replaces, except {@link #EVENTS}, where each value is a
 * further piece. A client subscribes to a whole kind ({@code intersection/*}) or to one topic ({@code intersection/vt-01}).
 */
public enum LiveTopic {
    /** {@link LiveIntersection}, at every change of lamps or mode and at least once a second while its controller speaks. */
    INTERSECTION("intersection"),
    /** {@link LiveEvents}: the latest signal events of an intersection, a piece at a time. */
    EVENTS("events"),
    /** {@link LiveDevice}. */
    DEVICE("device"),
    /** {@link LiveFlow} of a link. */
    LINK("link"),
    /** {@link LiveAlarm}. */
    ALARM("alarm"),
    /** {@link LiveIncident}. */
    INCIDENT("incident"),
    /** {@link LiveDecision}: the latest decision of an intersection. */
    DECISION("decision"),
    /** {@link LiveFigures} of the city; id {@code city}. */
    FIGURES("figures"),
    /** {@link LiveIntake} of a gateway. */
    INTAKE("intake"),
    /** {@link LiveViolations} of the city; id {@code city}. */
    VIOLATIONS("violations");

    private final String word;

    LiveTopic(String word) {
        this.word = word;
    }

    public String of(String id) {
        return word + "/" + id;
    }

    public String word() {
        return word;
    }
}
