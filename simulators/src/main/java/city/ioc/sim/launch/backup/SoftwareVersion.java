package city.ioc.sim.launch.backup;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;

/** Which version of the software this is, as Maven has written it into the jar. */
final class SoftwareVersion {
    private static final String FILE = "/META-INF/maven/city.ioc/simulators/pom.properties";

    private SoftwareVersion() {}

    /** Empty where the classes do not come from a jar. */
    static Optional<String> find() {
        try (InputStream in = SoftwareVersion.class.getResourceAsStream(FILE)) {
            if (in == null) return Optional.empty();
            Properties properties = new Properties();
            properties.load(in);
            return Optional.ofNullable(properties.getProperty("version"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
