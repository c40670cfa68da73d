package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is read from a scenario's folder, and what is said of one that is none. */
class SumoScenarioTest {
    @TempDir
    Path folder;

    @Test
    void aRunLastsAnHourUnlessTheFileSaysOtherwise() throws IOException {
        assertThat(scenario("<b value='25200'/>").endS()).isEqualTo(28800);
        assertThat(scenario("<begin value='7:0:0'/><end value='1:07:10:00'/>").endS())
                .isEqualTo(86400 + 25800);
        assertThat(scenario("<end value='-1'/>").endS()).isEqualTo(3600);
    }

    @Test
    void optionsMayBearTheirOtherNames() throws IOException {
        SumoScenario scenario = scenario("<a value='a.add.xml b.add.xml'/><r value='in.rou.xml'/>"
                + "<netstate value='x'/><l value='x'/><tripinfo value='x'/><fcd-output value='x'/>");
        assertThat(scenario.additional())
                .extracting(file -> file.getFileName().toString())
                .containsExactly("a.add.xml", "b.add.xml");
        assertThat(scenario.inputs()).contains(scenario.net(), folder.resolve("in.rou.xml"));
        assertThat(scenario.outputs()).containsExactlyInAnyOrder("netstate", "l", "tripinfo", "fcd-output");
    }

    @Test
    void lightsWhoseProgramsChangeByTheTimeOfDayAreKnown() throws IOException {
        Files.writeString(folder.resolve("w.add.xml"), """
                <additional>
                  <WAUT refTime="0" id="w" startProg="0"><wautSwitch time="60" to="1"/></WAUT>
                  <wautJunction wautID="w" junctionID="X"/>
                </additional>
                """);
        assertThat(scenario("<additional-files value='w.add.xml'/>").switchedLights())
                .containsExactly("X");
    }

    @Test
    void theConfigurationItselfMayBeNamed() throws IOException {
        Path config = scenario("").config();
        assertThat(SumoScenario.in(config)).isEqualTo(SumoScenario.in(folder));
    }

    @Test
    void aFolderThatIsNoScenarioIsRefusedInWords() throws IOException {
        Path missing = folder.resolve("nowhere");
        assertThatThrownBy(() -> SumoScenario.in(missing)).hasMessage("there is no folder " + missing);
        assertThatThrownBy(() -> SumoScenario.in(folder))
                .hasMessage(folder + " must hold one .sumocfg file, but holds 0");
        Path config = folder.resolve("x.sumocfg");
        Files.writeString(config, "<configuration/>");
        assertThatThrownBy(() -> SumoScenario.in(folder)).hasMessage(config + " names no net-file");
        Files.writeString(config, "<configuration");
        assertThatThrownBy(() -> SumoScenario.in(folder))
                .isInstanceOf(SumoException.class)
                .hasMessageStartingWith(config + " cannot be read: ");
    }

    @Test
    void aFaultOfAFileNamesTheFile() throws IOException {
        SumoScenario scenario = scenario("");
        assertThatThrownBy(scenario::readNet).hasMessage("there is no file " + scenario.net());
        Files.writeString(scenario.net(), "<net/>");
        assertThatThrownBy(scenario::readNet).hasMessage(scenario.net() + " is no SUMO network: it has no edges");
        Files.writeString(scenario.net(), "<net><edge id='e'><lane index='left'/></edge></net>");
        assertThatThrownBy(scenario::readNet)
                .isInstanceOf(SumoException.class)
                .hasMessageStartingWith(scenario.net() + " cannot be read: ");
        assertThatThrownBy(() -> scenario("<begin value='noon'/>")).hasMessage("noon is no time");
    }

    private SumoScenario scenario(String options) throws IOException {
        Path config = folder.resolve("x.sumocfg");
        Files.writeString(config, "<configuration><net-file value='x.net.xml'/>%s</configuration>".formatted(options));
        return SumoScenario.in(folder);
    }
}
