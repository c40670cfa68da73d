package city.ioc.core;

import city.ioc.contracts.gateway.GatewayStatus;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Tells every shard of the node what concerns all of them. Thread-safe; listeners hand over to their own context. */
final class NodeFan {
    private final List<Listener> listeners = new CopyOnWriteArrayList<>();

    /** What a shard hears. */
    interface Listener {
        void gateway(GatewayStatus status);

        /** The broker was away: what was said meanwhile was not heard. */
        void reconnected();
    }

    void add(Listener listener) {
        listeners.add(listener);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    void gateway(GatewayStatus status) {
        listeners.forEach(listener -> listener.gateway(status));
    }

    void reconnected() {
        listeners.forEach(Listener::reconnected);
    }
}
