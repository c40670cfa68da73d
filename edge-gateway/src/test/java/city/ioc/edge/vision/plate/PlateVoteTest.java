package city.ioc.edge.vision.plate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlateVoteTest {
    private static PlateRead read(String text, double confidence, String... alternatives) {
        return new PlateRead(
                text,
                Layout.ONE_LINE,
                Optional.of(PlateColour.WHITE),
                confidence,
                confidence >= Evidence.ACCEPTED,
                Arrays.stream(alternatives)
                        .map(each -> new PlateRead.Alternative(each, 0.5))
                        .toList(),
                Corners.around(50, 20, 80, 18, 0),
                12);
    }

    private static PlateRead vote(PlateRead... reads) {
        PlateVote vote = new PlateVote();
        List.of(reads).forEach(vote::add);
        return vote.best().orElseThrow();
    }

    @Test
    void nobodyVoted() {
        assertThat(new PlateVote().best()).isEmpty();
    }

    @Test
    void whatMostFramesSayWins() {
        assertThat(vote(read("95A12345", 0.6), read("95A12346", 0.7), read("95A12345", 0.6))
                        .text())
                .isEqualTo("95A12345");
    }

    @Test
    void framesThatAgreeMakeSurer() {
        PlateRead best = vote(read("95A12345", 0.8), read("95A12345", 0.9), read("95A12345", 0.85));
        assertThat(best.confidence()).isGreaterThan(0.9);
    }

    @Test
    void aSureFrameAloneIsAccepted() {
        assertThat(vote(read("95A12345", 0.999)).autoAccept()).isTrue();
    }

    @Test
    void aSureRivalLeavesItToSomebodyToLook() {
        PlateRead best = vote(read("95A12345", 0.999), read("95A12845", 0.99), read("95A12345", 0.999));
        assertThat(best.text()).isEqualTo("95A12345");
        assertThat(best.autoAccept()).isFalse();
    }

    @Test
    void manyPoorFramesAreNotASureOne() {
        PlateRead[] poor = new PlateRead[20];
        Arrays.fill(poor, read("95A12345", 0.45, "95A12346"));
        assertThat(vote(poor).autoAccept()).isFalse();
    }
}
