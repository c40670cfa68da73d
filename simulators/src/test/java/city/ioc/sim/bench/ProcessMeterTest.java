package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProcessMeterTest {
    @Test
    void countsTimeOfTheProcessAndOfChildrenItWaitedFor() {
        String stat = "42 (a (strange) name) S 1 42 42 0 -1 4194560 1 2 3 4 100 20 3 1 20 0 1 0 5 6 7 8";
        assertThat(ProcessMeter.ticks(stat)).isEqualTo(124);
    }

    @Test
    void sharedMemoryIsCountedInParts() {
        assertThat(ProcessMeter.proportionalBytes(List.of(
                        "00400000-7fff ---p 00000000 00:00 0 [rollup]",
                        "Rss:  2048 kB",
                        "Pss:  1024 kB",
                        "Pss_Anon: 9 kB")))
                .isEqualTo(1024 * 1024);
    }

    @Test
    void measuresThisProcessAndLeavesOutWhatIsGone() {
        var meter = new ProcessMeter(Map.of("self", ProcessHandle.current().pid(), "gone", 4_000_000L));
        Map<String, ProcessMeter.Usage> usages = meter.read();
        assertThat(usages).containsOnlyKeys("self");
        assertThat(usages.values()).allSatisfy(usage -> {
            assertThat(usage.cpuNanos()).isPositive();
            assertThat(usage.memoryBytes()).isGreaterThan(10_000_000);
        });
    }
}
