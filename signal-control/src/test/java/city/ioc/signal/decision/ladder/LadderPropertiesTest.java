package city.ioc.signal.decision.ladder;

import static city.ioc.signal.Crossing.t;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.signal.Crossing;
import city.ioc.signal.Scene;
import city.ioc.signal.decision.ControlStrategy;
import city.ioc.signal.decision.StageDecision;
import city.ioc.signal.decision.Strategies;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/**
 * Cameras, detectors and neighbours come and go at random, second by second, for a quarter of an hour. The rung is that of an oracle
 * which remembers for how many seconds each thing has been there.
 */
class LadderPropertiesTest {
    private static final int STEADY_S = 30;
    private static final int NEWS_S = 5;
    private static final int PICTURE_S = 3;

    private final SignalLayout layout = Crossing.layoutWithNeighbours();
    private final ControlStrategy ladder = Strategies.laddered("adaptive", layout, Crossing.ZONE, false);

    /** Something that is there or not for spells of random length. */
    private static final class Coming {
        private final Random random;
        private final int spellS;
        private boolean there;
        private int leftS;

        Coming(Random random, int spellS) {
            this.random = random;
            this.spellS = spellS;
        }

        boolean second() {
            if (leftS-- == 0) {
                there = !there;
                leftS = random.nextInt(there ? 6 * spellS : spellS);
            }
            return there;
        }
    }

    /** For how many seconds something that is said now and then has been known without a break. */
    private static final class Known {
        private final int lastsS;
        private int saidS = Integer.MIN_VALUE / 2;
        private int sinceS;

        Known(int lastsS) {
            this.lastsS = lastsS;
        }

        void said(int second) {
            if (second - saidS > lastsS) sinceS = second;
            saidS = second;
        }

        boolean isSteady(int second) {
            return second - saidS <= lastsS && second - sinceS >= STEADY_S;
        }
    }

    @Property(tries = 40, seed = "5")
    void theRungIsTheBestOneWhoseNeedsHaveBeenThereForHalfAMinute(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int spellS) {
        Random random = new Random(seed);
        SignalState state = Scene.of("main 0", layout);
        for (int d = 0; d < 5; d++) state.trust(d, false, t(0));
        Coming camera = new Coming(random, spellS);
        Coming main = new Coming(random, spellS);
        Coming side = new Coming(random, spellS);
        Coming loops = new Coming(random, spellS);
        Known picture = new Known(PICTURE_S);
        Known fromMain = new Known(NEWS_S);
        Known fromSide = new Known(NEWS_S);
        int believedSinceS = -1;
        for (int second = 1; second <= 900; second++) {
            Scene.heardAt(second, state);
            if (camera.second()) {
                for (int l = 0; l < 3; l++) state.traffic().look(l, t(second).toEpochMilli());
                picture.said(second);
            }
            if (main.second()) {
                state.traffic().expect("in-A", random.nextInt(3), t(second).toEpochMilli());
                fromMain.said(second);
            }
            if (side.second()) {
                state.traffic().expect("in-B", random.nextInt(3), t(second).toEpochMilli());
                fromSide.said(second);
            }
            boolean believed = loops.second();
            for (int d = 0; d < 5; d++) state.trust(d, believed, t(second));
            if (!believed) believedSinceS = -1;
            else if (believedSinceS < 0) believedSinceS = second;

            boolean seen = picture.isSteady(second);
            boolean heard = fromMain.isSteady(second) && fromSide.isSteady(second);
            boolean detected = believedSinceS >= 0 && second - believedSinceS >= STEADY_S;
            Rung due = seen
                    ? heard ? Rung.ADAPTIVE_COORDINATED : Rung.ADAPTIVE
                    : detected ? Rung.ACTUATED : Rung.TIME_OF_DAY;
            StageDecision decision = ladder.decide(state, t(second));
            assertThat(decision.values()).as("second %s", second).containsEntry("rung", due.name());
            assertThat(decision.values().containsKey("cause"))
                    .as("a cause is given below the top, and only there")
                    .isEqualTo(due != Rung.ADAPTIVE_COORDINATED);
            if (due == Rung.ADAPTIVE)
                assertThat(decision.values())
                        .containsEntry("cause", "NEIGHBOUR_SILENT")
                        .containsKey("neighbour");
            assertThat(ladder.decide(state, t(second)))
                    .as("asked again it says the same")
                    .isEqualTo(decision);
        }
    }
}
