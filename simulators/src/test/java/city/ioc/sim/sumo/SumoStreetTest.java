package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.Movement;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.sim.device.StreetStep;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.LampView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A generated street of SUMO stepped by hand, under lamps that the test shows. Needs SUMO; {@code ./ioc test} installs it. */
@Tag("slow")
class SumoStreetTest {
    private static final Instant START = Instant.parse("2026-01-05T00:00:00.400Z");
    private static final int RUN_S = 120;
    private static final List<String> CROSSROADS = List.of(
            "--grid",
            "--grid.number",
            "1",
            "--grid.attach-length",
            "200",
            "--default.lanenumber",
            "2",
            "--default-junction-type",
            "traffic_light",
            "--no-turnarounds");

    @TempDir
    Path folder;

    private final AtomicBoolean commanded = new AtomicBoolean(true);
    private SumoCity city;
    private SumoStreet street;

    @BeforeEach
    void begin() {
        SumoScenario scenario =
                GeneratedStreets.make(folder, CROSSROADS, GeneratedStreets.Demand.cars(600, RUN_S, 3), "");
        city = SumoCity.of(scenario);
        street = new SumoStreet(
                new SumoStreet.Options(
                        scenario, city, 7, folder.resolve("state"), commanded::get, Duration.ofSeconds(300)),
                START);
    }

    @AfterEach
    void end() {
        street.close();
    }

    @Test
    void theStreetIsEmptyUntilControlHasWatchedItForAMinute() {
        commanded.set(false);
        assertThat(passages(live(30, allGreen()))).isEmpty();
        commanded.set(true);
        assertThat(passages(live(60, allGreen()))).isEmpty();
        assertThat(street.now()).isEqualTo(START.plusSeconds(90));
        assertThat(passages(live(60, allGreen()))).isNotEmpty();
    }

    @Test
    void ifNobodyEverCommandsTheStreetLivesAllTheSame() {
        commanded.set(false);
        assertThat(passages(live(300 + 60, allRed()))).isEmpty();
        assertThat(passages(live(60, allGreen()))).isNotEmpty();
    }

    @Test
    void nobodyPassesARedLampAndManyPassAGreenOne() {
        live(60, allRed());
        List<StreetStep> red = live(60, allRed());
        assertThat(passages(red, Device.Kind.STOP_LINE_DETECTOR)).isEmpty();
        assertThat(passages(red, Device.Kind.ADVANCE_DETECTOR)).isNotEmpty();
        List<StreetStep> green = live(50, allGreen());
        assertThat(passages(green, Device.Kind.STOP_LINE_DETECTOR)).isNotEmpty();
    }

    @Test
    void onlyTheApproachesOfTheGreenGroupGo() {
        live(60, allRed());
        Intersection x = city.signals().getFirst().intersection();
        SignalGroup group = x.groups().getFirst();
        Set<String> released = new TreeSet<>();
        for (Movement movement : group.movements())
            released.add(movement.approach().value());
        assertThat(released).hasSizeLessThan(x.approaches().size());
        List<StreetStep> steps = live(60, (light, id) -> id.equals(group.id()) ? Lamp.GREEN : Lamp.RED);
        Set<String> approaches = new TreeSet<>();
        for (Passed passed : passages(steps, Device.Kind.STOP_LINE_DETECTOR))
            approaches.add(approachOf(passed.detector()));
        assertThat(approaches).isEqualTo(released);
    }

    @Test
    void actuationsLieWithinTheStepAndTakeTurns() {
        live(60, allGreen());
        Map<DeviceId, Boolean> on = new HashMap<>();
        Instant before = street.now();
        for (StreetStep step : live(100, allGreen())) {
            assertThat(step.end()).isEqualTo(before.plusSeconds(1));
            for (DetectorStep each : step.detectors()) {
                for (DetectorStep.Actuation change : each.actuations()) {
                    assertThat(change.at()).isBetween(before, step.end());
                    assertThat(change.on()).isNotEqualTo(on.getOrDefault(each.detector(), false));
                    on.put(each.detector(), change.on());
                }
                assertThat(each.occupied()).isEqualTo(on.getOrDefault(each.detector(), false));
                for (DetectorStep.Passage passage : each.passages())
                    assertThat(passage.speedKmh()).isBetween(0.5, 80.0);
            }
            before = step.end();
        }
    }

    @Test
    void whenItsTimeIsOverTheRunIsKeptAndTheNextBeginsWithAnotherSeed() throws IOException {
        List<StreetStep> first = live(60 + RUN_S, allRed());
        SumoStreet.Finished finished = finished();
        assertThat(finished.seed()).isEqualTo(7);
        assertThat(finished.endS()).isEqualTo(RUN_S);
        TripMeasures measures = TripMeasures.of(folder.resolve("state/finished/trips.xml"), finished.endS());
        assertThat(measures.vehicles()).isPositive();
        assertThat(measures.arrived()).isZero();
        assertThat(occupiedAfter(first)).isEmpty();

        live(RUN_S, allGreen());
        assertThat(finished().seed()).isEqualTo(8);
        assertThat(TripMeasures.of(folder.resolve("state/finished/trips.xml"), RUN_S)
                        .arrived())
                .isPositive();
    }

    private SumoStreet.Finished finished() throws IOException {
        byte[] text = Files.readAllBytes(folder.resolve("state/finished/run.json"));
        return CityJson.mapper().readValue(text, SumoStreet.Finished.class);
    }

    private List<StreetStep> live(int seconds, LampView lamps) {
        List<StreetStep> steps = new ArrayList<>();
        for (int i = 0; i < seconds; i++) steps.add(street.step(lamps));
        return steps;
    }

    private static LampView allGreen() {
        return (x, group) -> Lamp.GREEN;
    }

    private static LampView allRed() {
        return (x, group) -> Lamp.RED;
    }

    private record Passed(DeviceId detector, DetectorStep.Passage passage) {}

    private static List<Passed> passages(List<StreetStep> steps) {
        return steps.stream()
                .flatMap(step -> step.detectors().stream())
                .flatMap(each -> each.passages().stream().map(passage -> new Passed(each.detector(), passage)))
                .toList();
    }

    private List<Passed> passages(List<StreetStep> steps, Device.Kind kind) {
        return passages(steps).stream()
                .filter(each -> device(each.detector()).kind() == kind)
                .toList();
    }

    private static Set<DeviceId> occupiedAfter(List<StreetStep> steps) {
        Set<DeviceId> occupied = new TreeSet<>();
        for (StreetStep step : steps)
            for (DetectorStep each : step.detectors()) {
                if (each.occupied()) occupied.add(each.detector());
                else occupied.remove(each.detector());
            }
        return occupied;
    }

    private Device device(DeviceId id) {
        return city.city().findDevice(id).orElseThrow();
    }

    private String approachOf(DeviceId detector) {
        return device(detector).approach().orElseThrow().value();
    }
}
