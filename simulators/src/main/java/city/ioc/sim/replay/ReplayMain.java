package city.ioc.sim.replay;

import city.ioc.contracts.city.Site;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.GeoPoint;
import city.ioc.mqtt.MqttLinkOptions;
import city.ioc.sim.attach.CentreClient;
import city.ioc.sim.attach.SteadyPublisher;
import city.ioc.sim.attach.ToolConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * {@code ./ioc replay}: registers the intersection of a recorded log, plays the log through broker, gateway, core and store, and
 * compares what was sent with what the event log then holds.
 */
public final class ReplayMain {
    private static final int WINDOW = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PACE = Duration.ofMillis(100);
    private static final double BESIDE_THE_CENTRE_DEG = 0.012;

    private final ToolConfig config;
    private final ReplayArguments arguments;
    private final CentreClient centre;
    private final PrintStream out;

    private ReplayMain(ToolConfig config, ReplayArguments arguments, PrintStream out) throws IOException {
        this.config = config;
        this.arguments = arguments;
        this.out = out;
        this.centre = new CentreClient(arguments.api().orElse(config.api()), login());
    }

    public static void main(String[] arguments) {
        int status;
        try {
            ReplayArguments parsed = ReplayArguments.parse(List.of(arguments));
            status = new ReplayMain(ToolConfig.from(System.getenv()), parsed, System.out).run();
        } catch (IllegalArgumentException e) {
            System.err.println("replay: " + e.getMessage() + "\n" + ReplayArguments.USAGE);
            status = 2;
        } catch (IOException e) {
            System.err.println("replay: " + e.getMessage());
            status = 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            status = 130;
        }
        System.exit(status);
    }

    private CentreClient.Login login() throws IOException {
        if (arguments.user().isPresent())
            return new CentreClient.Login(
                    arguments.user().get(), arguments.password().orElse(""));
        return config.firstAdministrator();
    }

    private int run() throws IOException, InterruptedException {
        EventLog log = EventLog.read(arguments.events());
        DetectorTable table = DetectorTable.read(arguments.detectors(), log.device());
        log.faults().forEach(fault -> out.println(arguments.events() + " " + fault + "; left out"));
        if (log.faultCount() > 0) out.println(log.faultCount() + " lines are no events and were left out");
        Site site = register(log, table);
        IntersectionId id = site.intersection().id();
        DeviceId controller = site.intersection().controller();

        MqttLinkOptions options = config.brokerOptions(
                        "replay-" + ProcessHandle.current().pid())
                .maxInFlight(WINDOW)
                .build();
        try (SteadyPublisher publisher = new SteadyPublisher(options)) {
            long session = InstantSource.system().instant().getEpochSecond();
            ReplayFeed feed = new ReplayFeed(id, controller, session, publisher::publish);
            feed.announce(true);
            // An event sent before the gateway knows the site would be refused as from an unknown device.
            centre.awaitHeard(
                    controller,
                    config.clock().instant(),
                    () -> feed.knock(config.clock().instant()));
            Instant origin = play(log.lines(), feed);
            feed.announce(false);
            if (!publisher.awaitAcknowledged(PATIENCE))
                throw new IOException(
                        "the broker has not acknowledged everything within " + PATIENCE.toSeconds() + " s");
            return compare(id, origin, log.lines());
        }
    }

    private Site register(EventLog log, DetectorTable table) throws IOException, InterruptedException {
        CentreClient.CityFacts city = centre.city();
        GeoPoint at = arguments
                .at()
                .orElseGet(() -> new GeoPoint(
                        city.centre().lat() + BESIDE_THE_CENTRE_DEG,
                        city.centre().lon() + BESIDE_THE_CENTRE_DEG));
        LocalDate today =
                LocalDate.ofInstant(config.clock().instant(), ZoneOffset.UTC).minusDays(1);
        Site site =
                ObservedSite.of(log, table, arguments.name().orElse("Replay " + log.device()), city.ward(), at, today);
        centre.register(site);
        out.println("registered " + site.intersection().id() + ": "
                + site.intersection().groups().size() + " signal groups, "
                + site.intersection().stages().size() + " stages, "
                + site.devices().size() + " devices");
        return site;
    }

    private Instant play(List<EventLine> lines, ReplayFeed feed) throws InterruptedException {
        LocalDateTime first = lines.getFirst().at();
        Instant origin = Instant.ofEpochMilli(config.clock().instant().toEpochMilli());
        Duration length = Duration.between(first, lines.getLast().at());
        out.println("playing " + lines.size() + " lines of " + length.toMinutes() + " min"
                + (arguments.speed() == 1
                        ? ""
                        : " in " + Math.round(length.toSeconds() / arguments.speed())
                                + " s: times between events are divided by " + arguments.speed()));
        int next = 0;
        long told = System.nanoTime();
        while (next < lines.size()) {
            Instant now = config.clock().instant();
            int sentTo = feed.sendDue(lines, next, first, origin, arguments.speed(), now);
            if (sentTo == next || sentTo - next < ReplayFeed.EVENTS_PER_MESSAGE) Thread.sleep(PACE);
            next = sentTo;
            if (System.nanoTime() - told > Duration.ofSeconds(10).toNanos()) {
                told = System.nanoTime();
                out.println("sent " + next + " of " + lines.size());
            }
        }
        return origin;
    }

    /** Waits until the event log holds what was sent, as long as it keeps growing. */
    private int compare(IntersectionId id, Instant origin, List<EventLine> lines)
            throws IOException, InterruptedException {
        LocalDateTime first = lines.getFirst().at();
        Instant from = lines.stream()
                .map(line -> ReplayFeed.moved(line, first, origin, arguments.speed()))
                .min(Instant::compareTo)
                .orElse(origin);
        long held = -1;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            long now = centre.countSignalEvents(id, from);
            if (now != held) deadline = System.nanoTime() + PATIENCE.toNanos();
            held = now;
            if (held >= lines.size()) break;
            Thread.sleep(POLL);
        }
        out.println("lines sent " + lines.size() + ", events in the log " + held);
        return held == lines.size() ? 0 : 1;
    }
}
