package city.ioc.sim.traffic;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Stage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;

/**
 * Lamps straight from the time-of-day plans, without controllers: for measuring the streets alone. Not thread-safe.
 */
public final class PlannedLamps implements LampView {
    private final City city;
    private final Map<IntersectionId, Map<SignalGroupId, Lamp>> shown = new HashMap<>();

    public PlannedLamps(City city) {
        this.city = city;
    }

    /** Sets all lamps to what the plans say at an instant. */
    public void show(Instant now) {
        LocalDateTime local = LocalDateTime.ofInstant(now, city.timeZone());
        for (Intersection x : city.intersections())
            x.findPlanAt(local).ifPresent(plan -> shown.put(x.id(), lamps(x, plan, local)));
    }

    @Override
    public Lamp lamp(IntersectionId intersection, SignalGroupId group) {
        return shown.getOrDefault(intersection, Map.of()).getOrDefault(group, Lamp.DARK);
    }

    private static Map<SignalGroupId, Lamp> lamps(Intersection x, SignalPlan plan, LocalDateTime local) {
        Map<SignalGroupId, Lamp> lamps = new HashMap<>();
        if (plan.kind() == SignalPlan.Kind.NIGHT_FLASH) {
            x.groups().forEach(group -> lamps.put(group.id(), Lamp.FLASHING_AMBER));
            return lamps;
        }
        long millis = local.toLocalTime().toNanoOfDay() / 1_000_000;
        long inCycle =
                Math.floorMod(millis - plan.offset().toMillis(), plan.cycle().toMillis());
        int index = 0;
        while (inCycle >= plan.splits().get(index).length().toMillis()) {
            inCycle -= plan.splits().get(index).length().toMillis();
            index++;
        }
        int n = plan.splits().size();
        Stage now = x.getStage(plan.splits().get(index).stage());
        Stage before = x.getStage(plan.splits().get((index + n - 1) % n).stage());
        Duration since = Duration.ofMillis(inCycle);
        for (SignalGroup group : x.groups()) lamps.put(group.id(), lamp(x, group, before, now, since));
        return lamps;
    }

    private static Lamp lamp(Intersection x, SignalGroup group, Stage before, Stage now, Duration since) {
        boolean was = before.groups().contains(group.id());
        boolean is = now.groups().contains(group.id());
        if (is && was) return Lamp.GREEN;
        if (is) {
            Duration intergreen = before.groups().stream()
                    .flatMap(ending -> x.intergreens().find(ending, group.id()).stream())
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            return since.compareTo(intergreen) >= 0 ? Lamp.GREEN : Lamp.RED;
        }
        if (!was) return Lamp.RED;
        if (since.compareTo(group.amber()) < 0) return Lamp.AMBER;
        return since.compareTo(group.endOfGreen()) < 0 ? Lamp.CLEARANCE : Lamp.RED;
    }
}
