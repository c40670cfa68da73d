package city.ioc.core.intake;

import static city.ioc.core.intake.MessageWindow.Verdict.BEHIND;
import static city.ioc.core.intake.MessageWindow.Verdict.FRESH;
import static city.ioc.core.intake.MessageWindow.Verdict.REPEATED;
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

class MessageWindowTest {
    private final MessageWindow window = new MessageWindow();

    private MessageWindow.Verdict take(long session, long seq) {
        return window.take(new MessageId(session, seq));
    }

    @Test
    void aMessageIsFreshOnce() {
        assertThat(take(9, 1)).isEqualTo(FRESH);
        assertThat(take(9, 1)).isEqualTo(REPEATED);
    }

    @Test
    void disorderWithinTheWindowIsNoRepeat() {
        take(9, 10);
        assertThat(take(9, 8)).isEqualTo(FRESH);
        assertThat(take(9, 8)).isEqualTo(REPEATED);
    }

    @Test
    void whatLiesFurtherBackThanTheWindowIsBehind() {
        take(9, 1000);
        assertThat(take(9, 1000 - MessageWindow.WIDTH)).isEqualTo(BEHIND);
    }

    @Test
    void aNewSessionStartsAnewAndTheOldOneIsBehind() {
        take(9, 500);
        assertThat(take(10, 1)).isEqualTo(FRESH);
        assertThat(take(9, 501)).isEqualTo(BEHIND);
    }

    @Test
    void anOwnerThatResumesUsesNothingTwice() {
        MessageWindow resumed = MessageWindow.resumedAfter(new MessageId(9, 500));
        assertThat(resumed.take(new MessageId(9, 500))).isEqualTo(REPEATED);
        assertThat(resumed.take(new MessageId(9, 499))).isEqualTo(REPEATED);
        assertThat(resumed.take(new MessageId(9, 501))).isEqualTo(FRESH);
    }

    @Property
    void nothingIsFreshTwice(@ForAll @Size(max = 200) List<@IntRange(min = 1, max = 600) Integer> seqs) {
        MessageWindow fresh = new MessageWindow();
        Set<Integer> used = new HashSet<>();
        for (int seq : seqs)
            if (fresh.take(new MessageId(3, seq)) == FRESH)
                assertThat(used.add(seq)).isTrue();
    }

    @Property
    void inOrderEverythingIsFresh(@ForAll @IntRange(min = 1, max = 2000) int count) {
        MessageWindow fresh = new MessageWindow();
        for (int seq = 1; seq <= count; seq++)
            assertThat(fresh.take(new MessageId(3, seq))).isEqualTo(FRESH);
    }
}
