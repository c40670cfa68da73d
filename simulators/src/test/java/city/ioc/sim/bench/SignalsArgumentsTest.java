package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.sim.sumo.SumoRun.Controller;
import city.ioc.sim.sumo.SumoRun.Detection;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class SignalsArgumentsTest {
    @Test
    void flagsMayStandAnywhere() {
        SignalsArguments arguments = parse("--collisions --scenario streets --seeds 1-2,5 --describe --cut 600");
        assertThat(arguments.scenario()).isEqualTo(Path.of("streets"));
        assertThat(arguments.seeds()).containsExactly(1, 2, 5);
        assertThat(arguments.cutS()).hasValue(600);
        assertThat(arguments.describe()).isTrue();
        assertThat(arguments.collisions()).isTrue();
    }

    @Test
    void withoutMoreTheProductsOwnControlSeesByCameras() {
        SignalsArguments arguments = parse("--scenario streets");
        assertThat(arguments.controller()).isEqualTo(Controller.ADAPTIVE);
        assertThat(arguments.detection()).isEqualTo(Detection.CAMERA);
        assertThat(arguments.seeds()).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void faultsAreNamed() {
        assertThatThrownBy(() -> parse("--controller fixed")).hasMessageContaining("--scenario is missing");
        assertThatThrownBy(() -> parse("--scenario x --controller magic")).hasMessageContaining("max-pressure");
        assertThatThrownBy(() -> parse("--scenario x --detection eyes")).hasMessageContaining("camera or loops");
        assertThatThrownBy(() -> parse("--scenario x --seed 1")).hasMessageContaining("unknown argument --seed");
    }

    private static SignalsArguments parse(String text) {
        return SignalsArguments.parse(List.of(text.split(" ")));
    }
}
