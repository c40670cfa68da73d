package city.ioc.contracts.field;

import java.util.List;

/** High-resolution events, in the order the device wrote them. */
public record SignalEvents(List<SignalEvent> events) implements DeviceBody {
    public SignalEvents {
        events = List.copyOf(events);
        if (events.isEmpty()) throw new IllegalArgumentException("signal events must not be empty");
    }

    @Override
    public int samples() {
        return events.size();
    }
}
