package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.street.GeoPoint;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ConditionsTest {
    private static final GeoPoint VI_THANH = new GeoPoint(9.784, 105.47);

    /** Hours are local, seven ahead of UTC. At 105.47° E the sun is due south two minutes before noon, less the equation of time. */
    @Test
    void theSunRisesInTheEastStandsHighAtNoonAndIsGoneAtNight() {
        Conditions morning = at("2026-11-24T00:30:00Z");
        assertThat(morning.sunElevationDeg()).isBetween(15.0, 25.0);
        assertThat(morning.sunAzimuthDeg()).isBetween(100.0, 125.0);
        assertThat(at("2026-11-24T05:00:00Z").sunElevationDeg()).isCloseTo(90 - 9.784 - 20.5, within(1.5));
        assertThat(at("2026-11-24T15:00:00Z").sunElevationDeg()).isLessThan(-40);
        assertThat(at("2026-11-24T15:00:00Z").lampsBurn()).isTrue();
        assertThat(morning.lampsBurn()).isFalse();
    }

    @Test
    void theDarkerItIsTheFartherTheCameraOpensAndTheNoisierItSees() {
        assertThat(Conditions.DUSK.gain()).isGreaterThan(Conditions.DAY.gain());
        assertThat(Conditions.NIGHT.gain()).isGreaterThan(Conditions.DUSK.gain());
        assertThat(Conditions.NIGHT.noise()).isGreaterThan(3 * Conditions.DAY.noise());
    }

    @Test
    void theBackgroundIsDrawnAnewOnlyWhenTheLightHasChanged() {
        Conditions noon = at("2026-11-24T05:00:00Z");
        assertThat(at("2026-11-24T05:02:00Z").looksUnlike(noon)).isFalse();
        assertThat(at("2026-11-24T07:00:00Z").looksUnlike(noon)).isTrue();
        assertThat(noon.withRain(0.8).looksUnlike(noon)).isTrue();
        assertThat(at("2026-11-24T18:00:00Z").looksUnlike(at("2026-11-24T16:00:00Z")))
                .isFalse();
    }

    @Test
    void itIsNoonWhereTheCitysClockSaysSo() {
        Instant evening = Instant.parse("2026-06-21T14:00:00Z");
        assertThat(at("2026-06-21T14:00:00Z").lampsBurn()).isTrue();
        assertThat(Conditions.at(evening, ZoneId.of("Etc/GMT+2"), VI_THANH, 0, 0)
                        .sunElevationDeg())
                .isGreaterThan(70);
    }

    private static Conditions at(String instant) {
        return Conditions.at(Instant.parse(instant), ZoneId.of("Asia/Ho_Chi_Minh"), VI_THANH, 0, 0);
    }
}
