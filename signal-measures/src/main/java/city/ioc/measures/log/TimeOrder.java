package city.ioc.measures.log;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Turns events in order of time into events in their order, exact repeats once. For one thread. */
public final class TimeOrder {
    private final Consumer<LogEvent> into;
    private final List<LogEvent> moment = new ArrayList<>();

    public TimeOrder(Consumer<LogEvent> into) {
        this.into = into;
    }

    public void add(LogEvent event) {
        if (!moment.isEmpty() && moment.getFirst().atMs() != event.atMs()) finish();
        moment.add(event);
    }

    public void finish() {
        Collections.sort(moment);
        Optional<LogEvent> before = Optional.empty();
        for (LogEvent event : moment) {
            if (!before.equals(Optional.of(event))) into.accept(event);
            before = Optional.of(event);
        }
        moment.clear();
    }
}
