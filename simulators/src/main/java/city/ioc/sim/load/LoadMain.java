package city.ioc.sim.load;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttPublish;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.attach.SteadyPublisher;
import city.ioc.sim.attach.ToolConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code ./ioc load}: registers virtual radars, sends their numbered readings through the running city, and compares what some
 * of them sent with what the store then holds.
 */
public final class LoadMain {
    static final String USAGE = """
            usage: ./ioc load --devices N --rate R [--minutes M] [--values 1|2|3|4|10] [--connections C] [--window W]
                              [--user NAME --password PASSWORD]
            R messages a second from N radars together, 0: as many as the broker takes. Default: 1 minute, 10 values,
            2 connections, 200 messages on their way in each. Without --user the administrator of the first run logs in.""";

    private static final int DEVICES_COMPARED = 5;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ToolConfig config;
    private final LoadPlan plan;
    private final CentreClient centre;
    private final PrintStream out;

    /** A plan and who registers its devices. */
    record Arguments(LoadPlan plan, Optional<CentreClient.Login> login) {}

    private LoadMain(ToolConfig config, Arguments arguments, PrintStream out) throws IOException {
        this.config = config;
        this.plan = arguments.plan();
        this.out = out;
        CentreClient.Login login =
                arguments.login().isPresent() ? arguments.login().get() : config.firstAdministrator();
        this.centre = new CentreClient(config.api(), login);
    }

    public static void main(String[] arguments) {
        int status;
        try {
            Arguments parsed = parse(List.of(arguments));
            status = new LoadMain(ToolConfig.from(System.getenv()), parsed, System.out).run();
        } catch (IllegalArgumentException e) {
            System.err.println("load: " + e.getMessage() + "\n" + USAGE);
            status = 2;
        } catch (IOException e) {
            System.err.println("load: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 130;
        }
        System.exit(status);
    }

    /** @throws IllegalArgumentException saying what is wrong */
    static Arguments parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        int devices = 0;
        double rate = -1;
        double minutes = 1;
        int values = 10;
        int connections = 2;
        int window = 200;
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        while (!left.isEmpty()) {
            String argument = left.pop();
            if (left.isEmpty()) throw new IllegalArgumentException("\"" + argument + "\" is unknown or needs a value");
            String value = left.pop();
            try {
                switch (argument) {
                    case "--devices" -> devices = Integer.parseInt(value);
                    case "--rate" -> rate = Double.parseDouble(value);
                    case "--minutes" -> minutes = Double.parseDouble(value);
                    case "--values" -> values = Integer.parseInt(value);
                    case "--connections" -> connections = Integer.parseInt(value);
                    case "--window" -> window = Integer.parseInt(value);
                    case "--user" -> user = Optional.of(value);
                    case "--password" -> password = Optional.of(value);
                    default -> throw new IllegalArgumentException("unknown argument \"" + argument + "\"");
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException(argument + " must be a number, but is \"" + value + "\"", e);
            }
        }
        if (rate < 0) throw new IllegalArgumentException("--devices and --rate are missing");
        if (user.isPresent() != password.isPresent())
            throw new IllegalArgumentException("--user and --password go together");
        LoadPlan plan = new LoadPlan(
                devices, rate, Duration.ofMillis(Math.round(minutes * 60_000)), values, connections, window);
        String secret = password.orElse("");
        return new Arguments(plan, user.map(name -> new CentreClient.Login(name, secret)));
    }

    private int run() throws IOException, InterruptedException {
        List<Site> sites = LoadCity.sites(plan.devices(), centre.city().centre());
        for (Site site : sites) centre.register(site);
        List<Device> radars = LoadCity.radars(sites);
        out.println("registered " + radars.size() + " radars at " + sites.size() + " places");
        long session = InstantSource.system().instant().getEpochSecond();
        openWay(radars, session);

        LoadGenerator generator = new LoadGenerator(plan, radars, session + 1, config.clock());
        LoadGenerator.Result result = generator.run(
                number -> config.brokerOptions("load-" + ProcessHandle.current().pid() + "-" + number));
        double seconds = result.took().toMillis() / 1000.0;
        out.printf(
                Locale.ROOT,
                "sent %d messages, %d samples in %.1f s: %.0f messages/s, %.0f samples/s; acknowledged by the broker %d,"
                        + " sent again %d%n",
                result.sent(),
                result.samples(),
                seconds,
                result.sent() / seconds,
                result.samples() / seconds,
                result.acknowledged(),
                result.repeated());
        return result.allAcknowledged() && compare(result) ? 0 : 1;
    }

    /** Until the last registered place is known at the gateway: what is sent before is refused. */
    private void openWay(List<Device> radars, long session) throws IOException, InterruptedException {
        Device last = radars.getLast();
        long[] seq = {0};
        try (SteadyPublisher publisher = new SteadyPublisher(
                config.brokerOptions("load-" + ProcessHandle.current().pid() + "-first")
                        .maxInFlight(10)
                        .build())) {
            centre.awaitHeard(last.id(), config.clock().instant(), () -> {
                Instant now = config.clock().instant();
                DeviceReport report = new DeviceReport(now, true, Optional.empty(), Optional.of("load"));
                DeviceMessage message = new DeviceMessage(last.id(), new MessageId(session, ++seq[0]), now, report);
                publisher.publish(
                        Topics.fieldUp(last.site(), last.id()), DeviceWire.encode(message), MqttPublish.AT_LEAST_ONCE);
            });
        }
    }

    /** Compares some devices, spread over all; waits while more arrives. */
    private boolean compare(LoadGenerator.Result result) throws IOException, InterruptedException {
        boolean equal = true;
        int step = Math.max(1, result.devices().size() / DEVICES_COMPARED);
        for (int i = 0; i < result.devices().size(); i += step) {
            long sent = result.messages().get(i);
            long held = -1;
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                long now = centre.countReadings(result.devices().get(i).id(), result.from());
                if (now != held) deadline = System.nanoTime() + PATIENCE.toNanos();
                held = now;
                if (held >= sent) break;
                Thread.sleep(1_000);
            }
            out.println(result.devices().get(i).id() + ": sent " + sent + ", in the store " + held);
            equal &= held == sent;
        }
        return equal;
    }
}
