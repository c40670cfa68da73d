package city.ioc.edge;

/** A gateway for {@link TestCity} as a process of its own, for tests that kill it. */
public final class GatewayProcess {
    private GatewayProcess() {}

    public static void main(String[] arguments) throws Exception {
        GatewayConfig config = GatewayConfig.read(System.getenv());
        Gateway gateway = new Gateway(config, TestCity.city());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                gateway.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        gateway.start();
    }
}
