package city.ioc.core.violation;

import static city.ioc.core.violation.Junction.CYCLE;
import static city.ioc.core.violation.Junction.broken;
import static city.ioc.core.violation.Junction.camera;
import static city.ioc.core.violation.Junction.controller;
import static city.ioc.core.violation.Junction.passage;
import static city.ioc.core.violation.Junction.second;
import static city.ioc.core.violation.Junction.seen;
import static city.ioc.core.violation.Junction.setBack;
import static city.ioc.core.violation.Junction.stood;
import static city.ioc.core.violation.Junction.turned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.LampReading.Seen;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.street.Approach;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.VoidReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** The lamps of {@link Junction#CYCLE}: green to 10 s, amber to 13 s, red to 40 s, green again. */
class ViolationDeskTest {
    private static final Instant LATER = second(120);

    private final List<String> outcomes = new ArrayList<>();

    @Test
    void whoPassesAtRedAndIsInTheJunctionAtRedRanTheRedLight() {
        ViolationCase found = judged(passage(20.4, Optional.of(21.2))).orElseThrow();
        assertThat(found.found().rule()).isEqualTo(ViolationRule.RED_LIGHT);
        assertThat(found.found().voids()).isEmpty();
        assertThat(found.found().secondsIntoRed().orElseThrow()).isCloseTo(7.4, within(0.001));
        assertThat(found.detail().lampLog())
                .hasSize(2)
                .last()
                .extracting(change -> change.lamp().name())
                .isEqualTo("RED");
        EvidenceRequest evidence = found.evidence().orElseThrow();
        assertThat(evidence.id()).isEqualTo(found.id().toString());
        assertThat(evidence.until()).contains(second(22.6));
    }

    @Test
    void whoPassesAtGreenOrAmberOrWithinTheGraceDidNot() {
        assertThat(judged(passage(9.9, Optional.of(13.9)))).isEmpty();
        assertThat(judged(passage(12.9, Optional.of(13.8)))).isEmpty();
        assertThat(judged(passage(13.5, Optional.of(14.3)))).isEmpty();
        assertThat(judged(passage(13.6, Optional.of(14.3)))).isPresent();
        assertThat(outcomes).containsExactly("NOT_RED", "NOT_RED", "WITHIN_GRACE", "RED_LIGHT");
    }

    @Test
    void whoStandsBeforeTheJunctionPassedTheStopLine() {
        assertThat(judged(stood(20, 2.1)).orElseThrow().found().rule()).isEqualTo(ViolationRule.STOP_LINE);
        assertThat(judged(stood(20, 0.6)))
                .as("so near the line as pictures tell")
                .isEmpty();
    }

    @Test
    void whoIsInTheJunctionAfterRedOnlyIsNoRedRunner() {
        assertThat(judged(passage(39.5, Optional.of(40.3)))).isEmpty();
        assertThat(outcomes).containsExactly("GREEN_BEFORE_JUNCTION");
    }

    @Test
    void whereASignAllowsItOneTurnsRightAtRed() {
        ViolationDesk desk = new ViolationDesk(signedForRight(), ViolationSettings.USUAL);
        assertThat(judge(desk, controller(CYCLE), camera(turned(passage(20, Optional.of(21.0)), 70))))
                .isEmpty();
        assertThat(outcomes).containsExactly("RIGHT_ON_RED");
        assertThat(judge(desk, List.of(), camera(turned(passage(22, Optional.of(23.0)), -2))))
                .hasSize(1);
    }

    @Test
    void whatProvesNothingIsVoidWithItsReason() {
        StopLinePassage run = passage(20, Optional.of(21.0));
        assertThat(voids(controller(CYCLE), broken(run, StopLinePassage.Break.JUMPED)))
                .containsExactly(VoidReason.TRACK_BROKEN);
        assertThat(voids(controller(CYCLE), seen(run, Seen.GREEN, Seen.GREEN)))
                .containsExactly(VoidReason.LAMP_DIFFERS);
        assertThat(voids(controller(CYCLE), seen(run, Seen.DARK, Seen.RED))).containsExactly(VoidReason.GROUP_DARK);
        assertThat(voids(controller(CYCLE, Duration.ofSeconds(2)), run)).containsExactly(VoidReason.CLOCKS_DISAGREE);
        assertThat(voids(controller(CYCLE, Duration.ofSeconds(-2)), run)).containsExactly(VoidReason.CLOCKS_DISAGREE);
        assertThat(voids(controller("RRRR".repeat(10)), seen(run, Seen.RED, Seen.RED)))
                .as("nobody saw red begin, yet it is red since the first word")
                .isEmpty();
        assertThat(voids(List.of(), seen(run, Seen.RED, Seen.RED))).containsExactly(VoidReason.NO_LAMP_HISTORY);
        assertThat(voids(controller("F".repeat(50)), seen(run, Seen.RED, Seen.RED)))
                .containsExactly(VoidReason.GROUP_FLASHING);
    }

    @Test
    void aClockThatWasSetBackVoidsWhatItToldTwiceAndNothingLater() {
        StopLinePassage run = passage(20, Optional.of(21.0));
        Duration by = Duration.ofSeconds(5);
        assertThat(voids(setBack(controller(CYCLE), 18, by), run)).contains(VoidReason.NO_LAMP_HISTORY);
        assertThat(voids(setBack(controller(CYCLE), 4, by), run))
                .as("long before the red")
                .isEmpty();
    }

    @Test
    void whoPassesFlashingOrUnknownLampsThatNobodySeesRedIsNotSuspected() {
        StopLinePassage run = passage(20, Optional.of(21.0));
        assertThat(judge(desk(), controller("F".repeat(50)), camera(run))).isEmpty();
        assertThat(judge(desk(), List.of(), camera(run))).isEmpty();
    }

    @Test
    void whatIsToldTwiceIsOneCase() {
        ViolationDesk desk = desk();
        StopLinePassage run = passage(20, Optional.of(21.0));
        List<ViolationCase> first = judge(desk, controller(CYCLE), camera(run));
        assertThat(first).hasSize(1);
        assertThat(judge(desk, controller(CYCLE), camera(run))).isEmpty();
        assertThat(ViolationCase.idOf(Junction.CAMERA, Sighted.of(run)))
                .isEqualTo(first.getFirst().id());
    }

    @Test
    void theLogIsWaitedForAWhile() {
        ViolationDesk desk = desk();
        camera(passage(20, Optional.of(21.0))).forEach(record -> desk.take(record, second(22)));
        assertThat(desk.judge(second(23), outcomes::add)).isEmpty();
        controller(CYCLE).forEach(record -> desk.take(record, second(24)));
        assertThat(desk.judge(second(25), outcomes::add))
                .singleElement()
                .matches(each -> !each.found().isVoid());
    }

    /** Whatever the order of messages, repeats among them: the same judgement as in order, and the right one. */
    @Property(tries = 300)
    void orderAndRepeatsChangeNothing(
            @ForAll Random random, @ForAll @DoubleRange(min = 1, max = 47) double at, @ForAll boolean enters) {
        StopLinePassage run = passage(at, enters ? Optional.of(at + 0.9) : Optional.empty());
        List<DeviceRecord> all = new ArrayList<>(controller(CYCLE));
        all.addAll(camera(run));
        all.addAll(camera(run));
        Collections.shuffle(all, random);
        List<ViolationCase> cases = judge(desk(), all, List.of());
        boolean isRed = redFor(run.at()) > 0.5;
        boolean stays = enters && redFor(run.end()) > 0;
        assertThat(cases)
                .hasSize(isRed && stays ? 1 : 0)
                .allMatch(each -> !each.found().isVoid());
    }

    /** However much of the log is lost: nobody is blamed who did not pass a lamp that had been red for longer than the grace. */
    @Property(tries = 500)
    void whatIsLostBlamesNobody(
            @ForAll Random random,
            @ForAll @DoubleRange(min = 1, max = 47) double at,
            @ForAll @IntRange(min = 0, max = 60) int lost) {
        StopLinePassage run = passage(at, Optional.of(at + 0.9));
        List<DeviceRecord> all = new ArrayList<>(controller(CYCLE));
        for (int i = 0; i < lost && !all.isEmpty(); i++) all.remove(random.nextInt(all.size()));
        Collections.shuffle(all, random);
        for (ViolationCase each : judge(desk(), all, camera(run)))
            if (!each.found().isVoid()) assertThat(redFor(run.at())).isGreaterThan(0.5);
    }

    private static double redFor(Instant at) {
        double second = Duration.between(Junction.BEGIN, at).toMillis() / 1000.0;
        return second >= 13 && second < 40 ? second - 13 : 0;
    }

    private static ViolationDesk desk() {
        return new ViolationDesk(Junction.X, ViolationSettings.USUAL);
    }

    private Optional<ViolationCase> judged(StopLinePassage passage) {
        return judge(desk(), controller(CYCLE), camera(passage)).stream().findFirst();
    }

    private List<VoidReason> voids(List<DeviceRecord> log, StopLinePassage passage) {
        return judge(desk(), log, camera(passage)).getFirst().found().voids();
    }

    private List<ViolationCase> judge(ViolationDesk desk, List<DeviceRecord> first, List<DeviceRecord> then) {
        first.forEach(record -> desk.take(record, LATER));
        then.forEach(record -> desk.take(record, LATER));
        return desk.judge(LATER.plus(ViolationDesk.PATIENCE), outcomes::add);
    }

    private static Intersection signedForRight() {
        Intersection x = Junction.X;
        List<Approach> approaches = x.approaches().stream()
                .map(each -> new Approach(each.id(), each.link(), each.name(), each.bearingDeg(), Optional.of(true)))
                .toList();
        return new Intersection(
                x.id(),
                x.name(),
                x.ward(),
                x.at(),
                x.control(),
                x.controller(),
                approaches,
                x.groups(),
                x.conflicts(),
                x.intergreens(),
                x.stages(),
                x.maxStage(),
                x.plans(),
                x.schedule(),
                x.validFrom(),
                x.validTo(),
                x.version());
    }
}
