package city.ioc.edge;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.gateway.GatewayStatus;
import city.ioc.contracts.id.GatewayId;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.wire.GatewayWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.contracts.wire.WireException;
import city.ioc.edge.command.CommandGuard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Passes the core's commands on to the controllers, as far as the guard lets them. Belongs to the gateway's loop. */
final class CommandDesk {
    private static final Logger log = LoggerFactory.getLogger(CommandDesk.class);
    private static final int REFUSALS_KEPT = 20;
    private static final Duration RELEASE_VALIDITY = Duration.ofSeconds(3);
    private final GatewayId gateway;
    private final long session;
    private final CommandGuard guard;
    private final Controllers controllers;
    private final GatewayMetrics metrics;
    private final Deque<GatewayStatus.CommandRefusal> refusals = new ArrayDeque<>();
    private long releases;

    /** The way to the controllers. */
    interface Controllers {
        CompletableFuture<Void> publish(String topic, byte[] command);
    }

    CommandDesk(GatewayId gateway, long session, CommandGuard guard, Controllers controllers, GatewayMetrics metrics) {
        this.gateway = gateway;
        this.session = session;
        this.guard = guard;
        this.controllers = controllers;
        this.metrics = metrics;
    }

    void receive(byte[] bytes, Instant now) {
        ControllerCommand command;
        try {
            command = GatewayWire.decodeControllerCommand(bytes);
        } catch (WireException e) {
            refuse("", "", CommandVerdict.REFUSED_MALFORMED, String.valueOf(e.getMessage()), now);
            return;
        }
        CommandGuard.Judgement judgement = guard.judge(command, now);
        if (!judgement.isAccepted()) {
            refuse(command.command(), command.intersection().value(), judgement.verdict(), judgement.detail(), now);
            return;
        }
        metrics.judged(CommandVerdict.ACCEPTED);
        send(command, bytes);
    }

    /** Releases intersections that the core has left alone, before their commands expire. */
    void watch(Instant now) {
        for (Intersection at : guard.listAbandoned(now)) {
            ControllerCommand release = new ControllerCommand(
                    gateway + "-" + session + "-release-" + ++releases,
                    at.id(),
                    at.controller(),
                    now,
                    now.plus(RELEASE_VALIDITY),
                    "CORE_SILENT",
                    new ControllerCommand.ReleaseToLocal(),
                    Optional.empty());
            log.warn("core silent, released to local plan intersection={} command={}", at.id(), release.command());
            metrics.released();
            send(release, GatewayWire.encode(release));
        }
    }

    List<GatewayStatus.CommandRefusal> listRefusals() {
        return List.copyOf(refusals);
    }

    /** Not sent again when it fails: a command is worth nothing a second later, and the core repeats it. */
    private void send(ControllerCommand command, byte[] bytes) {
        controllers
                .publish(Topics.fieldDown(command.intersection(), command.controller()), bytes)
                .whenComplete((done, failure) -> {
                    if (failure != null)
                        log.warn(
                                "command not delivered command={} cause=\"{}\"",
                                command.command(),
                                failure.getMessage());
                });
    }

    private void refuse(String command, String intersection, CommandVerdict verdict, String detail, Instant now) {
        metrics.judged(verdict);
        log.warn(
                "command refused command={} intersection={} verdict={} detail=\"{}\"",
                command,
                intersection,
                verdict,
                detail);
        refusals.addLast(new GatewayStatus.CommandRefusal(command, intersection, verdict.name(), detail, now));
        if (refusals.size() > REFUSALS_KEPT) refusals.removeFirst();
    }
}
