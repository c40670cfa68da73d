package city.ioc.core.alarm;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.Severity;
import city.ioc.core.alarm.AlarmChange.Event;
import city.ioc.core.alarm.AlarmChange.HistoryLine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The alarms of a shard. There is at most one alarm per kind, site and subject; what comes again is counted in it, so that a
 * flood of one trouble is one line on the screen. Owned by the thread of the shard's single writer; makes no rows and sends
 * nothing itself.
 */
public final class AlarmBook {
    /** The actor of what the core does by itself. */
    public static final String ACTOR_CORE = "core";

    /** A repeated alarm tells of its repetitions at most this often. */
    private static final Duration TELL_EVERY = Duration.ofSeconds(5);

    private final Map<String, Entry> byKey = new LinkedHashMap<>();
    private final Map<String, Entry> byId = new LinkedHashMap<>();

    private static final class Entry {
        final String key;
        LiveAlarm alarm;
        Instant toldAt;
        boolean untold;

        Entry(String key, LiveAlarm alarm, Instant toldAt) {
            this.key = key;
            this.alarm = alarm;
            this.toldAt = toldAt;
        }
    }

    /** Puts back what an earlier owner of the shard left, live alarms only. */
    public void restore(Collection<LiveAlarm> alarms) {
        for (LiveAlarm alarm : alarms) {
            if (alarm.acknowledged() && !alarm.active()) continue;
            add(new Entry(key(alarm.kind(), alarm.site(), alarm.subject()), alarm, alarm.raisedAt()));
        }
    }

    /** Alarms that are active or not acknowledged, oldest first. */
    public List<LiveAlarm> list() {
        return byKey.values().stream().map(entry -> entry.alarm).toList();
    }

