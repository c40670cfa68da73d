package city.ioc.sim.launch;

import city.ioc.local.LocalBroker;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The city's own broker. */
record BrokerPart(LocalBroker broker) implements Part {
    @Override
    public String name() {
        return "broker";
    }

    @Override
    public void start() {
        broker.start();
    }

    @Override
    public void awaitReady(Duration limit) {
        // start() returns when it listens.
    }

    @Override
    public long pid() {
        return broker.pid();
    }

    @Override
    public String address() {
        return broker.url();
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return broker.ended();
    }

    @Override
    public void stop() {
        broker.stop();
    }
}
