package city.ioc.sim.device;

import static city.ioc.sim.device.TestStreets.SEVEN;
import static city.ioc.sim.device.TestStreets.ZONE;
import static city.ioc.sim.device.TestStreets.command;
import static city.ioc.sim.device.TestStreets.runStage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Conflicts;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SignalControllerTest {
    private Instant now = SEVEN;

    @Test
    void startsWithAllRedThenRunsTheStageThatItsPlanWants() {
        SignalController controller = poweredUpAt(SEVEN.minusSeconds(60));
        assertThat(controller.mode()).isEqualTo(ControlMode.STARTUP);
        assertThat(controller.lamps().values()).containsOnly(Lamp.RED);

        run(controller, 8);

        assertThat(controller.mode()).isEqualTo(ControlMode.LOCAL_PLAN);
        assertThat(lampsOf(controller)).isEqualTo("A GREEN, B GREEN, C RED, P GREEN");
    }

    @Test
    void theLocalPlanKeepsStepWithLocalMidnight() {
        SignalController controller = poweredUpAt(SEVEN.minusSeconds(120));
        run(controller, 120);
        controller.takeEvents();
        run(controller, 60);
        assertThat(timetable(controller.takeEvents(), SEVEN)).isEqualTo("""
                        3.0  10 4
                        4.5  21 12
                        6.0  11 4, 1 2, 1 6
                        35.0  6 2, 7 2, 8 2, 6 6, 7 6, 8 6, 22 12
                        38.0  10 2, 10 6
                        39.0  23 12
                        40.0  11 2
                        40.5  11 6
                        42.0  1 4
                        60.0  6 4, 7 4, 8 4
                        """);
    }

    @Test
    void aCommandReachesTheLampsAtOnceAndNotAtTheNextTick() {
        SignalController controller = inLocalStage1();
        run(controller, 10);
        Instant between = now.plusMillis(37);
        controller.takeEvents();

        assertThat(controller.obey(runStage("2", between), between)).isEqualTo(CommandVerdict.ACCEPTED);

        assertThat(timetable(controller.takeEvents(), between)).isEqualTo("0.0  4 2, 7 2, 8 2, 4 6, 7 6, 8 6, 22 12\n");
        assertThat(controller.mode()).isEqualTo(ControlMode.COMMANDED);
    }

    @Test
    void aCommandBeforeTheMinimumGreenIsAcceptedAndCarriedOutWhenItIsOver() {
        SignalController controller = inLocalStage1();
        Instant begun = now;
        controller.takeEvents();
        assertThat(hold(controller, "2", 0.5)).isEqualTo(CommandVerdict.ACCEPTED);
        assertThat(controller.lamp(new SignalGroupId("A"))).isEqualTo(Lamp.GREEN);
        hold(controller, "2", 10);
        assertThat(timetable(controller.takeEvents(), begun)).startsWith("8.0  4 2, 7 2, 8 2, 4 6, 7 6, 8 6, 22 12\n");
    }

    @Test
    void groupsOfBothStagesStayGreen() {
        SignalController controller = new SignalController(TestStreets.leadingLeft(), ZONE, now);
        hold(controller, "1", 20);
        controller.takeEvents();
        Instant from = now;
        hold(controller, "2", 10);
        assertThat(timetable(controller.takeEvents(), from))
                .isEqualTo("0.0  4 5, 7 5, 8 5\n3.0  10 5\n4.0  11 5, 1 6\n");
    }

    @Test
    void withoutCommandsItIsBackOnItsLocalPlanWhenTheLastOneExpires() {
        SignalController controller = inLocalStage1();
        hold(controller, "1", 60);
        assertThat(controller.mode()).isEqualTo(ControlMode.COMMANDED);
        run(controller, 3.1);
        assertThat(controller.mode()).isEqualTo(ControlMode.LOCAL_PLAN);
    }

    @Test
    void releaseToLocalNeedsNoWaiting() {
        SignalController controller = inLocalStage1();
        hold(controller, "1", 5);
        controller.obey(command(new ControllerCommand.ReleaseToLocal(), now, Duration.ofSeconds(3)), now);
        assertThat(controller.mode()).isEqualTo(ControlMode.LOCAL_PLAN);
    }

    @Test
    void whatCannotBeObeyedIsRefusedByName() {
        SignalController controller = inLocalStage1();
        assertThat(controller.obey(runStage("9", now), now)).isEqualTo(CommandVerdict.REFUSED_UNKNOWN_STAGE);
        assertThat(controller.obey(runStage("2", now.minusSeconds(3)), now)).isEqualTo(CommandVerdict.REFUSED_EXPIRED);
        ControllerCommand foreign = new ControllerCommand(
                "c",
                new IntersectionId("x-2"),
                new DeviceId("x-2-ctl"),
                now,
                now.plusSeconds(3),
                "GAP_OUT",
                new ControllerCommand.RunStage(new StageId("2")),
                Optional.empty());
        assertThat(controller.obey(foreign, now)).isEqualTo(CommandVerdict.REFUSED_UNKNOWN_INTERSECTION);
        assertThat(lampsOf(controller)).isEqualTo("A GREEN, B GREEN, C RED, P GREEN");
        ControllerReport report = controller.takeReports().getLast();
        assertThat(report.lastCommand()).contains("c");
        assertThat(report.verdict()).contains(CommandVerdict.REFUSED_UNKNOWN_INTERSECTION);
    }

    @Test
    void aCommandOvertakenByANewerOneIsRefused() {
        SignalController controller = inLocalStage1();
        controller.obey(runStage("1", now), now);
        assertThat(controller.obey(runStage("2", now.minusMillis(400)), now)).isEqualTo(CommandVerdict.REFUSED_EXPIRED);
    }

    @Test
    void aStageOfConflictingGroupsIsRefused() {
        Intersection bad =
                withStages(TestStreets.fourLeg(), TestStreets.stage("1", "A"), TestStreets.stage("2", "A", "C"));
        SignalController controller = new SignalController(bad, ZONE, now);
        assertThat(controller.obey(runStage("2", now), now)).isEqualTo(CommandVerdict.REFUSED_CONFLICT);
    }

    @Test
    void aConflictWithoutIntergreenIsNoConfigurationToRun() {
        Intersection bad = TestStreets.intersection(
                List.of(TestStreets.vehicles("A", 1, 5), TestStreets.vehicles("B", 2, 5)),
                List.of("A-B"),
                Map.of("A>B", 5.0),
                List.of(),
                List.of());
        assertThatThrownBy(() -> new SignalController(bad, ZONE, now))
                .hasMessage("intersection x-1: groups conflict but there is no intergreen B>A");
    }

    @Test
    void aGroupRedForItsMaximumIsServedThoughNobodyCommandsIt() {
        SignalController controller = inLocalStage1();
        controller.takeEvents();
        Instant from = now;
        hold(controller, "1", 180);
        List<SignalEvent> begins = controller.takeEvents().stream()
                .filter(event -> event.code() == 1 && event.parameter() == 4)
                .toList();
        assertThat(begins).hasSize(1);
        assertThat(Duration.between(from, begins.getFirst().at()))
                .isBetween(Duration.ofSeconds(100), Duration.ofSeconds(130));
        assertThat(lampsOf(controller)).isEqualTo("A GREEN, B GREEN, C RED, P GREEN");
    }

    @Test
    void flashesByScheduleAtNightAndLeavesFlashByAmberAndAllRed() {
        Instant beforeMidnight = SEVEN.plus(Duration.ofHours(16)).plusSeconds(1790);
        SignalController controller = poweredUpAt(beforeMidnight.minusSeconds(70));
        run(controller, 70 + 40);
        assertThat(controller.mode()).isEqualTo(ControlMode.NIGHT_FLASH);
        assertThat(lampsOf(controller)).isEqualTo("A FLASHING_AMBER, B FLASHING_AMBER, C FLASHING_AMBER, P DARK");

        controller.takeEvents();
        Instant from = now;
        hold(controller, "2", 12);
        assertThat(timetable(controller.takeEvents(), from)).isEqualTo("""
                        0.0  173 2, 8 2, 8 6, 8 4, 23 12
                        3.0  10 2, 10 6, 10 4
                        7.0  11 2, 11 6, 11 4, 1 4
                        """);
    }

    @Test
    void aLampThatBurnsInConflictPutsItIntoFlashUntilAnEngineerResetsIt() {
        SignalController controller = inLocalStage1();
        controller.stickLamp(new SignalGroupId("C"), Lamp.GREEN, now);

        assertThat(controller.mode()).isEqualTo(ControlMode.FLASH);
        assertThat(controller.takeReports().getLast().fault())
                .contains("groups A and C conflict and show GREEN and GREEN");
        assertThat(controller.obey(runStage("1", now), now)).isEqualTo(CommandVerdict.REFUSED_FLASHING);
        run(controller, 120);
        assertThat(controller.mode()).isEqualTo(ControlMode.FLASH);

        controller.repairLamp(new SignalGroupId("C"));
        controller.obey(command(new ControllerCommand.ResetFlash("engineer"), now, Duration.ofSeconds(3)), now);
        assertThat(controller.mode()).isEqualTo(ControlMode.STARTUP);
        run(controller, 30);
        assertThat(controller.mode()).isEqualTo(ControlMode.LOCAL_PLAN);
    }

    @Test
    void flashOrderedByTheCentreLastsUntilAnEngineerResetsIt() {
        SignalController controller = inLocalStage1();
        hold(controller, "1", 2);
        ControllerCommand late = command(
                new ControllerCommand.Flash("CONFLICTING_GREEN C/A"), now.minusSeconds(2), Duration.ofSeconds(3));
        assertThat(controller.obey(late, now))
                .as("issued before the last order")
                .isEqualTo(CommandVerdict.ACCEPTED);
        assertThat(lampsOf(controller)).isEqualTo("A FLASHING_AMBER, B FLASHING_AMBER, C FLASHING_AMBER, P DARK");
        assertThat(controller.takeReports().getLast().fault()).contains("centre: CONFLICTING_GREEN C/A");
        assertThat(controller.obey(runStage("1", now), now)).isEqualTo(CommandVerdict.REFUSED_FLASHING);
        run(controller, 600);
        assertThat(controller.mode()).isEqualTo(ControlMode.FLASH);
        controller.obey(command(new ControllerCommand.ResetFlash("engineer"), now, Duration.ofSeconds(3)), now);
        run(controller, 30);
        assertThat(controller.mode()).isEqualTo(ControlMode.LOCAL_PLAN);
    }

    @Test
    void aBrokenLampThatIsNotRepairedFlashesAgainAfterTheReset() {
        SignalController controller = inLocalStage1();
        controller.stickLamp(new SignalGroupId("C"), Lamp.GREEN, now);
        controller.obey(command(new ControllerCommand.ResetFlash("engineer"), now, Duration.ofSeconds(3)), now);
        run(controller, 30);
        assertThat(controller.mode()).isEqualTo(ControlMode.FLASH);
    }

    @Test
    void anObservedIntersectionObeysNobody() {
        Intersection x = TestStreets.fourLeg();
        Intersection observed = new Intersection(
                x.id(),
                x.name(),
                x.ward(),
                x.at(),
                Intersection.Control.OBSERVED,
                x.controller(),
                x.approaches(),
                x.groups(),
                x.conflicts(),
                x.intergreens(),
                x.stages(),
                x.maxStage(),
                x.plans(),
                x.schedule(),
                x.validFrom(),
                x.validTo());
        SignalController controller = new SignalController(observed, ZONE, now);
        assertThat(controller.obey(runStage("2", now), now)).isEqualTo(CommandVerdict.REFUSED_NOT_CONTROLLED);
    }

    @Test
    void itReportsAtEveryChangeAndOnceASecond() {
        SignalController controller = inLocalStage1();
        controller.takeReports();
        run(controller, 5);
        assertThat(controller.takeReports()).hasSize(5);
        controller.obey(runStage("2", now), now);
        assertThat(controller.takeReports()).hasSize(1);
    }

    @Test
    void theSameCallsGiveTheSameEventsHoweverOftenItIsAsked() {
        SignalController often = poweredUpAt(SEVEN);
        SignalController rarely = new SignalController(TestStreets.fourLeg(), ZONE, SEVEN);
        for (int ms = 10; ms <= 300_000; ms += 10) often.advance(SEVEN.plusMillis(ms));
        for (int ms = 100; ms <= 300_000; ms += 100) rarely.advance(SEVEN.plusMillis(ms));
        assertThat(often.takeEvents()).isEqualTo(rarely.takeEvents());
    }

    private SignalController poweredUpAt(Instant at) {
        now = at;
        return new SignalController(TestStreets.fourLeg(), ZONE, at);
    }

    /** A controller whose stage 1 has just become complete, by its local plan. */
    private SignalController inLocalStage1() {
        SignalController controller = poweredUpAt(SEVEN.minusSeconds(60));
        run(controller, 66);
        assertThat(controller.stage()).contains(new StageId("1"));
        return controller;
    }

    private void run(SignalController controller, double seconds) {
        Instant end = now.plusMillis(Math.round(seconds * 1000));
        while (now.isBefore(end)) {
            now = now.plusMillis(100);
            controller.advance(now);
        }
    }

    /** Commands a stage twice a second for some time. */
    private CommandVerdict hold(SignalController controller, String stage, double seconds) {
        Instant end = now.plusMillis(Math.round(seconds * 1000));
        CommandVerdict verdict = CommandVerdict.ACCEPTED;
        while (now.isBefore(end)) {
            verdict = controller.obey(runStage(stage, now), now);
            run(controller, 0.5);
        }
        return verdict;
    }

    private static String lampsOf(SignalController controller) {
        return controller.intersection().groups().stream()
                .map(group -> group.id() + " " + controller.lamp(group.id()))
                .collect(Collectors.joining(", "));
    }

    /** One line for each instant: seconds since {@code from}, then code and parameter of its events. */
    private static String timetable(List<SignalEvent> events, Instant from) {
        StringBuilder text = new StringBuilder();
        Instant at = Instant.MIN;
        for (SignalEvent event : events) {
            if (event.at().equals(at)) {
                text.append(", ");
            } else {
                if (!text.isEmpty()) text.append('\n');
                text.append(Duration.between(from, event.at()).toMillis() / 1000.0)
                        .append("  ");
            }
            at = event.at();
            text.append(event.code()).append(' ').append(event.parameter());
        }
        return text.isEmpty() ? "" : text.append('\n').toString();
    }

    private static Intersection withStages(Intersection x, Stage... stages) {
        return new Intersection(
                x.id(),
                x.name(),
                x.ward(),
                x.at(),
                x.control(),
                x.controller(),
                x.approaches(),
                x.groups(),
                new Conflicts(x.conflicts().pairs()),
                new Intergreens(x.intergreens().byPair()),
                List.of(stages),
                x.maxStage(),
                x.plans(),
                x.schedule(),
                x.validFrom(),
                x.validTo());
    }
}
