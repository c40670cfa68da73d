package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.VehicleClass;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who asks for priority on one street, and what receivers and the ground truth know of it. */
class CallersTest {
    private static SimulationSettings.Rates rates(double askingBuses, double emergenciesPerHour) {
        return new SimulationSettings.Rates(0, 0, 0, 0, Optional.of(askingBuses), Optional.of(emergenciesPerHour));
    }

    private static List<PriorityHeard> live(StraightStreet street, int seconds) {
        List<PriorityHeard> heard = new ArrayList<>();
        for (int i = 0; i < seconds; i++) {
            street.run(1);
            heard.addAll(street.traffic.callers());
        }
        return heard;
    }

    @Test
    void aBusThatAsksIsHeardOnItsWayToTheStopLineAndNoLonger() {
        StraightStreet street = new StraightStreet(60, Map.of(VehicleClass.BUS, 1.0), rates(1, 0));
        List<PriorityHeard> heard = live(street, 1200);
        assertThat(heard).isNotEmpty().allSatisfy(each -> {
            assertThat(each.kind()).isEqualTo(PriorityCall.Kind.BUS);
            assertThat(each.intersection().value()).isEqualTo("x");
            assertThat(each.group().value()).isEqualTo("g2");
            assertThat(each.toStopLineM()).isBetween(0.0, 330.0);
        });
        Set<Long> vehicles = new HashSet<>();
        heard.forEach(each -> vehicles.add(each.vehicle()));
        assertThat(vehicles.size()).isBetween(10, 40);
        long first = heard.getFirst().vehicle();
        assertThat(heard.stream().filter(each -> each.vehicle() == first).mapToDouble(PriorityHeard::toStopLineM))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
    }

    @Test
    void onlyAsManyBusesAskAsHaveUnitsAndNothingElseDoes() {
        Map<VehicleClass, Double> mix = Map.of(VehicleClass.BUS, 0.5, VehicleClass.CAR, 0.5);
        StraightStreet street = new StraightStreet(400, mix, rates(0.5, 0));
        Set<Long> asking = new HashSet<>();
        live(street, 3600).forEach(each -> asking.add(each.vehicle()));
        assertThat(asking.size()).isBetween(60, 140);
        assertThat(live(new StraightStreet(400, mix, rates(0, 0)), 300)).isEmpty();
    }

    @Test
    void emergencyVehiclesComeAtTheirRateAndAreHeardFromFarther() {
        StraightStreet street = new StraightStreet(100, Map.of(VehicleClass.CAR, 1.0), rates(0, 30));
        List<PriorityHeard> heard = live(street, 3600);
        Set<Long> vehicles = new HashSet<>();
        heard.forEach(each -> vehicles.add(each.vehicle()));
        assertThat(vehicles.size()).isBetween(15, 50);
        assertThat(heard).allMatch(each -> each.kind() == PriorityCall.Kind.EMERGENCY);
        assertThat(heard.stream().mapToDouble(PriorityHeard::toStopLineM).max().orElseThrow())
                .isGreaterThan(500);
    }

    @Test
    void theGroundTruthHasTheDelayOfEveryBusWithAndWithoutUnit() throws JsonProcessingException {
        StringWriter lines = new StringWriter();
        StreetTraffic traffic = StreetTraffic.create(
                StraightStreet.city(),
                StraightStreet.settings(120, Map.of(VehicleClass.BUS, 1.0), rates(0.5, 0)),
                3,
                StraightStreet.START,
                GroundTruth.to(lines));
        for (int second = 0; second < 1800; second++) {
            Lamp lamp = second % 60 < 30 ? Lamp.GREEN : Lamp.RED;
            for (int i = 0; i < 5; i++) traffic.step((x, group) -> lamp);
        }
        List<JsonNode> passages = new ArrayList<>();
        for (String line : lines.toString().lines().toList()) {
            JsonNode node = CityJson.mapper().readTree(line);
            if (node.path("kind").asText().equals("PRIORITY_PASSAGE")) passages.add(node);
        }
        assertThat(passages).hasSize((int) traffic.counts().stopLinesPassed());
        assertThat(passages.stream().filter(node -> node.path("asks").asBoolean()))
                .hasSizeBetween(10, passages.size() - 10);
        assertThat(passages).allSatisfy(node -> {
            assertThat(node.path("as").asText()).isEqualTo("BUS");
            assertThat(node.path("delayS").asDouble()).isBetween(0.0, 120.0);
        });
    }

    @Test
    void ratesAreChangedByNameAndChecked() {
        SimulationSettings settings =
                StraightStreet.settings(60, Map.of(VehicleClass.BUS, 1.0), new SimulationSettings.Rates(0, 0, 0, 0));
        SimulationSettings.Rates rates =
                settings.withRates("buses=0.4, emergencies=6").rates();
        assertThat(rates.askingBuses()).contains(0.4);
        assertThat(rates.emergenciesPerHour()).contains(6.0);
        assertThatThrownBy(() -> settings.withRates("buses=2")).hasMessageContaining("askingBuses");
        assertThatThrownBy(() -> settings.withRates("ambulances=2")).hasMessageContaining("emergencies");
    }
}
