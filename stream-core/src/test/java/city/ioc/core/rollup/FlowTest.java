package city.ioc.core.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.field.ClassCounts;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.LevelOfService;
import city.ioc.core.rollup.FlowAnalysis.ApproachFlow;
import city.ioc.core.rollup.FlowAnalysis.LaneMeasure;
import city.ioc.signal.measure.ControlDelay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FlowTest {
    private static final Instant T0 = Instant.parse("2026-03-02T01:00:00Z");
    private static final DeviceId D = new DeviceId("d");

    @Test
    void flowIsByTheTimeThatWasMeasuredAndAGapIsNoEmptyRoad() {
        FlowWindow window = new FlowWindow();
        for (int s = 10; s <= 100; s += 10) window.add(reading(s, 5, Optional.empty()));
        FlowMeasure measure = window.measure(at(300), 0.5);
        assertThat(measure.measuredS()).isEqualTo(100);
        assertThat(measure.vehiclesPerHour()).isEqualTo(1800);
        assertThat(measure.pcuPerHour()).isEqualTo(900);
    }

    @Test
    void readingsLeaveTheWindow() {
        FlowWindow window = new FlowWindow();
        for (int s = 10; s <= 400; s += 10) window.add(reading(s, 1, Optional.empty()));
        assertThat(window.measure(at(400)).vehicles()).isEqualTo(30);
        assertThat(window.measure(at(800)).isMeasured()).isFalse();
    }

    @Test
    void aRepeatedReadingCountsOnce() {
        FlowWindow window = new FlowWindow();
        window.add(reading(10, 5, Optional.empty()));
        window.add(reading(10, 5, Optional.empty()));
        assertThat(window.measure(at(10)).vehicles()).isEqualTo(5);
    }

    @Test
    void classesSayWhatAVehicleIsWorth() {
        FlowWindow window = new FlowWindow();
        window.add(reading(10, 6, Optional.of(new ClassCounts(4, 0, 1, 0, 1, 0))));
        assertThat(window.measure(at(10)).pcu()).isEqualTo(4 * 0.25 + 1 + 2.5);
    }

    @Test
    void actuationsMakeReadings() {
        ActuationReadings readings = new ActuationReadings(D, Duration.ofSeconds(10));
        List<DetectorReading> made = new ArrayList<>();
        readings.observe(true, at(1)).ifPresent(made::add);
        readings.observe(false, at(2)).ifPresent(made::add);
        readings.observe(true, at(8)).ifPresent(made::add);
        readings.observe(false, at(13)).ifPresent(made::add);
        readings.close(at(20)).ifPresent(made::add);
        assertThat(made)
                .extracting(r -> r.vehicles() + " " + r.occupancy().getAsDouble())
                .containsExactly("2 0.3", "0 0.3");
    }

    @Test
    void greensAreMeasuredAsShareAndCycle() {
        GreenTimes times = new GreenTimes(Duration.ofMinutes(5));
        for (int s = 0; s < 600; s += 90) {
            times.observe(true, at(s));
            times.observe(false, at(s + 30));
        }
        GreenTimes.Measured measured = times.measure(at(600)).orElseThrow();
        assertThat(measured.cycleS()).isEqualTo(90);
        assertThat(measured.greenShare()).isCloseTo(1 / 3.0, within(0.05));
    }

    @Test
    void delayByFormulaIsThatOfTheManual() {
        // C = 90 s, g/C = 1/3, capacity 600, v = 480: X = 0.8; d1 = 27.3 s, d2 = 10.5 s in a quarter of an hour.
        assertThat(ControlDelay.byFormula(480, 1, 1 / 3.0, 90, 0.25).getAsDouble())
                .isCloseTo(37.8, within(0.2));
        assertThat(LevelOfService.ofControlDelay(37.8)).isEqualTo(LevelOfService.D);
    }

    @Test
    void withoutTrafficOnlyTheRedIsWaitedFor() {
        assertThat(ControlDelay.byFormula(0, 1, 0.5, 60, 0.25).getAsDouble()).isCloseTo(7.5, within(0.01));
        assertThat(ControlDelay.byFormula(300, 1, 1, 300, 0.25).getAsDouble()).isLessThan(1);
        assertThat(ControlDelay.byFormula(300, 1, 0, 90, 0.25)).isEmpty();
    }

    @Test
    void aMeasuredQueueSaysMoreThanTheFormulaWhenItIsLonger() {
        LaneMeasure lane = lane(40, Optional.of(new GreenTimes.Measured(1 / 3.0, 90)));
        FlowMeasure radar = new FlowMeasure(
                300,
                40,
                40,
                OptionalDouble.empty(),
                OptionalDouble.of(12),
                OptionalDouble.of(130),
                OptionalDouble.of(180));
        ApproachFlow flow = FlowAnalysis.ofApproach(List.of(lane), 1, List.of(radar), 1);
        // 130 m of queue are 20 PCU; 480 PCU/h leave: 150 s.
        assertThat(flow.delayS().getAsDouble()).isCloseTo(150, within(0.1));
        assertThat(flow.toLive(T0).levelOfService()).contains(LevelOfService.F);
        assertThat(flow.queueM()).hasValue(180);
    }

    @Test
    void aLaneWithoutAWorkingDetectorIsTakenToCarryTheMeanOfTheOthers() {
        ApproachFlow flow = FlowAnalysis.ofApproach(List.of(lane(40, Optional.empty())), 2, List.of(), 0);
        assertThat(flow.vehiclesPerHour()).isEqualTo(960);
        assertThat(flow.detectors()).isEqualTo(1);
        assertThat(flow.detectorsExpected()).isEqualTo(2);
        assertThat(flow.delayS()).isEmpty();
    }

    @Test
    void withoutStopLineDetectorsTheRadarCounts() {
        ApproachFlow flow = FlowAnalysis.ofApproach(
                List.of(), 2, List.of(lane(50, Optional.empty()).measure()), 1);
        assertThat(flow.vehiclesPerHour()).isEqualTo(600);
    }

    @Test
    void anIntersectionWeighsItsApproachesByFlow() {
        ApproachFlow busy = FlowAnalysis.ofApproach(
                List.of(lane(40, Optional.of(new GreenTimes.Measured(0.5, 60)))), 1, List.of(), 0);
        ApproachFlow quiet = FlowAnalysis.ofApproach(List.of(lane(0, Optional.empty())), 1, List.of(), 0);
        ApproachFlow whole = FlowAnalysis.ofIntersection(List.of(busy, quiet));
        assertThat(whole.vehiclesPerHour()).isEqualTo(480);
        assertThat(whole.delayS()).isEqualTo(busy.delayS());
        assertThat(whole.detectorsExpected()).isEqualTo(2);
    }

    @Property(tries = 300, seed = "6")
    void delayGrowsWithFlowAndShrinksWithGreen(
            @ForAll @DoubleRange(min = 0, max = 3000) double flow,
            @ForAll @DoubleRange(min = 0.05, max = 0.9) double share,
            @ForAll @DoubleRange(min = 30, max = 180) double cycle) {
        double delay = ControlDelay.byFormula(flow, 1, share, cycle, 1 / 12.0).getAsDouble();
        assertThat(delay).isBetween(0.0, 600.0);
        assertThat(ControlDelay.byFormula(flow + 50, 1, share, cycle, 1 / 12.0).getAsDouble())
                .isGreaterThanOrEqualTo(delay - 1e-9);
        assertThat(ControlDelay.byFormula(flow, 1, share + 0.05, cycle, 1 / 12.0)
                        .getAsDouble())
                .isLessThanOrEqualTo(delay + 1e-9);
    }

    private static LaneMeasure lane(int vehicles, Optional<GreenTimes.Measured> green) {
        return new LaneMeasure(
                new FlowMeasure(
                        300,
                        vehicles,
                        vehicles,
                        OptionalDouble.of(0.2),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty()),
                green);
    }

    private static DetectorReading reading(int second, int vehicles, Optional<ClassCounts> classes) {
        return new DetectorReading(
                D,
                at(second),
                Duration.ofSeconds(10),
                vehicles,
                OptionalDouble.of(0.1),
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                classes);
    }

    private static Instant at(double second) {
        return T0.plusMillis(Math.round(second * 1000));
    }
}
