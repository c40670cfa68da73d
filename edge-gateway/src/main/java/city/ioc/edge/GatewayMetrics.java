package city.ioc.edge;

import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.gateway.RejectionReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What the gateway counts, for Prometheus. Thread-safe. */
final class GatewayMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter signalEvents = messages("signal_events");
    private final Counter detectorReadings = messages("detector_readings");
    private final Counter environmentReadings = messages("environment_readings");
    private final Counter controllerReports = messages("controller_report");
    private final Counter deviceReports = messages("device_report");
    private final Counter priorityCalls = messages("priority_call");
    private final Counter plateSightings = messages("plate_sightings");
    private final Counter lampReadings = messages("lamp_readings");
    private final Counter stopLinePassages = messages("stop_line_passages");
    private final Counter laneConducts = messages("lane_conducts");
    private final Counter samples = Counter.builder("ioc.gateway.samples")
            .description("Measured values and events accepted")
            .register(registry);
    private final Counter batches =
            Counter.builder("ioc.gateway.batches").description("Batches begun").register(registry);
    private final Map<RejectionReason, Counter> rejections = new EnumMap<>(RejectionReason.class);
    private final Map<CommandVerdict, Counter> commands = new EnumMap<>(CommandVerdict.class);
    private final Counter watchdog = Counter.builder("ioc.gateway.watchdog.releases")
            .description("Intersections released to their local plan because the core was silent")
            .register(registry);
    private final Timer intake = Timer.builder("ioc.gateway.intake")
            .description("Time to decode and check one message")
            .register(registry);
    private final Timer acks = Timer.builder("ioc.gateway.ack.latency")
            .description("From the begin of a batch to the core's acknowledgement")
            .publishPercentiles(0.5, 0.99)
            .distributionStatisticExpiry(Duration.ofMinutes(1))
            .register(registry);

    GatewayMetrics() {
        for (RejectionReason each : RejectionReason.values())
            rejections.put(
                    each,
                    Counter.builder("ioc.gateway.rejections")
                            .description("Messages refused")
                            .tag("reason", each.name())
                            .register(registry));
        for (CommandVerdict each : CommandVerdict.values())
            commands.put(
                    each,
                    Counter.builder("ioc.gateway.commands")
                            .description("Commands of the core judged")
                            .tag("verdict", each.name())
                            .register(registry));
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
    }

    void accepted(DeviceBody body) {
        switch (body) {
            case SignalEvents events -> signalEvents.increment();
            case DetectorReadings readings -> detectorReadings.increment();
            case EnvironmentReadings readings -> environmentReadings.increment();
            case ControllerReport report -> controllerReports.increment();
            case DeviceReport report -> deviceReports.increment();
            case PriorityCall call -> priorityCalls.increment();
            case PlateSightings plates -> plateSightings.increment();
            case LampReadings lamps -> lampReadings.increment();
            case StopLinePassages passages -> stopLinePassages.increment();
            case LaneConducts conducts -> laneConducts.increment();
        }
        samples.increment(body.samples());
    }

    void rejected(RejectionReason reason) {
        java.util.Objects.requireNonNull(rejections.get(reason)).increment();
    }

    void judged(CommandVerdict verdict) {
        java.util.Objects.requireNonNull(commands.get(verdict)).increment();
    }

    void released() {
        watchdog.increment();
    }

    void batch() {
        batches.increment();
    }

    void intakeTook(long nanos) {
        intake.record(Duration.ofNanos(nanos));
    }

    void acknowledgedAfter(long nanos) {
        acks.record(Duration.ofNanos(nanos));
    }

    <T> void gauge(String name, String description, T object, ToDoubleFunction<T> value) {
        Gauge.builder(name, object, value)
                .description(description)
                .strongReference(true)
                .register(registry);
    }

    <T> void count(String name, String description, T object, ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, object, value).description(description).register(registry);
    }

    String scrape() {
        return registry.scrape();
    }

    private Counter messages(String kind) {
        return Counter.builder("ioc.gateway.messages")
                .description("Messages of devices accepted")
                .tag("kind", kind)
                .register(registry);
    }
}
