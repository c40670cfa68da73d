package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.live.Lamp;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** People at the market's crossings, vt-13. */
class CrossingsTest {
    private static final Path FOLDER = Path.of("..", "cities", "vi-thanh");
    private static final Instant NOON = Instant.parse("2026-11-24T05:00:00Z");

    private final City city = CityFiles.read(FOLDER);
    private final StreetTraffic traffic = StreetTraffic.create(city, SimulationSettings.read(FOLDER, city), 1, NOON);

    @Test
    void peopleWaitAtTheKerbWhileItIsRed() {
        for (int i = 0; i < 5 * 120; i++) traffic.step((intersection, group) -> Lamp.RED);
        assertThat(traffic.listPedestrians()).isNotEmpty().allMatch(each -> !each.walks() && each.walkedM() == 0);
    }

    @Test
    void atGreenTheyCrossAtAWalkAndThenTheyAreGone() {
        for (int i = 0; i < 5 * 120; i++) traffic.step((intersection, group) -> Lamp.RED);
        Map<Long, Double> before = new HashMap<>();
        for (PedestrianPosition each : traffic.listPedestrians()) before.put(each.id(), each.walkedM());
        for (int i = 0; i < 10; i++) traffic.step((intersection, group) -> Lamp.GREEN);
        assertThat(traffic.listPedestrians())
                .filteredOn(each -> before.containsKey(each.id()))
                .hasSize(before.size())
                .allMatch(each -> each.walks() && each.walkedM() > 1 && each.walkedM() < 4);
        for (int i = 0; i < 5 * 40; i++) traffic.step((intersection, group) -> Lamp.RED);
        assertThat(traffic.listPedestrians()).noneMatch(each -> before.containsKey(each.id()));
    }
}
