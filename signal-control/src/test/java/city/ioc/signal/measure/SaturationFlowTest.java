package city.ioc.signal.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.street.VehicleClass;
import city.ioc.signal.measure.SaturationFlow.Departure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SaturationFlowTest {
    @Test
    void theFirstFourVehiclesTellTheLostTimeAndTheOthersTheSaturationFlow() {
        // 4th at 10.0 s, 10th at 22.0 s: headway 2.0 s, 1,800 veh/h, lost 10 − 4 · 2 = 2 s
        SaturationFlow.Measured measured = SaturationFlow.ofDischarge(
                        List.of(queue(3.2, 5.8, 8.0, 10.0, 12.0, 14.1, 16.0, 18.0, 19.9, 22.0)))
                .orElseThrow();
        assertThat(measured.headwayS()).isCloseTo(2.0, within(1e-9));
        assertThat(measured.vehiclesPerHour()).isCloseTo(1800, within(1e-6));
        assertThat(measured.startLostS()).isCloseTo(2.0, within(1e-9));
        assertThat(measured.headwayErrorS()).isEmpty();
    }

    @Test
    void queuesAreWeightedByTheirHeadways() {
        // 12 s for 6 headways and 9.6 s for 4: 21.6 / 10
        SaturationFlow.Measured measured = SaturationFlow.ofDischarge(List.of(
                        queue(3, 6, 8, 10, 12, 14, 16, 18, 20, 22),
                        queue(3, 6, 8, 10, 12.4, 14.8, 17.2, 19.6),
                        queue(2, 4, 6)))
                .orElseThrow();
        assertThat(measured.headwayS()).isCloseTo(2.16, within(1e-9));
        assertThat(measured.queues()).isEqualTo(2);
    }

    @Test
    void passengerCarUnitsCountBehindTheFourthVehicle() {
        List<Departure> queue = new ArrayList<>(queue(3, 6, 8, 10, 12, 14, 17, 20));
        queue.set(6, new Departure(17, 2.5));
        queue.set(7, new Departure(20, 2.5));
        assertThat(SaturationFlow.ofDischarge(List.of(queue)).orElseThrow().pcuPerHour())
                .isCloseTo(3600 * 7 / 10.0, within(1e-6));
    }

    @Test
    void aLongHeadwayEndsTheQueueOfADetector() {
        List<List<Departure>> queues = SaturationFlow.queues(
                List.of(new double[] {100, 130}, new double[] {200, 230}),
                new double[] {99, 104, 106, 108, 113, 115, 131, 207, 209},
                4);
        assertThat(queues).hasSize(1); // in the second green the first vehicle had not waited
        assertThat(queues.getFirst()).extracting(Departure::atS).containsExactly(4.0, 6.0, 8.0);
    }

    @Test
    void shortQueuesMeasureNothing() {
        assertThat(SaturationFlow.ofDischarge(List.of(queue(2, 4, 6, 8, 10, 12, 14))))
                .isEmpty();
    }

    @Test
    void swarmsOfMotorcyclesAreResolvedByRegression() {
        // discharged as 3 s lost + 2.0 s per car, 0.44 s per motorcycle, 4.6 s per bus, and noise of 0.8 s
        Random random = new Random(7);
        List<PcuRegression.Discharge> discharges = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            int cars = random.nextInt(8);
            int motorcycles = random.nextInt(60);
            int buses = random.nextInt(3);
            discharges.add(new PcuRegression.Discharge(
                    3 + 2.0 * cars + 0.44 * motorcycles + 4.6 * buses + 0.8 * random.nextGaussian(),
                    Map.of(VehicleClass.CAR, cars, VehicleClass.MOTORCYCLE, motorcycles, VehicleClass.BUS, buses)));
        }
        PcuRegression.Result result = PcuRegression.fit(discharges).orElseThrow();
        PcuRegression.Estimate motorcycle = result.getPcu(VehicleClass.MOTORCYCLE);
        assertThat(motorcycle.value()).isCloseTo(0.22, within(3 * motorcycle.standardError()));
        assertThat(motorcycle.standardError()).isLessThan(0.01);
        assertThat(result.getPcu(VehicleClass.BUS).value()).isCloseTo(2.3, within(0.2));
        assertThat(result.saturationPcuPerHour()).isCloseTo(1800, within(60.0));
        assertThat(result.lostS().value())
                .isCloseTo(3, within(3 * result.lostS().standardError()));
        assertThat(result.rSquared()).isGreaterThan(0.98);
    }

    @Test
    void leastSquaresByHand() {
        // cars only, T = 1 + 2 n with residuals −0.5, +1, −0.5, −0.5, +1, −0.5 around it: the fit is the line itself
        int[] cars = {1, 2, 3, 1, 2, 3};
        double[] residual = {-0.5, 1, -0.5, -0.5, 1, -0.5};
        List<PcuRegression.Discharge> discharges = new ArrayList<>();
        for (int i = 0; i < cars.length; i++)
            discharges.add(
                    new PcuRegression.Discharge(1 + 2 * cars[i] + residual[i], Map.of(VehicleClass.CAR, cars[i])));
        PcuRegression.Result result = PcuRegression.fit(discharges).orElseThrow();
        PcuRegression.Estimate headway = result.getHeadwayS(VehicleClass.CAR);
        assertThat(headway.value()).isCloseTo(2, within(1e-9));
        // s² = 3 / 4, Σ(n − 2)² = 4: √(0.75 / 4)
        assertThat(headway.standardError()).isCloseTo(Math.sqrt(0.75 / 4), within(1e-9));
    }

    @Test
    void classesInFixedProportionCannotBeToldApart() {
        List<PcuRegression.Discharge> discharges = new ArrayList<>();
        for (int i = 1; i < 12; i++)
            discharges.add(new PcuRegression.Discharge(
                    2 + 4 * i, Map.of(VehicleClass.CAR, i, VehicleClass.MOTORCYCLE, 4 * i)));
        assertThat(PcuRegression.fit(discharges)).isEmpty();
    }

    private static List<Departure> queue(double... atS) {
        return DoubleStream.of(atS).mapToObj(at -> new Departure(at, 1)).toList();
    }
}