    public Optional<LiveAlarm> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(entry -> entry.alarm);
    }

    public boolean isActive(AlarmKind kind, IntersectionId site, String subject) {
        Entry entry = byKey.get(key(kind.name(), site.value(), subject));
        return entry != null && entry.alarm.active();
    }

    /** Raises an alarm with the severity of its kind. */
    public Optional<AlarmChange> raise(
            AlarmKind kind, IntersectionId site, String subject, Map<String, String> values, Instant now) {
        return raise(kind, kind.severity(), site, subject, values, ACTOR_CORE, now);
    }

    /**
     * Says that a condition holds or that something occurred. A condition that holds already stays one occurrence; something
     * that occurs again, or a condition that comes back before anybody has acknowledged its alarm, is counted.
     *
     * @return what changed; empty when nothing did or when it is told later, by {@link #tellRepeated}
     */
    public Optional<AlarmChange> raise(
            AlarmKind kind,
            Severity severity,
            IntersectionId site,
            String subject,
            Map<String, String> values,
            String actor,
            Instant now) {
        String key = key(kind.name(), site.value(), subject);
        Entry known = byKey.get(key);
        if (known == null) {
            LiveAlarm alarm = new LiveAlarm(
                    id(key, now),
                    kind.name(),
                    severity,
                    site.value(),
                    subject,
                    values,
                    true,
                    false,
                    now,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1);
            add(new Entry(key, alarm, now));
            return Optional.of(change(alarm, Event.RAISED, actor, Optional.empty(), now));
        }
        boolean holdsAlready = known.alarm.active() && kind.clearsItself();
        Severity worse = severity.ordinal() < known.alarm.severity().ordinal() ? severity : known.alarm.severity();
        if (holdsAlready && values.equals(known.alarm.values()) && worse == known.alarm.severity())
            return Optional.empty();
        boolean escalates = worse != known.alarm.severity();
        boolean cameBack = !known.alarm.active();
        known.alarm = with(known.alarm)
                .severity(worse)
                .values(values)
                .active()
                .occurrences(known.alarm.occurrences() + (holdsAlready ? 0 : 1))
                .build();
        known.untold = true;
        if (!cameBack && !escalates && now.isBefore(known.toldAt.plus(TELL_EVERY))) return Optional.empty();
        return Optional.of(tell(known, !holdsAlready, actor, now));
    }

    /** Changes of repeated alarms that have not been told yet; to be asked once a second or so. */
    public List<AlarmChange> tellRepeated(Instant now) {
        List<AlarmChange> changes = new ArrayList<>();
        for (Entry entry : byKey.values())
            if (entry.untold && !now.isBefore(entry.toldAt.plus(TELL_EVERY)))
                changes.add(tell(entry, false, ACTOR_CORE, now));
        return changes;
    }

    /** Says that a condition is over. Alarms of occurrences are not touched. */
    public Optional<AlarmChange> clear(AlarmKind kind, IntersectionId site, String subject, Instant now) {
        Entry known = byKey.get(key(kind.name(), site.value(), subject));
        if (known == null || !known.alarm.active() || !kind.clearsItself()) return Optional.empty();
        return Optional.of(cleared(known, ACTOR_CORE, Optional.empty(), now));
    }

    public AlarmReply acknowledge(String id, String user, Optional<String> note, Instant now) {
        Entry known = byId.get(id);
        if (known == null) return new AlarmReply.Refused(AlarmReply.Rule.UNKNOWN_ALARM);
        if (known.alarm.acknowledged()) return new AlarmReply.Refused(AlarmReply.Rule.ALREADY_ACKNOWLEDGED);
        known.alarm = with(known.alarm).acknowledged(user, now).note(note).build();
        return done(known, Event.ACKNOWLEDGED, user, note, now);
    }

    public AlarmReply assign(String id, String user, String assignee, Instant now) {
        Entry known = byId.get(id);
        if (known == null) return new AlarmReply.Refused(AlarmReply.Rule.UNKNOWN_ALARM);
        known.alarm = with(known.alarm).assignee(assignee).build();
        return done(known, Event.ASSIGNED, user, Optional.of(assignee), now);
    }

    public AlarmReply note(String id, String user, String note, Instant now) {
        Entry known = byId.get(id);
        if (known == null) return new AlarmReply.Refused(AlarmReply.Rule.UNKNOWN_ALARM);
        known.alarm = with(known.alarm).note(Optional.of(note)).build();
        return done(known, Event.NOTED, user, Optional.of(note), now);
    }

    /** Clears an alarm of an occurrence by hand. */
    public AlarmReply clearByHand(String id, String user, String reason, Instant now) {
        Entry known = byId.get(id);
        if (known == null) return new AlarmReply.Refused(AlarmReply.Rule.UNKNOWN_ALARM);
        if (!known.alarm.active()) return new AlarmReply.Refused(AlarmReply.Rule.ALREADY_CLEARED);
        if (AlarmKind.find(known.alarm.kind()).map(AlarmKind::clearsItself).orElse(false))
            return new AlarmReply.Refused(AlarmReply.Rule.CONDITION_HOLDS);
        return new AlarmReply.Done(cleared(known, user, Optional.of(reason), now));
    }

    // Transitions

    private AlarmChange cleared(Entry known, String actor, Optional<String> note, Instant now) {
        known.alarm = with(known.alarm).cleared(now).build();
        known.untold = false;
        return settle(known, change(known.alarm, Event.CLEARED, actor, note, now));
    }

    private AlarmReply done(Entry known, Event event, String user, Optional<String> note, Instant now) {
        return new AlarmReply.Done(settle(known, change(known.alarm, event, user, note, now)));
    }

    private AlarmChange tell(Entry entry, boolean repeated, String actor, Instant now) {
        entry.untold = false;
        entry.toldAt = now;
        return repeated
                ? change(entry.alarm, Event.REPEATED, actor, Optional.empty(), now)
                : new AlarmChange(entry.alarm, Optional.empty(), false);
    }

    private AlarmChange settle(Entry entry, AlarmChange change) {
        if (!change.leavesList()) return change;
        byKey.remove(entry.key);
        byId.remove(entry.alarm.id());
        return change;
    }

    private void add(Entry entry) {
        byKey.put(entry.key, entry);
        byId.put(entry.alarm.id(), entry);
    }

    private static AlarmChange change(LiveAlarm alarm, Event event, String actor, Optional<String> note, Instant now) {
        return new AlarmChange(
                alarm,
                Optional.of(new HistoryLine(alarm.id(), now, event, actor, note)),
                alarm.acknowledged() && !alarm.active());
    }

    private static String key(String kind, String site, String subject) {
        return kind + "|" + site + "|" + subject;
    }

    /** The same for whoever raises the same alarm at the same moment: a node that takes over raises it once. */
    private static String id(String key, Instant now) {
        return UUID.nameUUIDFromBytes((key + "|" + now.toEpochMilli()).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private static AlarmEdit with(LiveAlarm alarm) {
        return new AlarmEdit(alarm);
    }
}
