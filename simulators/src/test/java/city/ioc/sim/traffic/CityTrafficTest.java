package city.ioc.sim.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What must hold in the whole city at the morning peak. */
class CityTrafficTest {
    private static final Path FOLDER = Path.of("..", "cities", "vi-thanh");
    private static final Instant PEAK = Instant.parse("2026-11-24T00:00:00Z"); // 7:00 on a Tuesday

    private final City city = CityFiles.read(FOLDER);
    private final SimulationSettings settings = SimulationSettings.read(FOLDER, city);

    @Test
    void theSameSeedGivesTheSameStatesAndAnotherSeedOthers() {
        int first = stateAfter(1, 10);
        assertThat(stateAfter(1, 10)).isEqualTo(first);
        assertThat(stateAfter(2, 10)).isNotEqualTo(first);
    }

    @Test
    void noTwoVehiclesOverlapAndNoTwoConflictingWaysAreUsedAtOnce() {
        StreetTraffic traffic = StreetTraffic.create(
                city, settings.withRates("redRunners=0.02,wrongWay=0.01,parkers=60,breakdowns=30"), 5, PEAK);
        PlannedLamps lamps = new PlannedLamps(city);
        for (int step = 0; step < 5 * 60 * 15; step++) {
            lamps.show(traffic.now());
            traffic.step(lamps);
            if (step % 3 != 0) continue;
            assertThat(Overlaps.find(traffic.strips())).isEmpty();
            assertThat(clashes(traffic.strips())).isEmpty();
        }
        assertThat(traffic.counts().redRunners()).isPositive();
    }

    @Test
    void whoeverComesInStaysOrLeavesAndLawAbidingPeopleStopAtRed() {
        StreetTraffic traffic = StreetTraffic.create(city, settings.withRates("redRunners=0"), 1, PEAK);
        run(traffic, 15);
        TrafficCounts counts = traffic.counts();
        assertThat(counts.entered()).isEqualTo(counts.left() + counts.present());
        assertThat(counts.left()).isGreaterThan(500);
        assertThat(counts.redRunners()).isZero();
        // Held up by others after they had decided at amber: seldom.
        assertThat(counts.redUnwilling()).isLessThanOrEqualTo(counts.stopLinesPassed() / 5000);
    }

    @Test
    void theGroundTruthTellsOffencesAndFlows() {
        StringWriter log = new StringWriter();
        StreetTraffic traffic = StreetTraffic.create(
                city,
                settings.withRates("redRunners=0.05,wrongWay=0.02,parkers=200,breakdowns=60"),
                1,
                PEAK,
                GroundTruth.to(log));
        run(traffic, 11);
        assertThat(log.toString().lines().map(line -> line.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1")))
                .contains(
                        "RED_RUNNING",
                        "WRONG_WAY",
                        "ILLEGAL_PARKING_BEGIN",
                        "ILLEGAL_PARKING_END",
                        "BREAKDOWN_BEGIN",
                        "FLOW");
        assertThat(log.toString().lines().filter(line -> line.contains("\"kind\":\"FLOW\"")))
                .hasSize(2 * 14);
    }

    @Test
    void theSameSeedBringsTheSameVehiclesWheneverTheStreetsBeganAndWhateverTheLampsShow() {
        List<String> early = arrivals(PEAK.minusSeconds(141), new PlannedLamps(city));
        List<String> late = arrivals(PEAK.minusSeconds(3), (intersection, group) -> Lamp.RED);
        assertThat(early).hasSize(2).doesNotContain("0").isEqualTo(late);
    }

    /** Vehicles that came in each of the two full intervals after 7:00. */
    private List<String> arrivals(Instant start, LampView lamps) {
        StringWriter log = new StringWriter();
        StreetTraffic traffic = StreetTraffic.create(city, settings, 1, start, GroundTruth.to(log));
        while (traffic.now().isBefore(PEAK.plusSeconds(600))) {
            if (lamps instanceof PlannedLamps planned) planned.show(traffic.now());
            traffic.step(lamps);
        }
        return log.toString()
                .lines()
                .filter(line -> line.contains("\"kind\":\"TRIPS\"") && !line.contains("\"to\":\"" + PEAK))
                .map(line -> line.replaceAll(".*\"came\":(\\d+),.*", "$1"))
                .toList();
    }

    @Test
    void filledStreetsAreFullAtTheStartAndTheirLoopsSayWhoStandsOnThem() {
        StringWriter log = new StringWriter();
        StreetTraffic traffic = StreetTraffic.createFilled(city, settings, 1, PEAK, GroundTruth.to(log));
        assertThat(traffic.now()).isEqualTo(PEAK);
        assertThat(traffic.counts().present()).isGreaterThan(300);
        assertThat(log.toString()).isEmpty();
        Map<DeviceId, Boolean> on = new HashMap<>();
        PlannedLamps lamps = new PlannedLamps(city);
        for (int step = 0; step < 300; step++) {
            lamps.show(traffic.now());
            traffic.step(lamps);
            for (DetectorStep detector : traffic.detectors()) {
                for (DetectorStep.Actuation actuation : detector.actuations())
                    assertThat(on.put(detector.detector(), actuation.on())).isNotEqualTo(actuation.on());
                assertThat(on.getOrDefault(detector.detector(), false)).isEqualTo(detector.occupied());
            }
        }
        assertThat(on).containsValue(true);
    }

    @Test
    void radarsAndButtonsReport() {
        StreetTraffic traffic = StreetTraffic.create(city, settings, 1, PEAK);
        PlannedLamps lamps = new PlannedLamps(city);
        int counted = 0;
        int pressed = 0;
        for (int step = 0; step < 5 * 60 * 6; step++) {
            lamps.show(traffic.now());
            traffic.step(lamps);
            counted += traffic.radars().stream()
                    .mapToInt(radar -> radar.passages().size())
                    .sum();
            pressed += traffic.presses().size();
        }
        assertThat(counted).isPositive();
        assertThat(pressed).isPositive();
        assertThat(traffic.radars())
                .hasSize(10)
                .anySatisfy(radar -> assertThat(radar.queueM()).isPositive());
    }

    private int stateAfter(long seed, int minutes) {
        StreetTraffic traffic = StreetTraffic.create(city, settings, seed, PEAK);
        run(traffic, minutes);
        return traffic.listVehicles().hashCode();
    }

    private void run(StreetTraffic traffic, int minutes) {
        PlannedLamps lamps = new PlannedLamps(city);
        for (int step = 0; step < 300 * minutes; step++) {
            lamps.show(traffic.now());
            traffic.step(lamps);
        }
    }

    private static List<String> clashes(List<Strip> strips) {
        List<String> found = new ArrayList<>();
        for (Strip strip : strips) {
            if (!(strip instanceof Connector way)) continue;
            for (Connector.Conflict conflict : way.conflicts) {
                if (uses(way, conflict.begin(), conflict.end())
                        && uses(conflict.other(), conflict.otherBegin(), conflict.otherEnd()))
                    found.add("strips " + way.index + " and " + conflict.other().index);
            }
        }
        return found;
    }

    private static boolean uses(Connector way, double begin, double end) {
        for (int i = 0; i < way.count; i++) if (way.vehicles[i].s > begin && way.vehicles[i].rear() < end) return true;
        return false;
    }
}
