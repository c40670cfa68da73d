package city.ioc.edge.vision.service;

import city.ioc.contracts.city.CityException;
import city.ioc.contracts.city.CityFiles;
import java.io.IOException;

/** Watches cameras until SIGTERM. Ends with 2 when it cannot start as configured. */
public final class VisionServiceMain {
    private VisionServiceMain() {}

    public static void main(String[] arguments) {
        try {
            VisionConfig config = VisionConfig.read(System.getenv());
            VisionService service = new VisionService(config, CityFiles.read(config.city()));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(service), "shutdown"));
            service.start();
        } catch (IllegalArgumentException | CityException | IOException e) {
            System.err.println("vision: " + e.getMessage());
            System.exit(2);
        }
    }

    private static void close(VisionService service) {
        try {
            service.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
