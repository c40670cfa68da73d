package city.ioc.sim.replay;

import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceMessage;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.MessageId;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.wire.DeviceWire;
import city.ioc.contracts.wire.Topics;
import city.ioc.mqtt.MqttPublish;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sends the lines of a log as its controller would have, moved in time so that the first line is at {@code origin} and the
 * distances are divided by the speed. Every line is one event; every message has its own number. Confined to one thread.
 */
final class ReplayFeed {
    /** Most events in one message. */
    static final int EVENTS_PER_MESSAGE = 100;

    /** Where the messages go; waits when there are too many on their way. */
    interface Sink {
        void publish(String topic, byte[] payload, MqttPublish how) throws InterruptedException;
    }

    private final IntersectionId site;
    private final DeviceId controller;
    private final long session;
    private final Sink sink;
    private long seq;

    ReplayFeed(IntersectionId site, DeviceId controller, long session, Sink sink) {
        this.site = site;
        this.controller = controller;
        this.session = session;
        this.sink = sink;
    }

    /** Says that the controller is there, on its retained link topic. */
    void announce(boolean online) throws InterruptedException {
        byte[] state = (online ? "online" : "offline").getBytes(StandardCharsets.UTF_8);
        sink.publish(Topics.fieldLink(site, controller), state, MqttPublish.RETAINED);
    }

    /** A sign of life that is no event: to see whether the way to the centre is open. */
    void knock(Instant now) throws InterruptedException {
        say(new DeviceReport(now, true, Optional.empty(), Optional.of("replay")), now);
    }

    /** When a line happens in the replay. */
    static Instant moved(EventLine line, LocalDateTime first, Instant origin, double speed) {
        Duration since = Duration.between(first, line.at());
        return origin.plusMillis(Math.round(since.toMillis() / speed));
    }

    /**
     * Sends lines from {@code from} on that are due, at most a message full.
     *
     * @return the index of the first line that was not sent
     */
    int sendDue(List<EventLine> lines, int from, LocalDateTime first, Instant origin, double speed, Instant now)
            throws InterruptedException {
        List<SignalEvent> events = new ArrayList<>();
        int next = from;
        while (next < lines.size() && events.size() < EVENTS_PER_MESSAGE) {
            EventLine line = lines.get(next);
            Instant at = moved(line, first, origin, speed);
            if (at.isAfter(now)) break;
            events.add(new SignalEvent(at, line.code(), line.parameter()));
            next++;
        }
        if (!events.isEmpty()) say(new SignalEvents(events), now);
        return next;
    }

    private void say(DeviceBody body, Instant now) throws InterruptedException {
        DeviceMessage message = new DeviceMessage(controller, new MessageId(session, ++seq), now, body);
        sink.publish(Topics.fieldUp(site, controller), DeviceWire.encode(message), MqttPublish.AT_LEAST_ONCE);
    }
}
