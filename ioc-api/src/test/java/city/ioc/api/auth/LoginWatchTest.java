package city.ioc.api.auth;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.operator.OperatorReply;
import city.ioc.contracts.operator.OperatorRequest;
import city.ioc.contracts.operator.OperatorRequest.RaiseAlarm;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LoginWatchTest {
    private Instant now = Instant.parse("2026-11-21T00:00:00Z");
    private boolean coreThere = true;
    private final List<OperatorRequest> asked = new ArrayList<>();
    private final LoginWatch watch = new LoginWatch(() -> now, request -> {
        asked.add(request);
        return coreThere ? Future.succeededFuture(OperatorReply.accepted("a-1")) : Future.failedFuture("nobody there");
    });

    @Test
    void theLockGrowsFromTheFifthWrongPasswordOnUpToAnHour() {
        assertThat(LoginWatch.lockAfter(4)).isEmpty();
        assertThat(LoginWatch.lockAfter(5)).contains(Duration.ofSeconds(30));
        assertThat(LoginWatch.lockAfter(6)).contains(Duration.ofSeconds(60));
        assertThat(LoginWatch.lockAfter(8)).contains(Duration.ofMinutes(4));
        assertThat(LoginWatch.lockAfter(400)).contains(Duration.ofHours(1));
    }

    @Test
    void theTenthRefusalRaisesOneAlarm() {
        for (int i = 0; i < 25; i++) watch.refused("operator", "10.0.0.9");
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst()).isInstanceOfSatisfying(RaiseAlarm.class, alarm -> {
            assertThat(alarm.kind()).isEqualTo("LOGIN_ATTACK");
            assertThat(alarm.subject()).isEqualTo("operator");
            assertThat(alarm.values()).containsEntry("failures", "10").containsEntry("address", "10.0.0.9");
        });
    }

    @Test
    void anAlarmThatDidNotReachTheCoreIsRaisedAgain() {
        coreThere = false;
        for (int i = 0; i < 10; i++) watch.refused("operator", "10.0.0.9");
        coreThere = true;
        watch.refused("operator", "10.0.0.9");
        watch.refused("operator", "10.0.0.9");
        assertThat(asked).hasSize(2);
    }

    @Test
    void manyNamesFromOneAddressAreAnAttackToo() {
        for (int i = 0; i < 30; i++) watch.refused("name" + i, "10.0.0.9");
        assertThat(asked)
                .singleElement()
                .isInstanceOfSatisfying(
                        RaiseAlarm.class, alarm -> assertThat(alarm.subject()).isEqualTo("10.0.0.9"));
    }

    @Test
    void wrongPasswordsLongAgoAreForgotten() {
        for (int i = 0; i < 9; i++) watch.refused("operator", "10.0.0.9");
        now = now.plus(Duration.ofMinutes(11));
        for (int i = 0; i < 9; i++) watch.refused("operator", "10.0.0.9");
        assertThat(asked).isEmpty();
    }

    @Test
    void aNameWithoutAnAccountIsLockedLikeOneWithAnAccount() {
        for (int i = 0; i < 5; i++) watch.unknownFailed("ghost");
        assertThat(watch.lockOfUnknown("ghost")).contains(now.plusSeconds(30));
    }
}
