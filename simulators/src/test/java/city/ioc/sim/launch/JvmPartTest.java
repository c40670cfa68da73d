package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.contracts.config.SettingKey;
import city.ioc.local.FreePort;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class JvmPartTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    /** A program of the shape that every part has: settings from the environment, health on its metrics port. */
    static final class Program {
        public static void main(String[] args) throws Exception {
            Map<String, String> settings = new TreeMap<>(System.getenv());
            settings.keySet().removeIf(name -> !name.startsWith("IOC_"));
            System.out.println("settings=" + settings.keySet());
            System.out.println("2026-11-22T00:00:00.000Z WARN  Program something to look at");
            if ("wrong".equals(settings.get("IOC_CITY"))) {
                System.err.println("IOC_CITY is wrong");
                System.exit(3);
            }
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(
                            InetAddress.getLoopbackAddress(), Integer.parseInt(settings.get("IOC_METRICS_PORT"))),
                    0);
            AtomicInteger asked = new AtomicInteger();
            server.createContext("/health", exchange -> {
                boolean joined = asked.incrementAndGet() > 2;
                if (joined) System.out.println("has heard the core");
                byte[] body = ("{\"core\":\"" + (joined ? "UP" : "SILENT") + "\"}").getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
        }
    }

    @Test
    void aPartIsReadyWhenItsHealthSaysSoGetsOnlyItsSettingsAndEndsWhenTold() throws Exception {
        JvmPart part = part("right");
        part.start();
        part.awaitReady(LIMIT);
        assertThat(part.ended()).isNotDone();
        assertThat(folder.resolve("log/part.log")).content().contains("has heard the core");
        part.stop();
        assertThat(part.ended().get(10, TimeUnit.SECONDS)).isEqualTo(143);
        assertThat(folder.resolve("log/part.log"))
                .content()
                .contains("settings=[IOC_CITY, IOC_METRICS_PORT]")
                .contains("something to look at");
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("WARN  Program something to look at")
                .doesNotContain("settings=");
    }

    @Test
    void aPartThatEndsInsteadOfGettingReadyIsShownWithItsLastLines() {
        JvmPart part = part("wrong");
        part.start();
        assertThatThrownBy(() -> part.awaitReady(LIMIT))
                .isInstanceOf(LaunchException.class)
                .hasMessageContaining("part ended with 3")
                .hasMessageContaining("IOC_CITY is wrong");
    }

    private JvmPart part(String city) {
        StateFolder state = new StateFolder(folder);
        state.create();
        int port = FreePort.find();
        return new JvmPart(
                new JvmPart.Spec(
                        "part",
                        Program.class.getName(),
                        32,
                        port,
                        "nowhere",
                        state,
                        Map.of(SettingKey.IOC_CITY, city, SettingKey.IOC_METRICS_PORT, Integer.toString(port))),
                new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }
}
