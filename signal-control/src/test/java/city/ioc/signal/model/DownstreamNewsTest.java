package city.ioc.signal.model;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the crossing tells downstream: lane A, with detector 1 at its stop line, leads to the exit "out". */
class DownstreamNewsTest {
    private static List<String> told(String scene, double at, double heardAt) {
        SignalState state = Scene.heardAt(heardAt, Scene.of(scene, Crossing.layoutWithLanes()));
        List<String> news = new ArrayList<>();
        DownstreamNews.tell(state, Crossing.t(at).toEpochMilli(), (road, pcu) -> news.add(road + " " + pcu));
        return news;
    }

    @Test
    void whoeverLeftIsTold() {
        assertThat(told("main 0; green 2 0; on 1 2; off 1 3; on 1 4; off 1 5", 6, 6))
                .containsExactly("out 2.0");
    }

    @Test
    void thatNobodyLeftIsToldToo() {
        assertThat(told("main 0", 6, 6)).containsExactly("out 0.0");
    }

    @Test
    void whatNobodyCountsIsNotTold() {
        assertThat(told("main 0; broken 1", 6, 6)).isEmpty();
    }

    @Test
    void anIntersectionThatIsNotHeardTellsNothing() {
        assertThat(told("main 0", 10, 6)).isEmpty();
        assertThat(told("main 0", 9, 6)).containsExactly("out 0.0");
    }
}
