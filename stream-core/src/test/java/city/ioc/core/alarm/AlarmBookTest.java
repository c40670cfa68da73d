package city.ioc.core.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.live.LiveAlarm;
import city.ioc.contracts.live.Severity;
import city.ioc.core.alarm.AlarmChange.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class AlarmBookTest {
    private static final IntersectionId SITE = new IntersectionId("vt-01");
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");

    private final AlarmBook book = new AlarmBook();

    @Test
    void anAlarmIsRaisedActiveAndNotAcknowledged() {
        AlarmChange raised = raise(AlarmKind.DEVICE_SILENT, 0).orElseThrow();
        assertThat(state(raised.alarm())).isEqualTo("active, unacknowledged, 1 MEDIUM");
        assertThat(raised.line().orElseThrow().event()).isEqualTo(Event.RAISED);
        assertThat(raised.leavesList()).isFalse();
    }

    @Test
    void aConditionThatStillHoldsIsNoNews() {
        raise(AlarmKind.DEVICE_SILENT, 0);
        assertThat(raise(AlarmKind.DEVICE_SILENT, 10)).isEmpty();
        assertThat(book.list())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.occurrences()).isEqualTo(1));
    }

    @Test
    void aConditionThatComesBackBeforeItWasAcknowledgedIsCounted() {
        raise(AlarmKind.DEVICE_SILENT, 0);
        book.clear(AlarmKind.DEVICE_SILENT, SITE, "d", at(10));
        AlarmChange back = raise(AlarmKind.DEVICE_SILENT, 20).orElseThrow();
        assertThat(state(back.alarm())).isEqualTo("active, unacknowledged, 2 MEDIUM");
        assertThat(back.line().orElseThrow().event()).isEqualTo(Event.REPEATED);
    }

    @Test
    void anAlarmLeavesTheListWhenItIsClearedAndAcknowledgedInEitherOrder() {
        String first = raise(AlarmKind.DEVICE_SILENT, 0).orElseThrow().alarm().id();
        assertThat(done(book.acknowledge(first, "lan", Optional.empty(), at(1))).leavesList())
                .isFalse();
        assertThat(book.clear(AlarmKind.DEVICE_SILENT, SITE, "d", at(2))
                        .orElseThrow()
                        .leavesList())
                .isTrue();
        assertThat(book.list()).isEmpty();

        String second = raise(AlarmKind.DEVICE_SILENT, 10).orElseThrow().alarm().id();
        assertThat(second).isNotEqualTo(first);
        book.clear(AlarmKind.DEVICE_SILENT, SITE, "d", at(12));
        assertThat(done(book.acknowledge(second, "lan", Optional.of("seen"), at(13)))
                        .leavesList())
                .isTrue();
        assertThat(book.list()).isEmpty();
    }

    @Test
    void whatOccursAgainIsCountedAndToldNowAndThen() {
        raise(AlarmKind.LOGIN_ATTACK, 0);
        List<AlarmChange> told = new ArrayList<>();
        for (int i = 1; i <= 1000; i++)
            book.raise(AlarmKind.LOGIN_ATTACK, SITE, "d", Map.of("n", "" + i), T0.plusMillis(i * 10))
                    .ifPresent(told::add);
        told.addAll(book.tellRepeated(at(15)));
        assertThat(told).hasSizeBetween(2, 3);
        assertThat(told.getLast().alarm().occurrences()).isEqualTo(1001);
        assertThat(told.getLast().alarm().values()).containsEntry("n", "1000");
        assertThat(book.tellRepeated(at(60))).isEmpty();
    }

    @Test
    void aWorseValueIsToldAtOnce() {
        book.raise(AlarmKind.FLOOD, Severity.MEDIUM, SITE, "w", Map.of("v", "1"), "core", T0);
        AlarmChange worse = book.raise(AlarmKind.FLOOD, Severity.CRITICAL, SITE, "w", Map.of("v", "2"), "core", at(1))
                .orElseThrow();
        assertThat(state(worse.alarm())).isEqualTo("active, unacknowledged, 1 CRITICAL");
    }

    @Test
    void aConditionCannotBeClearedByHandButAnOccurrenceCan() {
        String silent = raise(AlarmKind.DEVICE_SILENT, 0).orElseThrow().alarm().id();
        String attack = raise(AlarmKind.LOGIN_ATTACK, 0).orElseThrow().alarm().id();
        assertThat(book.clearByHand(silent, "lan", "x", at(1)))
                .isEqualTo(new AlarmReply.Refused(AlarmReply.Rule.CONDITION_HOLDS));
        assertThat(state(done(book.clearByHand(attack, "lan", "x", at(1))).alarm()))
                .isEqualTo("cleared, unacknowledged, 1 HIGH");
        assertThat(book.clearByHand(attack, "lan", "x", at(2)))
                .isEqualTo(new AlarmReply.Refused(AlarmReply.Rule.ALREADY_CLEARED));
        assertThat(book.clear(AlarmKind.LOGIN_ATTACK, SITE, "d", at(3))).isEmpty();
    }

    @Test
    void whoAcknowledgesSecondIsToldSo() {
        String id = raise(AlarmKind.DEVICE_SILENT, 0).orElseThrow().alarm().id();
        book.acknowledge(id, "lan", Optional.empty(), at(1));
        assertThat(book.acknowledge(id, "minh", Optional.empty(), at(2)))
                .isEqualTo(new AlarmReply.Refused(AlarmReply.Rule.ALREADY_ACKNOWLEDGED));
        assertThat(book.acknowledge("none", "minh", Optional.empty(), at(2)))
                .isEqualTo(new AlarmReply.Refused(AlarmReply.Rule.UNKNOWN_ALARM));
    }

    @Test
    void assigneeAndNoteStayWithTheAlarm() {
        String id = raise(AlarmKind.DEVICE_SILENT, 0).orElseThrow().alarm().id();
        book.assign(id, "lan", "minh", at(1));
        book.note(id, "minh", "on my way", at(2));
        book.acknowledge(id, "minh", Optional.empty(), at(3));
        assertThat(book.find(id).orElseThrow()).satisfies(alarm -> {
            assertThat(alarm.assignee()).contains("minh");
            assertThat(alarm.note()).contains("on my way");
            assertThat(alarm.acknowledgedBy()).contains("minh");
        });
    }

    @Test
    void aNewOwnerGoesOnWithTheAlarmsOfTheOld() {
        raise(AlarmKind.DEVICE_SILENT, 0);
        AlarmBook next = new AlarmBook();
        next.restore(book.list());
        assertThat(next.raise(AlarmKind.DEVICE_SILENT, SITE, "d", Map.of(), at(5)))
                .isEmpty();
        assertThat(next.clear(AlarmKind.DEVICE_SILENT, SITE, "d", at(6))).isPresent();
    }

    @Property(tries = 200, seed = "4")
    void thereIsNeverMoreThanOneAlarmOfAKindAndSubjectAndNoneThatIsOverAndSeen(
            @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 59) Integer> steps) {
        AlarmBook any = new AlarmBook();
        Set<String> raised = new HashSet<>();
        int second = 0;
        for (int step : steps) {
            Instant now = at(second++);
            AlarmKind kind = step % 2 == 0 ? AlarmKind.CONGESTION : AlarmKind.COMMAND_REFUSED;
            String subject = "s" + step / 2 % 3;
            List<LiveAlarm> list = any.list();
            String id = list.isEmpty() ? "none" : list.get(step % list.size()).id();
            switch (step / 6 % 5) {
                case 0, 1 ->
                    any.raise(kind, SITE, subject, Map.of(), now)
                            .ifPresent(change -> raised.add(change.alarm().id()));
                case 2 -> any.clear(kind, SITE, subject, now);
                case 3 -> any.acknowledge(id, "lan", Optional.empty(), now);
                default -> any.clearByHand(id, "lan", "done", now);
            }
            assertThat(any.list()).allSatisfy(alarm -> {
                assertThat(alarm.active() || !alarm.acknowledged()).isTrue();
                assertThat(alarm.clearedAt().isPresent()).isEqualTo(!alarm.active());
                assertThat(raised).contains(alarm.id());
            });
            assertThat(any.list().stream().map(alarm -> alarm.kind() + alarm.subject()))
                    .doesNotHaveDuplicates();
        }
    }

    private Optional<AlarmChange> raise(AlarmKind kind, int second) {
        return book.raise(kind, SITE, "d", Map.of(), at(second));
    }

    private static AlarmChange done(AlarmReply reply) {
        assertThat(reply).isInstanceOf(AlarmReply.Done.class);
        return ((AlarmReply.Done) reply).change();
    }

    private static String state(LiveAlarm alarm) {
        return (alarm.active() ? "active, " : "cleared, ")
                + (alarm.acknowledged() ? "acknowledged, " : "unacknowledged, ")
                + alarm.occurrences()
                + " "
                + alarm.severity();
    }

    private static Instant at(long second) {
        return T0.plusSeconds(second);
    }
}
