package city.ioc.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Mosquitto on a free port without passwords, that tests may kill and start again on the same port with the same memory. */
final class PlainBroker implements AutoCloseable {
    private final Path folder;
    private final int port;
    private Process process;

    PlainBroker(Path folder, String... extraLines) throws IOException {
        this.folder = folder;
        this.port = freePort();
        Files.writeString(folder.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                persistence true
                persistence_location %s/
                autosave_interval 1
                autosave_on_changes true
                max_queued_messages 0
                user root
                %s
                """.formatted(port, folder, String.join("\n", extraLines)));
        this.process = start();
    }

    static int freePort() {
        return city.ioc.local.FreePort.find();
    }

    URI url() {
        return URI.create("tcp://127.0.0.1:" + port);
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops the process as it stands: it accepts bytes and answers nothing. */
    void suspend() throws IOException, InterruptedException {
        signal("STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid())
                        .start()
                        .waitFor())
                .isZero();
    }

    void restart() throws IOException {
        process = start();
    }

    private Process start() throws IOException {
        Process started = new ProcessBuilder(List.of(
                        executable(), "-c", folder.resolve("mosquitto.conf").toString()))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("mosquitto.log").toFile()))
                .start();
        for (int tries = 0; tries < 500; tries++) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(probe.isConnected()).isTrue();
                return started;
            } catch (IOException notYet) {
                if (!started.isAlive())
                    throw new IOException("mosquitto ended: " + Files.readString(folder.resolve("mosquitto.log")));
                Thread.onSpinWait();
                java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
            }
        }
        throw new IOException("mosquitto does not listen on " + port);
    }

    private static String executable() {
        for (String each : List.of("/usr/sbin/mosquitto", "/usr/local/sbin/mosquitto", "/usr/bin/mosquitto"))
            if (Files.isExecutable(Path.of(each))) return each;
        return "mosquitto";
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
