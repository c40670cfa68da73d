package city.ioc.edge.vision.track;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class AssignmentTest {
    @Test
    void theCheapestWholeIsChosenNotTheCheapestPair() {
        assertThat(Assignment.of(new double[][] {{1, 2}, {2, 100}})).containsExactly(1, 0);
    }

    @Test
    void whoMayBeWithNobodyStaysAlone() {
        double never = Assignment.NEVER;
        assertThat(Assignment.of(new double[][] {{never, -5}, {never, -4}})).containsExactly(1, -1);
        assertThat(Assignment.of(new double[][] {{}, {}})).containsExactly(-1, -1);
        assertThat(Assignment.of(new double[0][0])).isEmpty();
    }

    @Test
    void whoMustStayAlonePushesNobodyToAnother() {
        double never = Assignment.NEVER;
        assertThat(Assignment.of(new double[][] {{-1, -0.1}, {-0.1, never}})).containsExactly(0, -1);
    }

    @Test
    void noOtherAssignmentIsCheaper() {
        SplittableRandom random = new SplittableRandom(7);
        for (int round = 0; round < 200; round++) {
            double[][] costs = new double[1 + random.nextInt(5)][1 + random.nextInt(5)];
            for (double[] row : costs) for (int j = 0; j < row.length; j++) row[j] = -random.nextDouble();
            double sum = 0;
            int[] columns = Assignment.of(costs);
            for (int i = 0; i < columns.length; i++) if (columns[i] >= 0) sum += costs[i][columns[i]];
            assertThat(sum).isCloseTo(cheapest(costs, 0, 0), within(1e-9));
        }
    }

    private static double cheapest(double[][] costs, int row, int taken) {
        if (row == costs.length) return 0;
        double best = cheapest(costs, row + 1, taken);
        for (int j = 0; j < costs[row].length; j++)
            if ((taken & 1 << j) == 0) best = Math.min(best, costs[row][j] + cheapest(costs, row + 1, taken | 1 << j));
        return best;
    }
}
