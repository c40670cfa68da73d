package city.ioc.core.alarm;

import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.Severity;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** A copy of an alarm with some of it changed. For one thread, for the length of one transition. */
final class AlarmEdit {
    private final LiveAlarm from;
    private Severity severity;
    private Map<String, String> values;
    private boolean active;
    private Optional<Instant> clearedAt;
    private boolean acknowledged;
    private Optional<Instant> acknowledgedAt;
    private Optional<String> acknowledgedBy;
    private Optional<String> assignee;
    private Optional<String> note;
    private int occurrences;

    AlarmEdit(LiveAlarm from) {
        this.from = from;
        severity = from.severity();
        values = from.values();
        active = from.active();
        clearedAt = from.clearedAt();
        acknowledged = from.acknowledged();
        acknowledgedAt = from.acknowledgedAt();
        acknowledgedBy = from.acknowledgedBy();
        assignee = from.assignee();
        note = from.note();
        occurrences = from.occurrences();
    }

    AlarmEdit severity(Severity severity) {
        this.severity = severity;
        return this;
    }

    AlarmEdit values(Map<String, String> values) {
        this.values = values;
        return this;
    }

    AlarmEdit active() {
        active = true;
        clearedAt = Optional.empty();
        return this;
    }

    AlarmEdit cleared(Instant at) {
        active = false;
        clearedAt = Optional.of(at);
        return this;
    }

    AlarmEdit acknowledged(String user, Instant at) {
        acknowledged = true;
        acknowledgedAt = Optional.of(at);
        acknowledgedBy = Optional.of(user);
        return this;
    }

    AlarmEdit assignee(String assignee) {
        this.assignee = Optional.of(assignee);
        return this;
    }

    /** Keeps the old note where there is no new one. */
    AlarmEdit note(Optional<String> note) {
        if (note.isPresent()) this.note = note;
        return this;
    }

    AlarmEdit occurrences(int occurrences) {
        this.occurrences = occurrences;
        return this;
    }

    LiveAlarm build() {
        return new LiveAlarm(
                from.id(),
                from.kind(),
                severity,
                from.site(),
                from.subject(),
                values,
                active,
                acknowledged,
                from.raisedAt(),
                clearedAt,
                acknowledgedAt,
                acknowledgedBy,
                assignee,
                note,
                occurrences);
    }
}
