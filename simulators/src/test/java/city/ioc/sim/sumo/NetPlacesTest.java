package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import city.ioc.contracts.street.GeoPoint;
import city.ioc.contracts.street.Turn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the lights of a net stand, and which way its streets turn. */
class NetPlacesTest {
    @TempDir
    Path folder;

    @Test
    void aSmallNetInMetresIsNotTakenForDegrees() throws IOException {
        GeoPoint corner = places("0,0,60,60", "0,0,60,60", "!").at(60, 60);
        assertThat(corner.lat()).isCloseTo(0.00054, within(1e-5));
        assertThat(corner.lon()).isCloseTo(0.00054, within(1e-5));
    }

    @Test
    void aGeographicNetLiesBetweenItsCornersInDegrees() throws IOException {
        NetPlaces places = places("0,0,1000,2000", "105.4,9.7,105.5,9.9", "+proj=utm +zone=48");
        assertThat(places.at(0, 0)).isEqualTo(new GeoPoint(9.7, 105.4));
        assertThat(places.at(500, 1000)).isEqualTo(new GeoPoint(9.8, 105.45));
    }

    @Test
    void aTurnBackIsOneInLeftHandTrafficToo() {
        assertThat(SignalAssembly.turn("t")).isEqualTo(Turn.U_TURN);
        assertThat(SignalAssembly.turn("T")).isEqualTo(Turn.U_TURN);
        assertThat(SignalAssembly.turn("s")).isEqualTo(Turn.THROUGH);
    }

    private NetPlaces places(String metres, String original, String projection) throws IOException {
        Path file = folder.resolve("x.net.xml");
        Files.writeString(file, """
                <net>
                  <location netOffset="0,0" convBoundary="%s" origBoundary="%s" projParameter="%s"/>
                  <edge id="e" from="A" to="B"><lane id="e_0" index="0" speed="13.89" length="90" shape="0,0 0,90"/></edge>
                </net>
                """.formatted(metres, original, projection));
        return new NetPlaces(SumoNetReader.read(file).bounds(), false);
    }
}
