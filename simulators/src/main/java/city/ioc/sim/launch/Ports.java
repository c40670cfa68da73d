package city.ioc.sim.launch;

import city.ioc.local.FreePort;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeMap;

/**
 * The loopback ports of a city: chosen once, kept in the state folder so that they stay the same from start to start, and
 * chosen anew where another program has taken one. Owned by one thread.
 */
final class Ports {
    private final Path file;
    private final Properties kept = new Properties();

    Ports(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            } catch (IOException e) {
                throw new LaunchException("the ports in " + file + " cannot be read: " + e, e);
            }
        }
    }

    int of(String name) {
        OptionalInt before = kept(name);
        if (before.isPresent() && FreePort.isFree(before.getAsInt())) return before.getAsInt();
        int port = FreePort.find();
        kept.setProperty(name, Integer.toString(port));
        return port;
    }

    /** The port that was chosen before, whoever has it now. */
    OptionalInt kept(String name) {
        String text = kept.getProperty(name, "");
        return text.matches("\\d{1,5}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    void save() {
        StringBuilder text =
                new StringBuilder("# Loopback ports of this city. Remove a line to have another chosen.\n");
        new TreeMap<>(kept)
                .forEach((name, port) ->
                        text.append(name).append('=').append(port).append('\n'));
        StateFolder.write(file, text.toString());
    }
}
