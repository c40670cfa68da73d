package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole city with two core nodes; how many seconds it takes is for {@code ./ioc bench survival} to say. */
@Tag("slow")
class SurvivalTest {
    @Test
    void everyReadingIsStoredOnceAndTheLampsComeBackWhenPartsAreKilled() {
        Path home = Path.of(System.getenv().getOrDefault("IOC_HOME", "../.ioc"));
        Survival.Seen seen = Survival.run(Path.of("../cities/vi-thanh"), home.resolve("cache"));
        assertThat(seen.sent()).isPositive();
        assertThat(seen.stored()).isEqualTo(seen.sent());
        assertThat(seen.distinct()).isEqualTo(seen.sent());
        assertThat(seen.backSeconds()).containsOnlyKeys("gateway", "core-2", "database");
    }
}
