package city.ioc.signal;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.street.Intersection;
import city.ioc.signal.decision.FixedTimeStrategy;
import city.ioc.signal.decision.VehicleActuatedStrategy;
import city.ioc.signal.model.SignalLayout;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every signal of the demo city runs under every strategy, and its plans fit its own longest reds. */
class DemoCityTest {
    private static final City CITY = CityFiles.read(Path.of("..", "cities", "vi-thanh"));

    static Stream<Intersection> intersections() {
        return CITY.intersections().stream().filter(x -> x.control() == Intersection.Control.COMMANDED);
    }

    @Test
    void thereAreSignalsToRun() {
        assertThat(intersections()).hasSizeGreaterThanOrEqualTo(12);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("intersections")
    void theSignalsStaySafeAndServeEverybody(Intersection x) {
        SignalLayout layout = SignalLayout.of(x, CITY.listDevicesAt(x.id()));
        boolean coordinated = CITY.corridors().stream()
                .anyMatch(corridor -> corridor.intersections().contains(x.id()));
        double longestRedS = longestRedS(layout);
        for (long seed = 1; seed <= 2; seed++) {
            Drive.keepsItsOwnBounds(
                    new VehicleActuatedStrategy(layout, CITY.timeZone(), coordinated), layout, seed, longestRedS);
            Drive.keepsItsOwnBounds(new FixedTimeStrategy(layout, CITY.timeZone()), layout, seed, longestRedS);
        }
    }

    /** The longest red of any group, and a minimum green and interstage of every other stage. */
    private static double longestRedS(SignalLayout layout) {
        long maxRed = 0;
        long minGreen = 0;
        long interstage = 0;
        for (int g = 0; g < layout.groups(); g++) {
            maxRed = Math.max(maxRed, layout.group(g).maxRed().toMillis());
            minGreen = Math.max(minGreen, layout.group(g).minGreen().toMillis());
        }
        for (int from = 0; from < layout.stages(); from++)
            for (int to = 0; to < layout.stages(); to++)
                interstage = Math.max(interstage, layout.interstageMs(from, to));
        return (maxRed + (layout.stages() - 1) * (minGreen + interstage) + 2000) / 1000.0;
    }
}
