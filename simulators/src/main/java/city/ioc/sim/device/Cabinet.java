package city.ioc.sim.device;

import city.ioc.contracts.command.ControllerCommand;
import city.ioc.contracts.field.CommandVerdict;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.contracts.live.Lamp;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.SignalGroup;
import city.ioc.sim.traffic.ButtonPress;
import city.ioc.sim.traffic.DetectorStep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The cabinet of one intersection: its controller, the loops, push buttons and receiver for priority wired to it, and the log of
 * them that the controller sends. Confined to the field's thread.
 */
final class Cabinet {
    /** Most events in one message. */
    static final int EVENTS_PER_MESSAGE = 100;

    private static final Duration PRESS = Duration.ofMillis(100);

    private final SignalController controller;
    private final Speaker controllerSpeaker;
    private final List<Loop> loops = new ArrayList<>();
    private final List<Button> buttons = new ArrayList<>();
    private final PriorityReceiver receiver;
    private final FaultPlan faults;
    private final List<SignalEvent> log = new ArrayList<>();

    private record Loop(LoopDetector detector, Speaker speaker) {}

    /** A push button; {@code presses} of the interval that runs. */
    private static final class Button {
        private final Speaker speaker;
        private final ReportTimer timer;
        private int presses;

        Button(Speaker speaker, Instant start) {
            this.speaker = speaker;
            this.timer = new ReportTimer(speaker.device().id(), speaker.device().reportEvery(), start);
        }
    }

    Cabinet(
            SignalController controller,
            Speaker controllerSpeaker,
            List<Speaker> wired,
            FaultPlan faults,
            Instant start) {
        this.controller = controller;
        this.controllerSpeaker = controllerSpeaker;
        this.faults = faults;
        this.receiver = new PriorityReceiver(controller.intersection().id());
        for (Speaker speaker : wired) {
            Device device = speaker.device();
            if (device.kind() == Device.Kind.PEDESTRIAN_BUTTON) buttons.add(new Button(speaker, start));
            else
                loops.add(new Loop(
                        new LoopDetector(device.id(), channelOf(device), device.reportEvery(), start), speaker));
        }
    }

    private static int channelOf(Device device) {
        return device.channel()
                .orElseThrow(() -> new IllegalArgumentException("detector " + device.id() + " has no channel"));
    }

    SignalController controller() {
        return controller;
    }

    /** Runs the controller's logic and says what changed. */
    void tick(Instant now) {
        controller.advance(now);
        send(now);
    }

    CommandVerdict obey(ControllerCommand command, Instant now) {
        CommandVerdict verdict = controller.obey(command, now);
        send(now);
        return verdict;
    }

    void stickLamp(SignalGroupId group, Lamp lamp, Instant now) {
        controller.stickLamp(group, lamp, now);
        send(now);
    }

    /** Takes in what loops, buttons and the receiver for priority sensed in a step of the street, and says it. */
    void observe(Map<DeviceId, DetectorStep> steps, StreetStep street) {
        Instant end = street.end();
        for (Loop loop : loops) {
            DeviceId id = loop.speaker().device().id();
            loop.detector().observe(Optional.ofNullable(steps.get(id)), faults.faultOf(id, end), end, log);
        }
        for (Button button : buttons)
            for (ButtonPress press : street.buttons())
                if (press.button().equals(button.speaker.device().id())) press(button, press.at());
        send(end);
        for (Loop loop : loops)
            loop.detector().takeReading(end).ifPresent(reading -> say(loop.speaker(), reading, end));
        for (Button button : buttons) report(button, end);
        for (PriorityCall call : receiver.hear(street.callers(), end)) controllerSpeaker.say(call, end);
    }

    private void press(Button button, Instant at) {
        Device device = button.speaker.device();
        button.presses++;
        log.add(new SignalEvent(at, SignalEventCode.PEDESTRIAN_DETECTOR_ON, channelOf(device)));
        log.add(new SignalEvent(at.plus(PRESS), SignalEventCode.PEDESTRIAN_DETECTOR_OFF, channelOf(device)));
        device.group()
                .filter(group -> controller.lamp(group) != Lamp.GREEN)
                .flatMap(controller.intersection()::findGroup)
                .map(SignalGroup::number)
                .ifPresent(number -> log.add(new SignalEvent(at, SignalEventCode.PEDESTRIAN_CALL, number)));
    }

    private static void report(Button button, Instant now) {
        Optional<Duration> interval = button.timer.elapsed(now);
        if (interval.isEmpty()) return;
        say(
                button.speaker,
                new DetectorReading(
                        button.speaker.device().id(),
                        now,
                        interval.get(),
                        button.presses,
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        OptionalDouble.empty(),
                        Optional.empty()),
                now);
        button.presses = 0;
    }

    private static void say(Speaker speaker, DetectorReading reading, Instant now) {
        speaker.say(new DetectorReadings(List.of(reading)), now);
    }

    private void send(Instant now) {
        log.addAll(controller.takeEvents());
        log.sort(Comparator.comparing(SignalEvent::at));
        for (int from = 0; from < log.size(); from += EVENTS_PER_MESSAGE)
            controllerSpeaker.say(
                    new SignalEvents(log.subList(from, Math.min(log.size(), from + EVENTS_PER_MESSAGE))), now);
        log.clear();
        for (ControllerReport report : controller.takeReports()) controllerSpeaker.say(report, now);
    }
}
