package city.ioc.core.alarm;

import city.ioc.contracts.live.Severity;
import java.util.Arrays;
import java.util.Optional;

/**
 * What an alarm is about. A condition clears by itself when it is over; an occurrence is counted and stays until somebody
 * clears it.
 */
public enum AlarmKind {
    /** A device has said nothing for three of its reporting intervals. */
    DEVICE_SILENT(Severity.MEDIUM, true),
    /** A detector says what the street cannot do; its values are not used. */
    DETECTOR_FAULT(Severity.MEDIUM, true),
    /** A controller flashes after a fault; an engineer has to look. */
    CONTROLLER_FLASH(Severity.CRITICAL, true),
    /** Conflicting groups were seen green together, or a guarded time was cut short. */
    CONFLICT_SHOWN(Severity.CRITICAL, false),
    /** A controller that the centre should command runs its local plan. */
    LOCAL_FALLBACK(Severity.HIGH, true),
    /** A camera sees a signal head show something else than the controller says: a lamp is out, or the camera looks elsewhere. */
    LAMP_DIFFERS(Severity.HIGH, true),
    /** Control runs on a lower rung of its ladder; the values say on which and why. */
    STEPPED_DOWN(Severity.MEDIUM, true),
    /** A gateway is not heard. */
    GATEWAY_SILENT(Severity.CRITICAL, true),
    /** A gateway cannot write its outbox. */
    OUTBOX_FAILING(Severity.CRITICAL, true),
    /** Messages wait in a gateway's outbox for longer than they should. */
    OUTBOX_BACKLOG(Severity.MEDIUM, true),
    /** A gateway refuses many of a device's messages. */
    MESSAGES_REJECTED(Severity.LOW, true),
    /** Batches of a gateway are missing in the sequence. */
    MISSING_BATCHES(Severity.HIGH, true),
    /** The database does not take rows. */
    DATABASE_UNAVAILABLE(Severity.CRITICAL, true),
    /** A device's clock is off by more than the bound: its messages go to history only. */
    CLOCK_OFF(Severity.LOW, true),
    /** Traffic stands on an approach. */
    CONGESTION(Severity.MEDIUM, true),
    /** Vehicles wait and none leaves on green. */
    STOPPED_FLOW(Severity.HIGH, true),
    /** Water above an alert level. */
    FLOOD(Severity.HIGH, true),
    /** Heavy rain. */
    RAIN_HEAVY(Severity.LOW, true),
    /** Air worse than the national standard. */
    AIR_QUALITY(Severity.LOW, true),
    /** Repeated wrong passwords. */
    LOGIN_ATTACK(Severity.HIGH, false),
    /** A guard refused a command of the centre. */
    COMMAND_REFUSED(Severity.MEDIUM, false),
    /** A camera read the plate of a vehicle that is looked for; the values name no plate. */
    HOTLIST_SIGHTING(Severity.HIGH, false),
    /** Rows that the database refused and that were set aside. */
    ROWS_REJECTED(Severity.MEDIUM, false),
    /** A node of the core left the cluster. */
    NODE_LOST(Severity.HIGH, true);

    private final Severity severity;
    private final boolean clearsItself;

    AlarmKind(Severity severity, boolean clearsItself) {
        this.severity = severity;
        this.clearsItself = clearsItself;
    }

    public Severity severity() {
        return severity;
    }

    /** Whether the alarm is over when its condition is; otherwise a person clears it. */
    public boolean clearsItself() {
        return clearsItself;
    }

    public static Optional<AlarmKind> find(String name) {
        return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
    }
}
