package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scenario as SUMO sees it: what SUMO writes beside its files does not reach the scenario's folder. */
class ScenarioMirrorTest {
    @TempDir
    Path folder;

    @Test
    void whatAnEarlierRunHasLeftIsNotWrittenOver() throws IOException {
        SumoScenario scenario = scenario("");
        Path left = write("streets/out/loops.xml", "left");
        Files.writeString(scenario.mirrorIn(folder.resolve("run")).seen(left), "older");
        ScenarioMirror mirror = scenario.mirrorIn(folder.resolve("run"));
        assertThat(mirror.seen(left)).hasContent("left");
        Files.writeString(mirror.seen(left), "new");
        assertThat(left).hasContent("left");
        assertThat(mirror.seen(scenario.net())).isSymbolicLink().hasContent("<net/>");
    }

    @Test
    void filesAboveTheScenariosOwnFolderAreSeenFromThere() throws IOException {
        Path types = write("common/types.add.xml", "types");
        SumoScenario scenario = scenario("<additional-files value='../common/types.add.xml'/>");
        ScenarioMirror mirror = scenario.mirrorIn(folder.resolve("run"));
        Path config = mirror.seen(scenario.config());
        assertThat(config.resolveSibling("../common/types.add.xml")).hasContent("types");
        assertThat(mirror.seen(types)).hasContent("types");
        Files.writeString(config.resolveSibling("../loops.xml"), "new");
        assertThat(folder.resolve("loops.xml")).doesNotExist();
    }

    @Test
    void aFolderOfOursWithinTheScenariosIsNoPartOfIt() throws IOException {
        SumoScenario scenario = scenario("");
        Path run = Files.createDirectories(folder.resolve("streets/state/run"));
        ScenarioMirror mirror = scenario.mirrorIn(run);
        assertThat(mirror.seen(scenario.config())).startsWithRaw(run).exists();
        assertThat(mirror.seen(folder.resolve("streets/state"))).doesNotExist();
    }

    @Test
    void mirrorsInTheScenariosOwnFolderAreNoPartOfIt() throws IOException {
        SumoScenario scenario = scenario("");
        scenario.mirrorIn(folder.resolve("streets/earlier"));
        ScenarioMirror mirror = scenario.mirrorIn(folder.resolve("streets"));
        assertThat(mirror.seen(folder.resolve("streets/earlier"))).isEmptyDirectory();
        assertThat(mirror.seen(scenario.net())).hasContent("<net/>");
    }

    private SumoScenario scenario(String options) throws IOException {
        write("streets/x.net.xml", "<net/>");
        write("streets/x.sumocfg", "<configuration><net-file value='x.net.xml'/>%s</configuration>".formatted(options));
        return SumoScenario.in(folder.resolve("streets"));
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
