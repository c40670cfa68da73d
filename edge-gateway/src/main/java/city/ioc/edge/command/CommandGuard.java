package city.ioc.edge.command;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.contracts.street.Stage;
import city.ioc.edge.intake.FieldMessage;
import city.ioc.edge.registry.Registry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The second of the three guards on every lamp: looks at each command with what the controllers themselves have reported,
 * whatever the core believes. What it does not know (no report yet) it leaves to the controller's own guard. Belongs to the
 * gateway's loop.
 */
public final class CommandGuard {
    /** No command is valid for longer: a controller must come back to its plan soon after the core falls silent. */
    static final Duration LONGEST_VALIDITY = Duration.ofSeconds(10);

    /** How long the core may say nothing to an intersection that it commands. */
    static final Duration LONGEST_SILENCE = Duration.ofMillis(2_500);

    private static final Duration REPORT_IS_FRESH = Duration.ofSeconds(5);
    private static final Duration RELEASE_AGAIN = Duration.ofSeconds(1);

    private final Supplier<Registry> registry;
    private final Map<IntersectionId, Lamps> lamps = new HashMap<>();
    private final Map<IntersectionId, Instant> heard = new HashMap<>();
    private final Map<IntersectionId, Instant> released = new HashMap<>();

    /** What the guard says; {@code detail} is empty when it accepts. */
    public record Judgement(CommandVerdict verdict, String detail) {
        static final Judgement ACCEPTED = new Judgement(CommandVerdict.ACCEPTED, "");

        public boolean isAccepted() {
            return verdict == CommandVerdict.ACCEPTED;
        }
    }

    public CommandGuard(Supplier<Registry> registry) {
        this.registry = registry;
    }

    /** Learns from an accepted message of a controller. */
    public void observe(FieldMessage message) {
        Optional<Intersection> at = message.entry().intersection();
        if (at.isEmpty()
                || !at.get().controller().equals(message.entry().device().id())) return;
        observe(at.get().id(), message.message(), message.receivedAt(), message.clockSuspect());
    }

    /** Learns from a message of the controller of an intersection. */
    public void observe(IntersectionId at, DeviceMessage message, Instant receivedAt, boolean clockSuspect) {
        Lamps book = lamps.computeIfAbsent(at, id -> new Lamps());
        if (!book.isNewer(message.id().asLong())) return;
        switch (message.body()) {
            case SignalEvents events -> {
                for (SignalEvent event : events.events()) book.see(event, clockSuspect ? receivedAt : event.at());
            }
            case ControllerReport report -> {
                if (book.mode().orElse(ControlMode.STARTUP) != ControlMode.COMMANDED) heard.put(at, receivedAt);
                book.see(report, receivedAt);
            }
            case DetectorReadings readings -> {}
            case EnvironmentReadings readings -> {}
            case DeviceReport report -> {}
            case PriorityCall call -> {}
            case PlateSightings plates -> {}
            case StopLinePassages passages -> {}
            case LaneConducts conducts -> {}
            case LampReadings lamps -> {}
        }
    }

    /** Judges a command of the core. */
    public Judgement judge(ControllerCommand command, Instant now) {
        Optional<Intersection> found = registry.get().findIntersection(command.intersection());
        if (found.isEmpty())
            return new Judgement(
                    CommandVerdict.REFUSED_UNKNOWN_INTERSECTION, "no intersection " + command.intersection());
        Intersection at = found.get();
        if (!at.controller().equals(command.controller()))
            return new Judgement(
                    CommandVerdict.REFUSED_UNKNOWN_INTERSECTION,
                    "controller of " + at.id() + " is " + at.controller() + ", not " + command.controller());
        if (at.control() != Intersection.Control.COMMANDED)
            return new Judgement(CommandVerdict.REFUSED_NOT_CONTROLLED, at.id() + " is only observed");
        if (!command.expiresAt().isAfter(now))
            return new Judgement(
                    CommandVerdict.REFUSED_EXPIRED, "expired at " + command.expiresAt() + ", it is " + now);
        if (command.expiresAt().isAfter(now.plus(LONGEST_VALIDITY)))
            return new Judgement(
                    CommandVerdict.REFUSED_EXPIRED,
                    "valid until " + command.expiresAt() + ", longer than " + LONGEST_VALIDITY);
        heard.put(at.id(), now);
        return switch (command.action()) {
            case ControllerCommand.RunStage run -> judgeStage(run, at, now);
            case ControllerCommand.ReleaseToLocal release -> Judgement.ACCEPTED;
            case ControllerCommand.ResetFlash reset -> Judgement.ACCEPTED;
            case ControllerCommand.Flash flash -> Judgement.ACCEPTED;
        };
    }

    private Judgement judgeStage(ControllerCommand.RunStage run, Intersection at, Instant now) {
        Optional<Stage> stage = at.findStage(run.stage());
        if (stage.isEmpty())
            return new Judgement(CommandVerdict.REFUSED_UNKNOWN_STAGE, at.id() + " has no stage " + run.stage());
        var conflict = at.conflicts().findAmong(stage.get().groups());
        if (conflict.isPresent())
            return new Judgement(
                    CommandVerdict.REFUSED_CONFLICT,
                    "stage " + run.stage() + " would show green to "
                            + conflict.get().first() + " and " + conflict.get().second());
        Lamps book = lamps.get(at.id());
        if (book == null) return Judgement.ACCEPTED;
        if (book.mode().equals(Optional.of(ControlMode.FLASH)))
            return new Judgement(CommandVerdict.REFUSED_FLASHING, at.id() + " flashes after a fault");
        for (SignalGroup group : at.groups()) {
            if (stage.get().groups().contains(group.id())) continue;
            Optional<Instant> since = book.greenSince(group.number());
            if (since.isEmpty()) continue;
            Duration green = Duration.between(since.get(), now);
            if (green.compareTo(group.minGreen()) < 0) return tooEarly(group.id(), green, group.minGreen());
        }
        return Judgement.ACCEPTED;
    }

    private static Judgement tooEarly(SignalGroupId group, Duration green, Duration minimum) {
        return new Judgement(
                CommandVerdict.REFUSED_MIN_GREEN,
                "group " + group + " is green for " + green.toMillis() + " ms of at least " + minimum.toMillis());
    }

    /** Intersections whose controller follows the core although the core says nothing any more. */
    public List<Intersection> listAbandoned(Instant now) {
        List<Intersection> abandoned = new ArrayList<>();
        lamps.forEach((id, book) -> {
            if (!book.mode().equals(Optional.of(ControlMode.COMMANDED))) return;
            if (book.modeReceivedAt().isBefore(now.minus(REPORT_IS_FRESH))) return;
            if (!heard.getOrDefault(id, now).isBefore(now.minus(LONGEST_SILENCE))) return;
            if (released.getOrDefault(id, Instant.MIN).isAfter(now.minus(RELEASE_AGAIN))) return;
            registry.get().findIntersection(id).ifPresent(abandoned::add);
        });
        abandoned.forEach(each -> released.put(each.id(), now));
        return abandoned;
    }
}
