package city.ioc.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How a local broker runs.
 *
 * @param state its folder: configuration, password and ACL files, persistence
 * @param accounts who may connect; empty: anybody may do anything (tests only)
 * @param tls a second listener with TLS
 */
public record BrokerOptions(int port, Path state, Path log, List<BrokerAccount> accounts, Optional<Tls> tls) {
    /** PEM files of the TLS listener. */
    public record Tls(int port, Path certificate, Path key) {}

    public BrokerOptions {
        accounts = List.copyOf(accounts);
    }
}
