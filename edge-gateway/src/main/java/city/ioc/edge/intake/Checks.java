package city.ioc.edge.intake;

import static city.ioc.contracts.gateway.RejectionReason.DUPLICATE;
import static city.ioc.contracts.gateway.RejectionReason.FUTURE_DATED;
import static city.ioc.contracts.gateway.RejectionReason.IMPLAUSIBLE;
import static city.ioc.contracts.gateway.RejectionReason.MALFORMED;
import static city.ioc.contracts.gateway.RejectionReason.OVERSIZED;
import static city.ioc.contracts.gateway.RejectionReason.STALE_SESSION;
import static city.ioc.contracts.gateway.RejectionReason.TOO_OLD;
import static city.ioc.contracts.gateway.RejectionReason.TOPIC_MISMATCH;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_CONTENT_TYPE;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_DEVICE;
import static city.ioc.contracts.gateway.RejectionReason.UNKNOWN_VERSION;
import static city.ioc.contracts.gateway.RejectionReason.WRONG_KIND;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.wire.DeviceJson;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.edge.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** The steps of the intake, each a function of the message and what is remembered. */
final class Checks {
    static final int LARGEST_MESSAGE = 64 * 1024;
    static final Duration FUTURE_BOUND = Duration.ofSeconds(5);
    static final Duration OLDEST = Duration.ofDays(7);
    static final Duration CLOCK_BOUND = Duration.ofSeconds(2);

    private Checks() {}

    static Verdict size(FieldMessage message) {
        int size = message.inbound().payload().length;
        return size <= LARGEST_MESSAGE
                ? Verdict.PASS
                : Verdict.reject(OVERSIZED, size + " bytes, at most " + LARGEST_MESSAGE);
    }

    static Verdict contentType(FieldMessage message) {
        Optional<String> type = message.inbound().contentType();
        if (type.isEmpty() || type.get().equals(Topics.CONTENT_TYPE_PROTOBUF)) return Verdict.PASS;
        if (!type.get().equals(Topics.CONTENT_TYPE_JSON))
            return Verdict.reject(UNKNOWN_CONTENT_TYPE, "content type \"" + brief(type.get()) + "\"");
        message.setJson(true);
        return Verdict.PASS;
    }

    static Verdict decode(FieldMessage message) {
        try {
            byte[] bytes = message.inbound().payload();
            message.setMessage(message.isJson() ? DeviceJson.decode(bytes) : DeviceWire.decode(bytes));
            return Verdict.PASS;
        } catch (WireException e) {
            return Verdict.reject(
                    switch (e.fault()) {
                        case MALFORMED -> MALFORMED;
                        case UNKNOWN_VERSION -> UNKNOWN_VERSION;
                    },
                    brief(String.valueOf(e.getMessage())));
        }
    }

    /** Topic, payload and registry must name the same device at the same site, and the device must exist today. */
    static Check registered(Supplier<Registry> registry, Function<DeviceId, DeviceHistory> histories) {
        return message -> {
            Topics.FieldTopic topic = message.topic();
            DeviceId sender = message.message().device();
            if (!sender.value().equals(topic.device()))
                return Verdict.reject(
                        TOPIC_MISMATCH, "topic of " + brief(topic.device()) + ", message of " + brief(sender.value()));
            Optional<Registry.Entry> found = registry.get().findDevice(topic.device());
            if (found.isEmpty())
                return Verdict.reject(UNKNOWN_DEVICE, brief(topic.device()) + " at " + brief(topic.site()));
            Registry.Entry entry = found.get();
            if (!entry.device().site().value().equals(topic.site()))
                return Verdict.reject(
                        TOPIC_MISMATCH,
                        "topic at " + brief(topic.site()) + ", the device stands at "
                                + entry.device().site());
            if (!entry.isValidAt(message.receivedAt()))
                return Verdict.reject(UNKNOWN_DEVICE, topic.device() + " is not valid today");
            if (message.message().body() instanceof DetectorReadings readings) {
                Verdict verdict = namesItsOwnDetectors(readings, entry, registry.get());
                if (!(verdict instanceof Verdict.Pass)) return verdict;
            }
            message.setEntry(entry);
            DeviceHistory history = histories.apply(entry.device().id());
            history.sawAt(message.receivedAt());
            message.setHistory(history);
            return Verdict.PASS;
        };
    }

