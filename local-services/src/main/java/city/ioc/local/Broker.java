package city.ioc.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.lifecycle.Startable;

/**
 * A real broker for tests, anybody may say anything: the one at {@code IOC_TEST_MQTT_URL}; else a container where an engine
 * answers; else Mosquitto as a child process; else an exception that says what to install. Owned by one thread.
 */
public abstract sealed class Broker implements Startable {
    private Broker() {}

    public static Broker forTests() {
        String url = System.getenv("IOC_TEST_MQTT_URL");
        if (url != null && !url.isBlank()) return new External(url);
        if (Docker.answers()) return new Container();
        if (LocalBroker.findProgram().isPresent()) return new Child();
        throw new ServiceException(
                "tests need a broker: run `apt-get install mosquitto`, start a container engine, or set"
                        + " IOC_TEST_MQTT_URL");
    }

    /** {@code tcp://host:port}. */
    public abstract String url();

    /** SIGKILL. */
    public abstract void kill();

    /** Starts again after {@link #kill} or {@link #stop}, at the same port and with what was kept on disk. */
    public abstract void restart();

    private static final class External extends Broker {
        private final String url;

        External(String url) {
            this.url = url;
        }

        @Override
        public void start() {
            URI uri = URI.create(url);
            if (uri.getHost() == null) throw new ServiceException("IOC_TEST_MQTT_URL is not a URL: " + url);
        }

        @Override
        public void stop() {}

        @Override
        public String url() {
            return url;
        }

        @Override
        public void kill() {
            throw new UnsupportedOperationException("the broker at " + url + " is not ours to kill");
        }

        @Override
        public void restart() {
            throw new UnsupportedOperationException("the broker at " + url + " is not ours to restart");
        }
    }

    private static final class Container extends Broker {
        private static final String CONFIGURATION = "listener 1883\nallow_anonymous true\npersistence true\n"
                + "persistence_location /mosquitto/data/\nautosave_interval 10\nset_tcp_nodelay true\n"
                + "max_inflight_messages 1000\nmax_queued_messages 200000\n";

        private final int port = FreePort.find();
        private final GenericContainer<?> container = new GenericContainer<>("eclipse-mosquitto:2.0.22")
                .withCopyToContainer(Transferable.of(CONFIGURATION), "/mosquitto/config/mosquitto.conf")
                .withExposedPorts(1883);

        Container() {
            container.setPortBindings(List.of(port + ":1883"));
        }

        @Override
        public void start() {
            container.start();
        }

        @Override
        public void stop() {
            container.stop();
        }

        @Override
        public String url() {
            return "tcp://" + container.getHost() + ":" + port;
        }

        @Override
        public void kill() {
            Docker.kill(container);
        }

        @Override
        public void restart() {
            Docker.startAgain(container);
            Waiting.until("the broker answers", Duration.ofSeconds(20), () -> FreePort.isListening(port));
        }
    }

    private static final class Child extends Broker {
        private final Path folder = TestFolder.create("ioc-broker");
        private final LocalBroker broker = new LocalBroker(
                new BrokerOptions(FreePort.find(), folder, folder.resolve("broker.log"), List.of(), Optional.empty()));
        private final Thread atExit = new Thread(broker::kill, "broker-at-exit");

        @Override
        public void start() {
            Runtime.getRuntime().addShutdownHook(atExit);
            broker.start();
        }

        @Override
        public void stop() {
            broker.stop();
            Waiting.forget(atExit);
            TestFolder.delete(folder);
        }

        @Override
        public String url() {
            return broker.url();
        }

        @Override
        public void kill() {
            broker.kill();
        }

        @Override
        public void restart() {
            broker.stop();
            broker.start();
        }
    }
}
