package city.ioc.contracts.field;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Events we write and read, with their numbers in "Indiana Traffic Signal Hi Resolution Data Logger Enumerations" (Sturdevant et
 * al., Purdue University, 2012; the 2020 edition keeps these numbers). "Phase" there is a signal group here.
 */
public enum SignalEventCode {
    GROUP_BEGIN_GREEN(1),
    GROUP_GAP_OUT(4),
    GROUP_MAX_OUT(5),
    GROUP_FORCE_OFF(6),
    GROUP_GREEN_TERMINATION(7),
    GROUP_BEGIN_AMBER(8),
    GROUP_END_AMBER(9),
    GROUP_BEGIN_RED_CLEARANCE(10),
    GROUP_END_RED_CLEARANCE(11),
    PEDESTRIAN_BEGIN_WALK(21),
    PEDESTRIAN_BEGIN_CLEARANCE(22),
    PEDESTRIAN_BEGIN_DONT_WALK(23),
    GROUP_CALL_REGISTERED(43),
    GROUP_CALL_DROPPED(44),
    PEDESTRIAN_CALL(45),
    OVERLAP_BEGIN_GREEN(61),
    OVERLAP_BEGIN_AMBER(63),
    OVERLAP_BEGIN_RED_CLEARANCE(64),
    OVERLAP_OFF(65),
    DETECTOR_OFF(81),
    DETECTOR_ON(82),
    DETECTOR_RESTORED(83),
    DETECTOR_FAULT_OTHER(84),
    PEDESTRIAN_DETECTOR_OFF(89),
    PEDESTRIAN_DETECTOR_ON(90),
    PREEMPT_CALL_ON(102),
    PREEMPT_CALL_OFF(104),
    PREEMPT_ENTRY_STARTED(105),
    PREEMPT_BEGIN_DWELL(107),
    PREEMPT_BEGIN_EXIT(111),
    PRIORITY_CHECK_IN(112),
    PRIORITY_EARLY_GREEN(113),
    PRIORITY_EXTEND_GREEN(114),
    PRIORITY_CHECK_OUT(115),
    PLAN_CHANGE(131),
    CYCLE_LENGTH_CHANGE(132),
    OFFSET_LENGTH_CHANGE(133),
    UNIT_FLASH_STATUS(173),
    UNIT_ALARM_STATUS(174),
    POWER_RESTORED(184);

    private static final Map<Integer, SignalEventCode> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toMap(SignalEventCode::code, Function.identity()));

    private final int code;

    SignalEventCode(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    public static Optional<SignalEventCode> find(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }
}
