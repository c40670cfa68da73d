package city.ioc.sim.device;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.id.StageId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is commanded, lost, late or broken: what the lamps show endangers nobody. */
class ControllerSafetyProperties {
    /** Something that happens to a controller {@code afterMs} after the thing before. */
    record Happening(int afterMs, String what, String stage, int lifeMs) {}

    @Property(tries = 400, seed = "20261122")
    void noSequenceOfCommandsTicksAndLossesEndangersTraffic(
            @ForAll("intersections") Intersection x, @ForAll("happenings") List<Happening> happenings) {
        Instant now = TestStreets.SEVEN.plus(Duration.ofMinutes(16 * 60 + 25));
        SignalController controller = new SignalController(x, TestStreets.ZONE, now);
        Witness witness = new Witness(x, now);
        int number = 0;
        for (Happening each : happenings) {
            Instant next = now.plusMillis(each.afterMs());
            while (now.isBefore(next)) {
                // Looks where the controller's logic runs: on its grid of tenths of a second, and when something
                // happens.
                long toGrid = 100 - now.toEpochMilli() % 100;
                now = now.plusMillis(
                        Math.min(toGrid, Duration.between(now, next).toMillis()));
                if (!each.what().equals("pause")) controller.advance(now);
                witness.look(controller, now);
            }
            happen(controller, each, ++number, now);
            witness.look(controller, now);
        }
    }

    @Property(tries = 100, seed = "20261122")
    void underSteadyCommandsNoRedLastsMuchLongerThanItsMaximum(
            @ForAll("intersections") Intersection x, @ForAll("stages") List<String> stages) {
        Instant now = TestStreets.SEVEN;
        SignalController controller = new SignalController(x, TestStreets.ZONE, now);
        Map<SignalGroupId, Instant> redSince = new HashMap<>();
        for (int second = 0; second < 900; second++) {
            Happening command = new Happening(0, "run", stages.get(second / 40 % stages.size()), 3000);
            happen(controller, command, second, now);
            for (int i = 0; i < 10; i++) {
                now = now.plusMillis(100);
                controller.advance(now);
                for (SignalGroup group : x.groups()) {
                    if (controller.lamp(group.id()) == Lamp.GREEN) redSince.put(group.id(), now);
                    Instant since = redSince.computeIfAbsent(group.id(), id -> TestStreets.SEVEN);
                    // Its maximum of two minutes, and an interstage and minimum green for every other group served
                    // first.
                    assertThat(Duration.between(since, now)).isLessThan(Duration.ofMinutes(3));
                }
            }
        }
    }

    private static void happen(SignalController controller, Happening each, int number, Instant now) {
        switch (each.what()) {
            case "run" ->
                obey(controller, new ControllerCommand.RunStage(new StageId(each.stage())), each, number, now);
            case "release" -> obey(controller, new ControllerCommand.ReleaseToLocal(), each, number, now);
            case "reset" -> obey(controller, new ControllerCommand.ResetFlash("engineer"), each, number, now);
            case "backwards" -> controller.advance(now.minusSeconds(30));
            case "stick" -> {
                var group = controller
                        .intersection()
                        .groups()
                        .get(number % controller.intersection().groups().size());
                controller.stickLamp(group.id(), Lamp.GREEN, now);
                controller.repairLamp(group.id());
            }
            default -> controller.advance(now);
        }
    }

    private static void obey(
            SignalController controller, ControllerCommand.Action action, Happening each, int number, Instant now) {
        controller.obey(
                new ControllerCommand(
                        "c-" + number,
                        TestStreets.X,
                        TestStreets.CONTROLLER,
                        now,
                        now.plusMillis(each.lifeMs()),
                        "GAP_OUT",
                        action,
                        Optional.empty()),
                now);
    }

    @Provide
    Arbitrary<Intersection> intersections() {
        return Arbitraries.of(TestStreets.fourLeg(), TestStreets.leadingLeft());
    }

    @Provide
    Arbitrary<List<String>> stages() {
        return Arbitraries.of("0", "1", "2", "3").list().ofMinSize(1).ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<String> what = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(60, "run"),
                net.jqwik.api.Tuple.of(10, "tick"),
                net.jqwik.api.Tuple.of(5, "release"),
                net.jqwik.api.Tuple.of(3, "reset"),
                net.jqwik.api.Tuple.of(2, "pause"),
                net.jqwik.api.Tuple.of(1, "backwards"),
                net.jqwik.api.Tuple.of(1, "stick"));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 20_000),
                        what,
                        Arbitraries.of("0", "1", "2", "3", "9"),
                        Arbitraries.of(1, 300, 3_000, 60_000))
                .as(Happening::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(60);
    }

    /** A person at the kerb with a stopwatch: judges the lamps by what they show and by nothing else. */
    private static final class Witness {
        private final Intersection x;
        private final Map<SignalGroupId, Lamp> shown = new HashMap<>();
        private final Map<SignalGroupId, Instant> greenSince = new HashMap<>();
        private final Map<SignalGroupId, Instant> greenEnd = new HashMap<>();

        Witness(Intersection x, Instant now) {
            this.x = x;
            x.groups().forEach(group -> greenEnd.put(group.id(), now));
        }

        void look(SignalController controller, Instant now) {
            Map<SignalGroupId, Lamp> lamps = controller.lamps();
            boolean flashing = controller.mode() == ControlMode.FLASH;
            for (SignalGroup group : x.groups()) {
                SignalGroupId id = group.id();
                if (shown.get(id) == Lamp.GREEN && lamps.get(id) != Lamp.GREEN) {
                    greenEnd.put(id, now);
                    // A monitor's flash cuts greens short, and may.
                    if (!flashing) assertNotShort(id, group.minGreen(), greenSince.getOrDefault(id, now), now);
                }
                if (shown.get(id) != Lamp.GREEN && lamps.get(id) == Lamp.GREEN) greenSince.put(id, now);
            }
            for (List<SignalGroupId> pair : x.conflicts().pairs()) {
                judge(pair.get(0), pair.get(1), lamps, now);
                judge(pair.get(1), pair.get(0), lamps, now);
            }
            shown.putAll(lamps);
        }

        private void judge(SignalGroupId green, SignalGroupId other, Map<SignalGroupId, Lamp> lamps, Instant now) {
            if (lamps.get(green) != Lamp.GREEN) return;
            assertThat(lamps.get(other))
                    .as("lamp of %s while %s is green at %s", other, green, now)
                    .isEqualTo(Lamp.RED);
            if (shown.get(green) == Lamp.GREEN) return;
            Duration need = x.intergreens().find(other, green).orElseThrow();
            assertNotShort(green, need, greenEnd.getOrDefault(other, now), now);
        }

        private static void assertNotShort(SignalGroupId id, Duration need, Instant from, Instant now) {
            assertThat(Duration.between(from, now))
                    .as("time of %s at %s", id, now)
                    .isGreaterThanOrEqualTo(need);
        }
    }
}
