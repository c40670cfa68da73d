package city.ioc.core.violation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class HeardTest {
    private static final Instant START = Instant.parse("2026-11-27T03:00:00Z");
    private final Heard heard = new Heard();

    @Test
    void aMissingMessageMattersWhereItIsMissing() {
        hear(1, 0);
        hear(2, 10);
        hear(4, 30);
        hear(5, 40);
        assertThat(heard.isWhole(at(10), at(30))).isFalse();
        assertThat(heard.isWhole(at(0), at(10))).isTrue();
        assertThat(heard.isWhole(at(30), at(40))).isTrue();
        hear(3, 20);
        assertThat(heard.isWhole(at(0), at(40))).isTrue();
    }

    @Test
    void whatWasSaidBeforeTheFirstMessageIsNotKnown() {
        hear(7, 10);
        hear(8, 20);
        assertThat(heard.isWhole(at(9), at(20))).isFalse();
        assertThat(heard.isWhole(at(10), at(20))).isTrue();
    }

    @Test
    void aClockThatWentBackIsTrustedAgainAfterTheTimesThatItToldTwice() {
        hear(1, 0);
        hear(2, 10);
        hear(3, 4);
        hear(4, 12);
        hear(5, 30);
        assertThat(heard.isWhole(at(0), at(5))).isFalse();
        assertThat(heard.isWhole(at(0), at(30))).isFalse();
        assertThat(heard.isWhole(at(10), at(30))).isTrue();
    }

    @Property(tries = 200)
    void orderChangesNothing(@ForAll Random order, @ForAll @IntRange(min = 1, max = 30) int missing) {
        Heard shuffled = new Heard();
        List<Long> ids = new ArrayList<>(LongStream.rangeClosed(1, 30)
                .filter(id -> id != missing)
                .boxed()
                .toList());
        Collections.shuffle(ids, order);
        ids.forEach(id -> shuffled.add(id, at(id)));
        boolean isEdge = missing == 30;
        for (int from = 1; from < 30; from++) {
            boolean known = !(missing == 1 && from == 1);
            boolean touches = !isEdge && missing > from - 1 && missing < from + 2 && missing > 1;
            assertThat(shuffled.isWhole(at(from), at(from + 1)))
                    .as("%d to %d without %d", from, from + 1, missing)
                    .isEqualTo(known && !touches);
        }
    }

    @Test
    void whatIsForgottenIsNoGap() {
        for (int i = 1; i <= 100; i++) if (i != 50) hear(i, i);
        heard.forgetBefore(at(60));
        assertThat(heard.isWhole(at(60), at(100))).isTrue();
        assertThat(heard.isWhole(at(59), at(100))).isFalse();
    }

    private void hear(long id, long second) {
        heard.add(id, at(second));
    }

    private static Instant at(long second) {
        return START.plusSeconds(second);
    }
}
