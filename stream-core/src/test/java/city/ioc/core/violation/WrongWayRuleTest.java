package city.ioc.core.violation;

import static city.ioc.core.violation.Junction.CYCLE;
import static city.ioc.core.violation.Junction.against;
import static city.ioc.core.violation.Junction.conducted;
import static city.ioc.core.violation.Junction.controller;
import static city.ioc.core.violation.Junction.emergency;
import static city.ioc.core.violation.Junction.second;
import static city.ioc.core.violation.Junction.turned;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.StopLinePassage.Break;
import city.ioc.contracts.gateway.DeviceRecord;
import city.ioc.contracts.violation.ViolationRule;
import city.ioc.contracts.violation.VoidReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

/** Who goes against the traffic of approach sw of {@link Junction}, by the desk that takes what its camera tells. */
class WrongWayRuleTest {
    private static final Instant LATER = second(120);

    private final List<String> outcomes = new ArrayList<>();

    @Test
    void whoGoesFarAndLongAgainstTheTrafficIsACaseWithPicturesOfTheLastOfIt() {
        LaneConduct ride = against(20, 22.4, 11.5, Optional.empty());
        ViolationCase found = one(controller(CYCLE), ride);
        assertThat(found.found().rule()).isEqualTo(ViolationRule.WRONG_WAY);
        assertThat(found.found().voids()).isEmpty();
        assertThat(found.seen().until()).contains(second(22.4));
        assertThat(found.detail().why()).containsEntry("movedM", "11.5").containsEntry("lastedS", "2.4");
        EvidenceRequest evidence = found.evidence().orElseThrow();
        assertThat(evidence.at()).isEqualTo(second(22.4));
        assertThat(evidence.reason()).isEqualTo("WRONG_WAY vt-03 sw");
        assertThat(evidence.closeUp()).contains(ride.box());
    }

    @Test
    void whoRollsBackOrTurnsRoundIsNone() {
        assertThat(judge(controller(CYCLE), against(20, 24, 6, Optional.empty())))
                .isEmpty();
        assertThat(judge(controller(CYCLE), against(20, 21.2, 11, Optional.empty())))
                .isEmpty();
        assertThat(outcomes).containsExactly("NOT_FAR_ENOUGH", "NOT_FAR_ENOUGH");
    }

    @Test
    void whatProvesNothingIsVoidWithItsReason() {
        LaneConduct ride = against(20, 23, 12, Optional.empty());
        assertThat(voids(controller(CYCLE), against(20, 23, 12, Optional.of(Break.JUMPED))))
                .containsExactly(VoidReason.TRACK_BROKEN);
        List<DeviceRecord> called = new ArrayList<>(controller(CYCLE));
        called.add(emergency(25));
        assertThat(voids(called, ride)).containsExactly(VoidReason.EMERGENCY_CALL);
        List<DeviceRecord> moved = new ArrayList<>(controller(CYCLE));
        moved.add(turned());
        assertThat(voids(moved, ride)).containsExactly(VoidReason.GEOMETRY_OUT_OF_DATE);
    }

    @Test
    void whereTheControllerIsSilentItIsWaitedForAndThenDoneWithout() {
        ViolationDesk desk = desk();
        LaneConduct ride = against(20, 23, 12, Optional.empty());
        conducted(ride).forEach(record -> desk.take(record, second(23)));
        assertThat(desk.judge(second(24), outcomes::add)).isEmpty();
        assertThat(desk.judge(second(34), outcomes::add))
                .singleElement()
                .matches(each -> !each.found().isVoid());
    }

    /** Whatever the order of messages, repeats among them: one case of who went far and long enough, and none of others. */
    @Property(tries = 200)
    void orderAndRepeatsChangeNothing(
            @ForAll Random random,
            @ForAll @DoubleRange(min = 0, max = 30) double metres,
            @ForAll @DoubleRange(min = 0.2, max = 8) double lasts) {
        LaneConduct ride = against(20, 20 + lasts, metres, Optional.empty());
        List<DeviceRecord> all = new ArrayList<>(controller(CYCLE));
        all.addAll(conducted(ride));
        all.addAll(conducted(ride));
        Collections.shuffle(all, random);
        ViolationDesk desk = desk();
        all.forEach(record -> desk.take(record, LATER));
        List<ViolationCase> cases = desk.judge(LATER.plus(ViolationDesk.PATIENCE), outcome -> {});
        boolean isOne = metres >= 8 && ride.lasted().toMillis() >= 1_500;
        assertThat(cases).hasSize(isOne ? 1 : 0).allMatch(each -> !each.found().isVoid());
    }

    private static ViolationDesk desk() {
        return new ViolationDesk(Junction.X, ViolationSettings.USUAL);
    }

    private List<ViolationCase> judge(List<DeviceRecord> log, LaneConduct conduct) {
        ViolationDesk desk = desk();
        log.forEach(record -> desk.take(record, LATER));
        conducted(conduct).forEach(record -> desk.take(record, LATER));
        return desk.judge(LATER.plus(ViolationDesk.PATIENCE), outcomes::add);
    }

    private ViolationCase one(List<DeviceRecord> log, LaneConduct conduct) {
        return judge(log, conduct).getFirst();
    }

    private List<VoidReason> voids(List<DeviceRecord> log, LaneConduct conduct) {
        return one(log, conduct).found().voids();
    }
}
