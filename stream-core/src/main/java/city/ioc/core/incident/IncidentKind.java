package city.ioc.core.incident;

/** What the core finds on the street by itself. */
public enum IncidentKind {
    /** Traffic stands or crawls on an approach, longer than signals explain. */
    CONGESTION,
    /** Vehicles wait at the stop line and none leaves on green. */
    STOPPED_FLOW,
    /** A device has gone silent. */
    DEVICE_SILENT
}
