package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateTest {
    @TempDir
    Path folder;

    @Test
    void oneCityHoldsTheLockOfAStateFolder() throws Exception {
        StateFolder state = new StateFolder(folder.resolve("home"));
        state.create();
        var held = state.tryLock().orElseThrow();
        assertThat(state.tryLock()).isEmpty();
        held.acquiredBy().close();
        assertThat(state.tryLock()).isPresent();
    }

    @Test
    void aStateFolderIsOneCitysAlone() {
        StateFolder state = new StateFolder(folder);
        state.claim("vi-thanh");
        state.claim("vi-thanh");
        assertThatThrownBy(() -> state.claim("elsewhere"))
                .hasMessageContaining("holds what the city vi-thanh has stored")
                .hasMessageContaining("IOC_HOME");
    }

    @Test
    void secretsAreMadeOnceAndAreTheOwnersAlone() throws Exception {
        StateFolder state = new StateFolder(folder);
        state.create();
        Secrets secrets = new Secrets(state.secrets());
        String password = secrets.password("database");
        assertThat(password).hasSizeGreaterThan(20).isEqualTo(new Secrets(state.secrets()).password("database"));
        Path key = secrets.keyFile("jwt");
        for (Path file : List.of(key, secrets.file("database"))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.secrets())))
                .isEqualTo("rwx------");
    }

    @Test
    void aNewDeviceGetsAPasswordAndTheOthersKeepTheirs() {
        Secrets secrets = new Secrets(folder);
        Map<String, String> first = secrets.passwords("devices", List.of("radar-1", "radar-2"));
        Map<String, String> second = secrets.passwords("devices", List.of("radar-2", "radar-3"));
        assertThat(second).containsAllEntriesOf(first).containsOnlyKeys("radar-1", "radar-2", "radar-3");
        assertThat(second.values()).doesNotHaveDuplicates();
        assertThat(secrets.file("devices")).content().startsWith("radar-1:" + first.get("radar-1") + "\n");
    }

    @Test
    void portsStayTheSameUntilSomebodyElseTakesOne() throws Exception {
        Path file = folder.resolve("ports");
        Ports ports = new Ports(file);
        int broker = ports.of("broker");
        int other = ports.of("database");
        ports.save();
        assertThat(new Ports(file).of("broker")).isEqualTo(broker);
        try (var taken = new java.net.ServerSocket(broker, 1, java.net.InetAddress.getLoopbackAddress())) {
            assertThat(taken.isBound()).isTrue();
            Ports again = new Ports(file);
            assertThat(again.of("broker")).isNotEqualTo(broker);
            assertThat(again.of("database")).isEqualTo(other);
        }
    }

    @Test
    void aLogIsSetAsideAtItsSizeAndThreeOldOnesAreKept() throws Exception {
        Path file = folder.resolve("core.log");
        try (RotatingLog log = new RotatingLog(file, 100)) {
            for (int i = 0; i < 100; i++) log.write("line %04d of a long story".formatted(i));
        }
        assertThat(file).content().contains("line 0099");
        assertThat(folder.resolve("core.log.3")).exists();
        assertThat(folder.resolve("core.log.4")).doesNotExist();
        assertThat(Files.size(file)).isLessThanOrEqualTo(100);
    }

    @Test
    void aLogThatCannotBeWrittenLosesLinesAndNothingElse() throws Exception {
        Path file = folder.resolve("missing").resolve("core.log");
        try (RotatingLog log = new RotatingLog(file, 100)) {
            log.write("lost");
            Files.createDirectories(file.getParent());
            log.write("kept");
        }
        assertThat(file).content().isEqualTo("kept\n");
    }

    @Test
    void aPidFileKnowsItsProcessFromALaterOneOfTheSameNumber() throws Exception {
        long self = ProcessHandle.current().pid();
        PidFile.write(folder, "self", self);
        assertThat(PidFile.find(folder.resolve("self.pid")))
                .map(ProcessHandle::pid)
                .contains(self);
        Files.writeString(folder.resolve("self.pid"), self + " 2001-01-01T00:00:00Z\n");
        assertThat(PidFile.find(folder.resolve("self.pid"))).isEmpty();
        Files.writeString(folder.resolve("self.pid"), "rubbish");
        assertThat(PidFile.find(folder.resolve("self.pid"))).isEmpty();
        assertThat(PidFile.list(folder)).hasSize(1);
    }
}
