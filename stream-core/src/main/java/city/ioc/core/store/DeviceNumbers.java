package city.ioc.core.store;

import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Short numbers of devices in the database, given out at first use. Thread-safe. */
final class DeviceNumbers {
    private static final String FIND = "SELECT code, id FROM device WHERE code = ANY (?)";
    private static final String ADD = """
            INSERT INTO device (code, site, kind) SELECT * FROM unnest(?::text[], ?::text[], ?::text[])
            ON CONFLICT (code) DO NOTHING""";

    private final Map<DeviceId, Integer> numbers = new ConcurrentHashMap<>();
    private final Function<DeviceId, Optional<Device>> registry;

    DeviceNumbers(Function<DeviceId, Optional<Device>> registry) {
        this.registry = registry;
    }

    /** The number of a device that {@link #ensure} has seen. */
    int getNumber(DeviceId device) {
        Integer number = numbers.get(device);
        if (number == null) throw new IllegalStateException("device " + device + " has no number yet");
        return number;
    }

    boolean isKnown(DeviceId device) {
        return numbers.containsKey(device);
    }

    /** Gives every device a number, in transactions of its own; the connection must be in auto-commit. */
    void ensure(Connection connection, Collection<DeviceId> devices) throws SQLException {
        List<DeviceId> unknown = devices.stream()
                .filter(id -> !numbers.containsKey(id))
                .distinct()
                .toList();
        if (unknown.isEmpty()) return;
        find(connection, unknown);
        List<Device> missing = new ArrayList<>();
        for (DeviceId id : unknown) {
            if (numbers.containsKey(id)) continue;
            missing.add(registry.apply(id)
                    .orElseThrow(() -> new IllegalStateException("device " + id + " is not in the registry")));
        }
        if (missing.isEmpty()) return;
        try (PreparedStatement statement = connection.prepareStatement(ADD)) {
            statement.setArray(
                    1, texts(connection, missing, device -> device.id().value()));
            statement.setArray(
                    2, texts(connection, missing, device -> device.site().value()));
            statement.setArray(
                    3, texts(connection, missing, device -> device.kind().name()));
            statement.executeUpdate();
        }
        find(connection, missing.stream().map(Device::id).toList());
    }

    private void find(Connection connection, List<DeviceId> ids) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(FIND)) {
            statement.setArray(1, texts(connection, ids, DeviceId::value));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) numbers.put(new DeviceId(rows.getString(1)), rows.getInt(2));
            }
        }
    }

    private static <T> Array texts(Connection connection, List<T> items, Function<T, String> text) throws SQLException {
        return connection.createArrayOf("text", items.stream().map(text).toArray());
    }
}
