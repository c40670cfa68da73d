package city.ioc.sim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** At vt-01 of the demo city: groups 2 and 4 conflict, intergreen 5 s, amber 3 s, minimum green 10 s. */
class LampAuditTest {
    private static final Instant START = Instant.parse("2026-12-01T00:00:00Z");

    private final LampAudit audit = new LampAudit(CityFiles.read(Path.of("..", "cities", "vi-thanh")));

    @Test
    void aStageThatEndsInOrderIsNoFault() {
        bothRed();
        green(2, 10);
        end(2, 25);
        green(4, 30);
        assertThat(audit.count()).isZero();
    }

    @Test
    void conflictingGreensAndAShortIntergreenAreCountedByKind() {
        bothRed();
        green(2, 10);
        green(4, 15);
        end(4, 40);
        end(2, 50);
        green(4, 53.5);
        assertThat(audit.faults()).isEqualTo(Map.of("CONFLICTING_GREEN", 1, "INTERGREEN_SHORT", 1));
        assertThat(audit.count()).isEqualTo(2);
    }

    @Test
    void whatAnotherDeviceSaysChangesNothing() {
        bothRed();
        green(2, 10);
        audit.next("vt-02-ctl", event(15, SignalEventCode.GROUP_BEGIN_GREEN, 4));
        audit.next("unknown", event(15, SignalEventCode.GROUP_BEGIN_GREEN, 4));
        assertThat(audit.count()).isZero();
    }

    private void bothRed() {
        say(0, SignalEventCode.GROUP_END_RED_CLEARANCE, 2);
        say(0, SignalEventCode.GROUP_END_RED_CLEARANCE, 4);
    }

    private void green(int group, double second) {
        say(second, SignalEventCode.GROUP_BEGIN_GREEN, group);
    }

    private void end(int group, double second) {
        say(second, SignalEventCode.GROUP_BEGIN_AMBER, group);
        say(second + 3, SignalEventCode.GROUP_BEGIN_RED_CLEARANCE, group);
    }

    private void say(double second, SignalEventCode code, int group) {
        audit.next("vt-01-ctl", event(second, code, group));
    }

    private static SignalEvent event(double second, SignalEventCode code, int group) {
        return new SignalEvent(START.plusMillis(Math.round(second * 1000)), code, group);
    }
}
