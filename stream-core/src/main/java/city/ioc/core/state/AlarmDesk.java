package city.ioc.core.state;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.LiveTopic;
import city.ioc.contracts.live.Severity;
import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.core.alarm.AlarmBook;
import city.ioc.core.alarm.AlarmChange;
import city.ioc.core.alarm.AlarmKind;
import city.ioc.core.alarm.AlarmReply;
import city.ioc.core.live.LiveSink;
import city.ioc.core.store.LedgerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The alarms of a shard: the book, and what follows from a change of it on screens and in the database. Until the alarms that an
 * earlier owner left are known, or {@link #PATIENCE} is over, nothing is raised, so that no alarm starts anew. Owned by the
 * shard's context.
 */
public final class AlarmDesk {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final AlarmBook book = new AlarmBook();
    private final LiveSink live;
    private final Consumer<LedgerRow> ledger;
    private final List<OperatorRequest.RaiseAlarm> waiting = new ArrayList<>();
    private final Instant openedAt;
    private boolean restored;

    public AlarmDesk(LiveSink live, Consumer<LedgerRow> ledger, Instant now) {
        this.live = live;
        this.ledger = ledger;
        this.openedAt = now;
    }

    /** Puts back what an earlier owner left. Later knowledge wins over what was raised meanwhile. */
    public void restore(Collection<LiveAlarm> alarms, Instant now) {
        if (restored) return;
        restored = true;
        Set<String> taken = new HashSet<>();
        book.list().forEach(alarm -> taken.add(alarm.kind() + "|" + alarm.site() + "|" + alarm.subject()));
        List<LiveAlarm> back = new ArrayList<>();
        for (LiveAlarm alarm : alarms) {
            if (taken.add(alarm.kind() + "|" + alarm.site() + "|" + alarm.subject())) back.add(alarm);
            else ledger.accept(new LedgerRow.Alarm(replaced(alarm, now)));
        }
        book.restore(back);
        back.forEach(alarm -> live.put(LiveTopic.ALARM, alarm.id(), alarm));
        flushWaiting(now);
    }

    /** An alarm of which there is a newer one for the same trouble: nobody has to look at it any more. */
    private static LiveAlarm replaced(LiveAlarm alarm, Instant now) {
        return new LiveAlarm(
                alarm.id(),
                alarm.kind(),
                alarm.severity(),
                alarm.site(),
                alarm.subject(),
                alarm.values(),
                false,
                true,
                alarm.raisedAt(),
                alarm.clearedAt().or(() -> Optional.of(now)),
                alarm.acknowledgedAt().or(() -> Optional.of(now)),
                alarm.acknowledgedBy().or(() -> Optional.of(AlarmBook.ACTOR_CORE)),
                alarm.assignee(),
                alarm.note(),
                alarm.occurrences());
    }

    /** Raises an alarm while a condition holds, and clears it when it does not. */
    public void condition(
            AlarmKind kind,
            IntersectionId site,
            String subject,
            boolean holds,
            Map<String, String> values,
            Instant now) {
        if (!holds) apply(book.clear(kind, site, subject, now).orElse(null));
        else if (isOpen(now)) apply(book.raise(kind, site, subject, values, now).orElse(null));
    }

    /** Raises an alarm of this severity: its condition holds. */
    public void condition(
            AlarmKind kind,
            Severity severity,
            IntersectionId site,
            String subject,
            Map<String, String> values,
            Instant now) {
        if (isOpen(now))
            apply(book.raise(kind, severity, site, subject, values, AlarmBook.ACTOR_CORE, now)
                    .orElse(null));
    }

    /** Counts an occurrence. */
    public void occurred(AlarmKind kind, IntersectionId site, String subject, Map<String, String> values, Instant now) {
        if (isOpen(now)) apply(book.raise(kind, site, subject, values, now).orElse(null));
    }

    /** Counts an occurrence that nobody may miss: while nothing can be raised yet it is kept. */
    public void certainlyOccurred(
            AlarmKind kind, IntersectionId site, String subject, Map<String, String> values, Instant now) {
        answer(
                new OperatorRequest.RaiseAlarm(
                        site, kind.name(), kind.severity(), subject, values, AlarmBook.ACTOR_CORE),
                now);
    }

    /** Tells what has been repeated; once a second. */
    public void second(Instant now) {
        if (isOpen(now)) flushWaiting(now);
        book.tellRepeated(now).forEach(this::apply);
    }

    public OperatorReply answer(OperatorRequest.RaiseAlarm request, Instant now) {
        Optional<AlarmKind> kind = AlarmKind.find(request.kind());
        if (kind.isEmpty()) return OperatorReply.refused("UNKNOWN_KIND", "no alarm is called " + request.kind());
        if (isOpen(now)) raise(request, kind.get(), now);
        else waiting.add(request);
        return OperatorReply.accepted(request.kind());
    }

    public OperatorReply answer(OperatorRequest.AcknowledgeAlarm request, Instant now) {
        return reply(request.alarm(), book.acknowledge(request.alarm(), request.user(), request.note(), now));
    }

    public OperatorReply answer(OperatorRequest.AssignAlarm request, Instant now) {
        return reply(request.alarm(), book.assign(request.alarm(), request.user(), request.assignee(), now));
    }

    public OperatorReply answer(OperatorRequest.NoteAlarm request, Instant now) {
        return reply(request.alarm(), book.note(request.alarm(), request.user(), request.note(), now));
    }

    public OperatorReply answer(OperatorRequest.ClearAlarm request, Instant now) {
        return reply(request.alarm(), book.clearByHand(request.alarm(), request.user(), request.reason(), now));
    }

    /** Whether what an earlier owner left is known, so that the list is whole. */
    public boolean isSettled() {
        return restored;
    }

    /** Alarms that are active or not acknowledged. */
    public List<LiveAlarm> list() {
        return book.list();
    }

    private OperatorReply reply(String alarm, AlarmReply reply) {
        return switch (reply) {
            case AlarmReply.Done done -> {
                apply(done.change());
                yield OperatorReply.accepted(alarm);
            }
            case AlarmReply.Refused refused ->
                OperatorReply.refused(refused.rule().name(), "alarm " + alarm);
        };
    }

    private void raise(OperatorRequest.RaiseAlarm request, AlarmKind kind, Instant now) {
        apply(book.raise(
                        kind,
                        request.severity(),
                        request.site(),
                        request.subject(),
                        request.values(),
                        request.user(),
                        now)
                .orElse(null));
    }

    private void flushWaiting(Instant now) {
        for (OperatorRequest.RaiseAlarm request : waiting)
            AlarmKind.find(request.kind()).ifPresent(kind -> raise(request, kind, now));
        waiting.clear();
    }

    private boolean isOpen(Instant now) {
        return restored || Duration.between(openedAt, now).compareTo(PATIENCE) > 0;
    }

    private void apply(@Nullable AlarmChange change) {
        if (change == null) return;
        ledger.accept(new LedgerRow.Alarm(change.alarm()));
        change.line()
                .ifPresent(line -> ledger.accept(new LedgerRow.AlarmLine(
                        line.alarm(), line.at(), line.event().name(), line.actor(), line.note())));
        if (change.leavesList()) live.remove(LiveTopic.ALARM, change.alarm().id());
        else live.put(LiveTopic.ALARM, change.alarm().id(), change.alarm());
    }
}
