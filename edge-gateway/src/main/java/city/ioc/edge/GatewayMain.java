package city.ioc.edge;

import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import city.ioc.edge.outbox.OutboxException;
import java.io.IOException;

/** Runs a gateway until SIGTERM. Ends with 2 when it cannot start as configured. */
public final class GatewayMain {
    private GatewayMain() {}

    public static void main(String[] arguments) {
        try {
            GatewayConfig config = GatewayConfig.read(System.getenv());
            Gateway gateway = new Gateway(config, CityFiles.read(config.city()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(gateway), "shutdown"));
            gateway.start();
        } catch (IllegalArgumentException | CityException | OutboxException | IOException e) {
            System.err.println("gateway: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void close(Gateway gateway) {
        try {
            gateway.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
