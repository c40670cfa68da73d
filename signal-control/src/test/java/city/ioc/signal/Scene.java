package city.ioc.signal;

import city.ioc.contracts.field.ControlMode;
import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.StageId;
import city.ioc.signal.model.SignalLayout;
import city.ioc.signal.model.SignalState;
import java.time.Instant;
import java.util.Optional;

/**
 * A state of the crossing out of a line of text, steps apart by {@code ;}, times in seconds from {@link Crossing#T0}:
 * {@code main 0} the controller has run this stage since then; {@code to left 5} it is changing to it; {@code on 3 4.5},
 * {@code off 3 4.7} a detector channel; {@code call 12 6} a pedestrian call of a group number; {@code broken 3} a detector that
 * cannot be believed; {@code order left 9} the centre has ordered it; {@code look 9} the loops are looked at; {@code mode FLASH 0}; {@code green 4 5}, {@code amber 4 9},
 * {@code red 4 12} lamps by group number.
 */
public final class Scene {
    private final SignalState state;

    private Scene(SignalState state) {
        this.state = state;
    }

    public static SignalState of(String text) {
        return of(text, Crossing.layout());
    }

    public static SignalState of(String text, SignalLayout layout) {
        Scene scene = new Scene(new SignalState(layout));
        for (String step : text.split(";"))
            if (!step.isBlank()) scene.step(step.trim().split(" +"));
        return scene.state;
    }

    /** The controller is still heard at this time. */
    public static SignalState heardAt(double seconds, SignalState state) {
        state.heard(Crossing.t(seconds));
        return state;
    }

    private void step(String[] words) {
        switch (words[0]) {
            case "on" -> event(SignalEventCode.DETECTOR_ON, words);
            case "off" -> event(SignalEventCode.DETECTOR_OFF, words);
            case "call" -> event(SignalEventCode.PEDESTRIAN_CALL, words);
            case "green" -> event(SignalEventCode.GROUP_BEGIN_GREEN, words);
            case "amber" -> event(SignalEventCode.GROUP_BEGIN_AMBER, words);
            case "red" -> event(SignalEventCode.GROUP_BEGIN_RED_CLEARANCE, words);
            case "broken" ->
                state.trust(
                        state.layout().findDetector(Integer.parseInt(words[1])).orElseThrow(), false);
            case "order" ->
                state.request(state.layout().findStage(new StageId(words[1])).orElseThrow(), at(words[2]));
            case "look" -> state.estimateTraffic(at(words[1]));
            case "mode" -> report(ControlMode.valueOf(words[1]), Optional.empty(), false, at(words[2]));
            case "to" -> report(ControlMode.COMMANDED, Optional.of(new StageId(words[1])), true, at(words[2]));
            default -> report(ControlMode.COMMANDED, Optional.of(new StageId(words[0])), false, at(words[1]));
        }
    }

    private void event(SignalEventCode code, String[] words) {
        state.observe(new SignalEvent(at(words[2]), code, Integer.parseInt(words[1])));
    }

    private void report(ControlMode mode, Optional<StageId> stage, boolean inTransition, Instant since) {
        state.observe(new ControllerReport(
                since,
                mode,
                stage,
                inTransition,
                since,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private static Instant at(String seconds) {
        return Crossing.t(Double.parseDouble(seconds));
    }
}
