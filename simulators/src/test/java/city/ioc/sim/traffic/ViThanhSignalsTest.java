package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.SignalPlan;
import city.ioc.contracts.street.Turn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether the signals of Vị Thanh are timed as the guidelines say: RiLSA (FGSV 2015), section 2.5, and a two-way band. */
class ViThanhSignalsTest {
    private static final double VEHICLE_M = 6;
    private static final double ENTERING_MPS = 40 / 3.6;
    private static final double WALKING_MPS = 1.2;

    private final City city = CityFiles.read(Path.of("..", "cities", "vi-thanh"));
    private final StreetNetwork network = StreetNetwork.of(city);

    /** t_z = t_ü + t_r − t_e: crossing time, clearing time of the last vehicle, entering time of the first. */
    @Test
    void everyIntergreenIsAtLeastCrossingPlusClearingMinusEnteringTime() {
        int checked = 0;
        for (Connector ending : network.connectors) {
            for (Connector.Conflict conflict : ending.conflicts) {
                Connector beginning = conflict.other();
                Intersection x = city.findIntersection(
                                network.groups.get(ending.groups[0]).intersection())
                        .orElseThrow();
                SignalGroupId from = network.groups.get(ending.groups[0]).id();
                SignalGroupId to = network.groups.get(beginning.groups[0]).id();
                if (!x.conflicts().between(from, to)) continue;
                boolean through = ending.turn == Turn.THROUGH;
                // The conflict area of the simulation spans whole bands and bodies; that of lane centres is about 4 m
                // shorter.
                double clearing = Math.max(0, conflict.end() - 4);
                double entering = conflict.otherBegin() + 4;
                double needed =
                        (through ? 3 : 2) + (clearing + VEHICLE_M) / (through ? 10 : 7) - entering / ENTERING_MPS;
                double given = x.intergreens().find(from, to).orElseThrow().toMillis() / 1000.0;
                assertThat(given)
                        .describedAs("%s %s>%s by %s and %s", x.id(), from, to, ending.turn, beginning.turn)
                        .isGreaterThanOrEqualTo(Math.floor(needed));
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(200);
    }

    @Test
    void pedestriansReachTheOtherSideBeforeTheirRed() {
        for (Intersection x : city.intersections()) {
            for (SignalGroup group : x.groups()) {
                if (group.kind() != SignalGroup.Kind.PEDESTRIAN) continue;
                double width = x.approaches().stream()
                        .filter(approach -> approach.id().equals(group.crosses().orElseThrow()))
                        .flatMap(approach -> network.findLink(approach.link()).stream())
                        .mapToDouble(link -> 2 * link.width)
                        .findFirst()
                        .orElseThrow();
                assertThat(group.clearance().toSeconds() * WALKING_MPS).isGreaterThanOrEqualTo(width);
            }
        }
    }

    /** A band: those who pass the first signal in it at 40 km/h find all others green. */
    @Test
    void theCorridorHasAGreenBandBothWaysInEveryPlan() {
        List<Intersection> corridor = city.corridors().getFirst().intersections().stream()
                .map(id -> city.findIntersection(id).orElseThrow())
                .toList();
        for (String plan : List.of("morning", "midday", "evening", "night")) {
            assertThat(bandS(corridor, plan)).describedAs(plan + " north-east").isGreaterThanOrEqualTo(20);
            assertThat(bandS(corridor.reversed(), plan))
                    .describedAs(plan + " south-west")
                    .isGreaterThanOrEqualTo(20);
        }
    }

    private static int bandS(List<Intersection> corridor, String planId) {
        List<SignalPlan> plans = new ArrayList<>();
        for (Intersection x : corridor)
            plans.add(x.plans().stream()
                    .filter(p -> p.id().value().equals(planId))
                    .findFirst()
                    .orElseThrow());
        long cycle = plans.getFirst().cycle().toSeconds();
        int band = 0;
        for (long start = 0; start < cycle; start++) {
            boolean green = true;
            for (int i = 0; i < corridor.size() && green; i++) {
                double travel =
                        corridor.getFirst().at().distanceM(corridor.get(i).at()) / (40 / 3.6);
                long at = Math.floorMod(
                        Math.round(start + travel) - plans.get(i).offset().toSeconds(), cycle);
                // The first split is the corridor's; its first six seconds are the interstage.
                green = at >= 6
                        && at < plans.get(i).splits().getFirst().length().toSeconds();
            }
            if (green) band++;
        }
        return band;
    }
}
