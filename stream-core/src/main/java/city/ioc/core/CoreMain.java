package city.ioc.core;

import city.ioc.contracts.city.CityException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A node of the core. */
public final class CoreMain {
    private static final int WRONG_CONFIGURATION = 2;
    private static final int CANNOT_START = 1;

    private CoreMain() {}

    public static void main(String[] args) throws InterruptedException {
        Logger log = LoggerFactory.getLogger(CoreMain.class);
        CoreConfig config;
        try {
            config = CoreConfig.from(System.getenv());
        } catch (IllegalArgumentException e) {
            log.error("event=wrong_configuration {}", e.getMessage());
            System.exit(WRONG_CONFIGURATION);
            return;
        }
        try {
            CoreNode node = CoreNode.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "core-close"));
            log.info(
                    "event=started process=core node={} cluster={} port={} broker={} strategy={}",
                    config.node(),
                    config.cluster().name(),
                    config.cluster().port(),
                    config.mqtt().url(),
                    config.strategy().word());
        } catch (CityException e) {
            log.error("event=wrong_city {}", e.getMessage());
            System.exit(WRONG_CONFIGURATION);
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            log.error("event=cannot_start node={}", config.node(), e);
            System.exit(CANNOT_START);
        }
    }
}
