package city.ioc.edge.intake;

import static city.ioc.edge.intake.SeenWindow.Sight.NEW;
import static city.ioc.edge.intake.SeenWindow.Sight.SEEN;
import static city.ioc.edge.intake.SeenWindow.Sight.STALE_SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.field.MessageId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class SeenWindowTest {
    private final SeenWindow window = new SeenWindow();

    @Test
    void theSameNumberTwiceIsSeen() {
        assertThat(window.see(id(5, 1))).isEqualTo(NEW);
        assertThat(window.see(id(5, 1))).isEqualTo(SEEN);
    }

    @Test
    void disorderIsTolerated() {
        assertThat(window.see(id(5, 3))).isEqualTo(NEW);
        assertThat(window.see(id(5, 1))).isEqualTo(NEW);
        assertThat(window.see(id(5, 2))).isEqualTo(NEW);
        assertThat(window.see(id(5, 1))).isEqualTo(SEEN);
    }

    @Test
    void theSessionBeforeMayStillArrive() {
        assertThat(window.see(id(6, 1))).isEqualTo(NEW);
        assertThat(window.see(id(5, 1))).isEqualTo(NEW);
        assertThat(window.see(id(5, 1))).isEqualTo(SEEN);
        assertThat(window.see(id(6, 1))).isEqualTo(SEEN);
    }

    @Test
    void aSessionBeforeAllThatAreRememberedIsStale() {
        for (int session = 10; session < 10 + SeenWindow.SESSIONS; session++) window.see(id(session, 1));
        assertThat(window.see(id(9, 1))).isEqualTo(STALE_SESSION);
        assertThat(window.see(id(20, 1))).isEqualTo(NEW);
        assertThat(window.see(id(10, 1))).isEqualTo(STALE_SESSION);
    }

    @Test
    void whatIsOlderThanTheWindowCountsAsNew() {
        window.see(id(5, 1));
        window.see(id(5, 1 + SeenWindow.WIDTH));
        assertThat(window.see(id(5, 1))).isEqualTo(NEW);
    }

    @Property(tries = 200, seed = "42")
    void withinTheWindowItAgreesWithASet(
            @ForAll @Size(min = 1, max = 500) List<@IntRange(min = 1, max = 3000) Integer> numbers) {
        SeenWindow tested = new SeenWindow();
        Set<Integer> seen = new HashSet<>();
        int highest = 0;
        for (int number : numbers) {
            highest = Math.max(highest, number);
            boolean before = !seen.add(number);
            boolean said = tested.see(id(5, number)) == SEEN;
            if (number > highest - SeenWindow.WIDTH) assertThat(said).isEqualTo(before);
            else assertThat(said).isFalse();
        }
    }

    private static MessageId id(long session, long seq) {
        return new MessageId(session, seq);
    }
}
