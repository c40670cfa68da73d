package city.ioc.sim.device;

import city.ioc.contracts.id.DeviceId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The passwords of the devices that have a connection of their own. Immutable. */
public final class DeviceCredentials {
    private final Map<String, String> passwords;
    private final Optional<FieldConnection.Account> shared;

    private DeviceCredentials(Map<String, String> passwords, Optional<FieldConnection.Account> shared) {
        this.passwords = Map.copyOf(passwords);
        this.shared = shared;
    }

    /** No device has a password: for a broker that asks for none. */
    public static DeviceCredentials anonymous() {
        return new DeviceCredentials(Map.of(), Optional.empty());
    }

    /** All devices use one account. */
    public static DeviceCredentials shared(String user, String password) {
        return new DeviceCredentials(Map.of(), Optional.of(new FieldConnection.Account(user, password)));
    }

    /**
     * Reads lines {@code device:password}; empty lines and those that begin with # are skipped.
     *
     * @throws IllegalArgumentException naming a line that is neither
     */
    public static DeviceCredentials read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("device credentials " + file + " cannot be read: " + e, e);
        }
        Map<String, String> passwords = new HashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            int colon = line.indexOf(':');
            if (colon < 1 || colon == line.length() - 1)
                throw new IllegalArgumentException(
                        "device credentials " + file + " line " + (i + 1) + ": must read device:password");
            passwords.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return new DeviceCredentials(passwords, Optional.empty());
    }

    Optional<FieldConnection.Account> find(DeviceId device) {
        return Optional.ofNullable(passwords.get(device.value()))
                .map(password -> new FieldConnection.Account(device.value(), password))
                .or(() -> shared);
    }
}
