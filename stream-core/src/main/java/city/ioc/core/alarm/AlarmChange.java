package city.ioc.core.alarm;

import city.ioc.contracts.live.LiveAlarm;
import java.time.Instant;
import java.util.Optional;

/**
 * What one transition did: the alarm as it is now, which is also its row; the line for its history; and whether it leaves the
 * live list, being cleared and acknowledged.
 */
public record AlarmChange(LiveAlarm alarm, Optional<HistoryLine> line, boolean leavesList) {

    /** What happened to an alarm. */
    public enum Event {
        RAISED,
        REPEATED,
        ACKNOWLEDGED,
        ASSIGNED,
        NOTED,
        CLEARED
    }

    /** One line of an alarm's history. {@code actor}: a user, or {@link AlarmBook#ACTOR_CORE}. */
    public record HistoryLine(String alarm, Instant at, Event event, String actor, Optional<String> note) {}
}