    private static Verdict namesItsOwnDetectors(DetectorReadings readings, Registry.Entry sender, Registry registry) {
        DeviceId id = sender.device().id();
        for (DetectorReading reading : readings.readings()) {
            if (reading.detector().equals(id)) continue;
            Optional<Registry.Entry> detector = registry.findDevice(reading.detector());
            if (detector.isEmpty())
                return Verdict.reject(UNKNOWN_DEVICE, "reading of " + reading.detector() + ", which is not registered");
            if (!detector.get().device().speaksThrough().equals(Optional.of(id)))
                return Verdict.reject(
                        TOPIC_MISMATCH, "reading of " + reading.detector() + ", which does not speak through " + id);
        }
        return Verdict.PASS;
    }

    static Verdict kind(FieldMessage message) {
        var kind = message.entry().device().kind();
        return DeviceFamily.of(kind).speaks(message.message().body())
                ? Verdict.PASS
                : Verdict.reject(WRONG_KIND, message.message().body().getClass().getSimpleName() + " from a " + kind);
    }

    static Verdict duplicate(FieldMessage message) {
        var id = message.message().id();
        return switch (message.history().seen().see(id)) {
            case NEW -> Verdict.PASS;
            case SEEN -> Verdict.reject(DUPLICATE, "session " + id.session() + ", number " + id.seq());
            case STALE_SESSION ->
                Verdict.reject(STALE_SESSION, "session " + id.session() + " ended several sessions ago");
        };
    }

    static Verdict clock(FieldMessage message) {
        Instant now = message.receivedAt();
        DeviceMessage decoded = message.message();
        Instant newest = decoded.sentAt();
        Instant oldest = decoded.sentAt();
        switch (decoded.body()) {
            case SignalEvents events -> {
                for (SignalEvent each : events.events()) {
                    if (each.at().isAfter(newest)) newest = each.at();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case DetectorReadings readings -> {
                for (DetectorReading each : readings.readings()) {
                    if (each.at().isAfter(newest)) newest = each.at();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case EnvironmentReadings readings -> {
                for (EnvironmentReading each : readings.readings()) {
                    if (each.at().isAfter(newest)) newest = each.at();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case ControllerReport report -> {
                if (report.at().isAfter(newest)) newest = report.at();
                if (report.at().isBefore(oldest)) oldest = report.at();
            }
            case DeviceReport report -> {
                if (report.at().isAfter(newest)) newest = report.at();
                if (report.at().isBefore(oldest)) oldest = report.at();
            }
            case PriorityCall call -> {
                if (call.at().isAfter(newest)) newest = call.at();
                if (call.at().isBefore(oldest)) oldest = call.at();
            }
            case LampReadings lamps -> {
                for (LampReading each : lamps.readings()) {
                    if (each.at().isAfter(newest)) newest = each.at();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case StopLinePassages passages -> {
                for (StopLinePassage each : passages.passages()) {
                    if (each.end().isAfter(newest)) newest = each.end();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case LaneConducts conducts -> {
                for (LaneConduct each : conducts.conducts()) {
                    if (each.until().isAfter(newest)) newest = each.until();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
            case PlateSightings plates -> {
                for (PlateSighting each : plates.sightings()) {
                    if (each.at().isAfter(newest)) newest = each.at();
                    if (each.at().isBefore(oldest)) oldest = each.at();
                }
            }
        }
        if (newest.isAfter(now.plus(FUTURE_BOUND)))
            return Verdict.reject(FUTURE_DATED, "dated " + newest + ", received " + now);
        if (oldest.isBefore(now.minus(OLDEST))) return Verdict.reject(TOO_OLD, "dated " + oldest + ", received " + now);
        ClockOffset clock = message.history().clock();
        clock.observe(decoded.sentAt().toEpochMilli(), now.toEpochMilli());
        message.setClockSuspect(Math.abs(clock.medianMs()) > CLOCK_BOUND.toMillis());
        return Verdict.PASS;
    }

    static Verdict plausible(FieldMessage message) {
        return DeviceFamily.of(message.entry().device().kind())
                .findImplausible(message.message().body(), message.entry())
                .map(detail -> Verdict.reject(IMPLAUSIBLE, detail))
                .orElse(Verdict.PASS);
    }

    private static String brief(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 160 ? line : line.substring(0, 157) + "...";
    }
}
