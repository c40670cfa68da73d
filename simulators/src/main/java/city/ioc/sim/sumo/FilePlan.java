package city.ioc.sim.sumo;

import city.ioc.contracts.id.PlanId;
import city.ioc.contracts.street.Intergreens;
import city.ioc.contracts.street.LocalName;
import city.ioc.contracts.street.PlanTimes;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * The file's own program as a plan of the controller: what it runs when nobody commands it.
 *
 * @param always the plan at every hour
 */
record FilePlan(SignalPlan plan, PlanTimes always) {
    private static final PlanId ID = new PlanId("file");

    /** A split begins with the interstage that leads to its stage, so it starts earlier than SUMO's phase does. */
    static FilePlan of(
            SumoNet.Program program,
            ProgramStages stages,
            List<Stage> stageList,
            List<SignalGroup> groups,
            Intergreens intergreens) {
        List<ProgramStages.Split> splits = stages.splits();
        long[] lengthMs = new long[splits.size()];
        long[] leastMs = new long[splits.size()];
        for (int i = 0; i < lengthMs.length; i++) {
            double before = splits.get(i).beforeS() + (i == 0 ? stages.trailingS() : 0);
            lengthMs[i] = Math.round((before + splits.get(i).greenS()) * 1000);
            Stage from = stageList.get(
                    splits.get(Math.floorMod(i - 1, lengthMs.length)).stage());
            leastMs[i] = leastMs(from, stageList.get(splits.get(i).stage()), groups, intergreens);
        }
        fit(lengthMs, leastMs);
        List<SignalPlan.Split> written = new ArrayList<>();
        long cycleMs = 0;
        for (int i = 0; i < lengthMs.length; i++) {
            written.add(new SignalPlan.Split(
                    stageList.get(splits.get(i).stage()).id(), Duration.ofMillis(lengthMs[i]), Duration.ZERO));
            cycleMs += lengthMs[i];
        }
        long offsetMs =
                Math.floorMod(Math.round((program.offsetS() - stages.trailingS()) * 1000), Math.max(1, cycleMs));
        String name = "Program " + program.id();
        return new FilePlan(
                new SignalPlan(
                        ID,
                        SignalPlan.Kind.FIXED_TIME,
                        new LocalName(name, name),
                        Duration.ofMillis(cycleMs),
                        Duration.ofMillis(offsetMs),
                        written),
                new PlanTimes(EnumSet.allOf(DayOfWeek.class), LocalTime.MIDNIGHT, ID));
    }

    /** The interstage by our rules and the minimum green of what begins. */
    private static long leastMs(Stage from, Stage to, List<SignalGroup> groups, Intergreens intergreens) {
        long least = 0;
        for (SignalGroup group : groups) {
            if (!to.groups().contains(group.id()) || from.groups().contains(group.id())) continue;
            long waits = 0;
            for (SignalGroup other : groups)
                if (from.groups().contains(other.id()) && !to.groups().contains(other.id()))
                    waits = Math.max(
                            waits,
                            intergreens
                                    .find(other.id(), group.id())
                                    .orElse(Duration.ZERO)
                                    .toMillis());
            least = Math.max(least, waits + group.minGreen().toMillis());
        }
        return least;
    }

    /** Lengthens splits too short for our rules at the cost of the longest, so that the cycle and its offset stay. */
    private static void fit(long[] lengthMs, long[] leastMs) {
        for (int i = 0; i < lengthMs.length; i++) {
            while (lengthMs[i] < leastMs[i]) {
                int donor = -1;
                for (int j = 0; j < lengthMs.length; j++)
                    if (lengthMs[j] - 1000 >= leastMs[j] && (donor < 0 || lengthMs[j] > lengthMs[donor])) donor = j;
                if (donor >= 0) lengthMs[donor] -= 1000;
                lengthMs[i] += 1000;
            }
        }
    }
}
