package city.ioc.sim.launch;

import city.ioc.local.LocalDatabase;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** The city's own database. */
record DatabasePart(LocalDatabase database) implements Part {
    @Override
    public String name() {
        return "database";
    }

    @Override
    public void start() {
        database.start();
    }

    @Override
    public void awaitReady(Duration limit) {
        // start() returns when it accepts sessions.
    }

    @Override
    public long pid() {
        return database.pid();
    }

    @Override
    public String address() {
        return database.jdbcUrl() + (database.timescale() ? " with TimescaleDB" : " WITHOUT TimescaleDB");
    }

    @Override
    public CompletableFuture<Integer> ended() {
        return database.ended();
    }

    @Override
    public void stop() {
        database.stop();
    }
}
