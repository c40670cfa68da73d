package city.ioc.sim.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.safety.SafetyRule;
import city.ioc.signal.safety.ShownFault;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whoever takes a rule away is found out: the fuzz sees every rule of the guard and every kind of fault of the monitor. */
class SafetyMutationsTest {
    private static final String GUARD = "city.ioc.signal.safety.SafetyGuard";
    private static final String MONITOR = "city.ioc.signal.safety.ConflictMonitor";
    private static final long TICKS = 300_000;

    @TempDir
    Path scratch = Path.of("");

    /** A line of the guard, what it becomes, the rule that is gone by it and what the fuzz sees. */
    private record GuardMutation(SafetyRule rule, String from, String to, Violation.Kind... seenAs) {}

    private static final List<GuardMutation> OF_THE_GUARD = List.of(
            mutation(
                    SafetyRule.NOT_COMMANDED,
                    "if (layout.intersection().control() == Intersection.Control.OBSERVED)",
                    "if (false)",
                    Violation.Kind.FORBIDDEN_COMMAND),
            mutation(
                    SafetyRule.COMMAND_EXPIRED,
                    "if (!now.isBefore(expiresAt))",
                    "if (false)",
                    Violation.Kind.FORBIDDEN_COMMAND),
            mutation(SafetyRule.UNKNOWN_STAGE, "if (found.isEmpty())", "if (false)", Violation.Kind.EXCEPTION),
            mutation(
                    SafetyRule.CONFLICT_IN_STAGE,
                    "if (layout.hasConflict(layout.stageGroups(stage)))\n",
                    "if (false)\n",
                    Violation.Kind.CONFLICTING_GREEN),
            mutation(
                    SafetyRule.CONTROLLER_SILENT,
                    "if (silenceMs > SignalState.CONTROLLER_SILENCE.toMillis())",
                    "if (false)",
                    Violation.Kind.FORBIDDEN_COMMAND),
            mutation(
                    SafetyRule.FLASHING,
                    "if (state.isFlashing())",
                    "if (false)",
                    Violation.Kind.FORBIDDEN_COMMAND,
                    Violation.Kind.EXCEPTION),
            mutation(SafetyRule.STAGE_UNKNOWN, "if (!state.isStageKnown())", "if (false)", Violation.Kind.EXCEPTION),
            mutation(
                    SafetyRule.CONFLICT_SHOWN,
                    "if (layout.hasConflict(state.greenGroups()))",
                    "if (false)",
                    Violation.Kind.FORBIDDEN_COMMAND),
            mutation(
                    SafetyRule.IN_TRANSITION,
                    "if (state.isInTransition() || heading != running || showsEndOfGreen(state))",
                    "if (false)",
                    Violation.Kind.END_OF_GREEN_SHORT,
                    Violation.Kind.INTERGREEN_SHORT),
            mutation(
                    SafetyRule.LAMPS_UNKNOWN,
                    "if (state.lamp(g) == Lamp.UNKNOWN && (layout.stageGroups(running) & 1L << g) != 0)",
                    "if (false)",
                    Violation.Kind.MIN_GREEN_SHORT),
            mutation(SafetyRule.MIN_GREEN, "if (greenMs < minMs)", "if (false)", Violation.Kind.MIN_GREEN_SHORT),
            mutation(
                    SafetyRule.INTERGREEN_UNKNOWN,
                    "if (!layout.hasIntergreen(e, b))",
                    "if (false)",
                    Violation.Kind.INTERGREEN_SHORT),
            mutation(
                    SafetyRule.MAX_RED,
                    "boolean forced = starving >= 0 && !servesStarving(state, running, wanted, nowMs);",
                    "boolean forced = false;",
                    Violation.Kind.RED_TOO_LONG));

    private static GuardMutation mutation(SafetyRule rule, String from, String to, Violation.Kind... seenAs) {
        return new GuardMutation(rule, from, to, seenAs);
    }

    /** A line of the monitor by which a kind of fault is found. */
    private record MonitorMutation(ShownFault.Kind kind, String from, String to) {}

    private static final List<MonitorMutation> OF_THE_MONITOR = List.of(
            new MonitorMutation(
                    ShownFault.Kind.CONFLICTING_GREEN, "if (state.lamp(other) == Lamp.GREEN) {", "if (false) {"),
            new MonitorMutation(
                    ShownFault.Kind.INTERGREEN_SHORT,
                    "layout.intergreenMs(other, group) - at;",
                    "layout.intergreenMs(other, group) - at - 200;"),
            new MonitorMutation(
                    ShownFault.Kind.MIN_GREEN_SHORT,
                    "layout.group(group).minGreen().toMillis() - lastedMs;",
                    "layout.group(group).minGreen().toMillis() - lastedMs - 200;"),
            new MonitorMutation(
                    ShownFault.Kind.END_OF_GREEN_SHORT, "if (endsAmber || endsAtOnce) {", "if (endsAtOnce) {"),
            new MonitorMutation(
                    ShownFault.Kind.END_OF_GREEN_SHORT, "if (endsAmber || endsAtOnce) {", "if (endsAmber) {"));

    @Test
    void everyRuleHasItsMutation() {
        assertThat(OF_THE_GUARD.stream().map(GuardMutation::rule).toList())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(SafetyRule.class));
        assertThat(OF_THE_MONITOR.stream().map(MonitorMutation::kind).distinct().toList())
                .containsExactlyInAnyOrderElementsOf(EnumSet.allOf(ShownFault.Kind.class));
    }

    @Test
    void unchangedNothingIsFound() {
        Mutant same = Mutant.of(GUARD, "this.layout = layout;", "this.layout = layout;", scratch);
        assertThat(same.probe(World.Kind.GUARD, TICKS)).isEmpty();
        assertThat(same.probe(World.Kind.MONITOR, TICKS)).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> aGuardWithoutTheRuleIsFoundOut() {
        return OF_THE_GUARD.stream()
                .map(each -> DynamicTest.dynamicTest(each.rule().name(), () -> {
                    Path folder = scratch.resolve(each.rule().name());
                    String seen =
                            Mutant.of(GUARD, each.from(), each.to(), folder).probe(World.Kind.GUARD, TICKS);
                    assertThat(seen)
                            .isIn(Stream.of(each.seenAs()).map(Enum::name).toList());
                }));
    }

    @TestFactory
    Stream<DynamicTest> aMonitorThatOverlooksAKindIsFoundOut() {
        return OF_THE_MONITOR.stream()
                .map(each -> DynamicTest.dynamicTest(each.kind() + ": " + each.to(), () -> {
                    Path folder = scratch.resolve("monitor-" + OF_THE_MONITOR.indexOf(each));
                    assertThat(Mutant.of(MONITOR, each.from(), each.to(), folder)
                                    .probe(World.Kind.MONITOR, TICKS))
                            .isEqualTo(Violation.Kind.MONITOR_DIFFERS.name());
                }));
    }
}
