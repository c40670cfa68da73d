package city.ioc.edge.command;

import static city.ioc.contracts.field.CommandVerdict.ACCEPTED;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_CONFLICT;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_EXPIRED;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_FLASHING;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_MIN_GREEN;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_NOT_CONTROLLED;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_UNKNOWN_INTERSECTION;
import static city.ioc.contracts.field.CommandVerdict.REFUSED_UNKNOWN_STAGE;
import static city.ioc.contracts.field.SignalEventCode.GROUP_BEGIN_AMBER;
import static city.ioc.contracts.field.SignalEventCode.GROUP_BEGIN_GREEN;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.edge.Messages;
import city.ioc.edge.TestCity;
import city.ioc.edge.intake.FieldMessage;
import city.ioc.edge.intake.Intake;
import city.ioc.edge.intake.Verdict;
import city.ioc.edge.registry.Registry;
import city.ioc.mqtt.MqttInbound;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommandGuardTest {
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");
    private final Registry registry = Registry.of(TestCity.city(), List.of());
    private final Intake intake = new Intake(() -> registry);
    private final CommandGuard guard = new CommandGuard(() -> registry);
    private long number;

    @Test
    void minimumGreenHoldsWhateverTheCoreSays() {
        lamp(GROUP_BEGIN_GREEN, 1, at(0));
        assertThat(run("x1", "c1", "2", at(5))).isEqualTo(REFUSED_MIN_GREEN);
        assertThat(run("x1", "c1", "2", at(6))).isEqualTo(ACCEPTED);
    }

    @Test
    void aStageThatKeepsTheGreenIsNoMatterOfMinimumGreen() {
        lamp(GROUP_BEGIN_GREEN, 1, at(0));
        assertThat(run("x1", "c1", "1", at(1))).isEqualTo(ACCEPTED);
    }

    @Test
    void aGreenThatHasEndedIsForgotten() {
        lamp(GROUP_BEGIN_GREEN, 1, at(0));
        lamp(GROUP_BEGIN_AMBER, 1, at(2));
        assertThat(run("x1", "c1", "2", at(3))).isEqualTo(ACCEPTED);
    }

    @Test
    void aLampReportDeliveredLateChangesNothing() {
        FieldMessage green = event(GROUP_BEGIN_GREEN, 1, at(0));
        lamp(GROUP_BEGIN_AMBER, 1, at(2));
        guard.observe(green);
        assertThat(run("x1", "c1", "2", at(3))).isEqualTo(ACCEPTED);
    }

    @Test
    void aStageOfConflictingGroupsIsRefused() {
        assertThat(run("x1", "c1", "3", at(0))).isEqualTo(REFUSED_CONFLICT);
    }

    @Test
    void unknownStagesAndIntersectionsAreRefused() {
        assertThat(run("x1", "c1", "9", at(0))).isEqualTo(REFUSED_UNKNOWN_STAGE);
        assertThat(run("x9", "c1", "1", at(0))).isEqualTo(REFUSED_UNKNOWN_INTERSECTION);
        assertThat(run("x1", "c2", "1", at(0))).isEqualTo(REFUSED_UNKNOWN_INTERSECTION);
    }

    @Test
    void anObservedIntersectionIsNotCommanded() {
        assertThat(run("x2", "c2", "1", at(0))).isEqualTo(REFUSED_NOT_CONTROLLED);
    }

    @Test
    void expiredCommandsAndThoseWithoutEndAreRefused() {
        assertThat(judge("x1", "c1", new ControllerCommand.RunStage(new StageId("1")), at(-3), at(0), at(0)))
                .isEqualTo(REFUSED_EXPIRED);
        assertThat(judge("x1", "c1", new ControllerCommand.RunStage(new StageId("1")), at(0), at(3600), at(0)))
                .isEqualTo(REFUSED_EXPIRED);
    }

    @Test
    void aFlashingControllerTakesOnlyTheReset() {
        mode(ControlMode.FLASH, at(0));
        assertThat(run("x1", "c1", "1", at(1))).isEqualTo(REFUSED_FLASHING);
        assertThat(judge("x1", "c1", new ControllerCommand.ResetFlash("eng"), at(1), at(4), at(1)))
                .isEqualTo(ACCEPTED);
    }

    @Test
    void aSilentCoreIsFoundOutAfterTwoAndAHalfSeconds() {
        mode(ControlMode.COMMANDED, at(0));
        run("x1", "c1", "1", at(0));
        mode(ControlMode.COMMANDED, at(2));
        assertThat(guard.listAbandoned(at(2))).isEmpty();
        assertThat(guard.listAbandoned(at(2).plusMillis(600))).hasSize(1);
        assertThat(guard.listAbandoned(at(3))).as("not twice in a second").isEmpty();
        mode(ControlMode.LOCAL_PLAN, at(3));
        assertThat(guard.listAbandoned(at(9))).isEmpty();
    }

    @Test
    void aCoreThatSpeaksIsNotSilent() {
        mode(ControlMode.COMMANDED, at(0));
        for (int second = 0; second < 20; second++) {
            mode(ControlMode.COMMANDED, at(second));
            run("x1", "c1", "1", at(second));
            assertThat(guard.listAbandoned(at(second).plusMillis(900))).isEmpty();
        }
    }

    private CommandVerdict run(String intersection, String controller, String stage, Instant now) {
        return judge(
                intersection,
                controller,
                new ControllerCommand.RunStage(new StageId(stage)),
                now,
                now.plusSeconds(3),
                now);
    }

    private CommandVerdict judge(
            String intersection,
            String controller,
            ControllerCommand.Action action,
            Instant issued,
            Instant expires,
            Instant now) {
        return guard.judge(
                        new ControllerCommand(
                                "cmd",
                                new IntersectionId(intersection),
                                new DeviceId(controller),
                                issued,
                                expires,
                                "TEST",
                                action,
                                Optional.empty()),
                        now)
                .verdict();
    }

    private void lamp(SignalEventCode code, int group, Instant when) {
        guard.observe(event(code, group, when));
    }

    private FieldMessage event(SignalEventCode code, int group, Instant when) {
        return checked(new SignalEvents(List.of(new SignalEvent(when, code, group))), when);
    }

    private void mode(ControlMode mode, Instant when) {
        guard.observe(checked(
                new ControllerReport(
                        when,
                        mode,
                        Optional.empty(),
                        false,
                        when,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                when));
    }

    private FieldMessage checked(DeviceBody body, Instant when) {
        String topic = "field/x1/c1/up";
        FieldMessage message = new FieldMessage(
                new MqttInbound(
                        topic,
                        DeviceWire.encode(Messages.of("c1", ++number, when, body)),
                        Optional.empty(),
                        false,
                        false,
                        () -> {}),
                Topics.parseField(topic).orElseThrow(),
                when);
        assertThat(intake.check(message)).isInstanceOf(Verdict.Pass.class);
        return message;
    }

    private static Instant at(long seconds) {
        return T0.plus(Duration.ofSeconds(seconds));
    }
}
