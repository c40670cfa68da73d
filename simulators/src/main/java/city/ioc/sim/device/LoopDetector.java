package city.ioc.sim.device;

import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.field.SignalEventCode;
import city.ioc.contracts.id.DeviceId;
import city.ioc.sim.traffic.DetectorStep;
import city.ioc.sim.traffic.SimulationSettings.DeviceFault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A loop array across one lane. Its on and off go into the controller's event log; its readings count the vehicles that passed,
 * motorcycles abreast one by one, as an array of narrow loops does. It may be broken. Confined to the field's thread.
 */
final class LoopDetector {
    private static final Duration CHATTER_ON = Duration.ofMillis(40);

    private final DeviceId id;
    private final int channel;
    private final ReportTimer timer;
    private boolean on;
    private boolean reallyOccupied;
    private Instant countedUntil;
    private Duration occupied = Duration.ZERO;
    private int vehicles;
    private double speedSum;

    LoopDetector(DeviceId id, int channel, Duration reportEvery, Instant start) {
        this.id = id;
        this.channel = channel;
        this.timer = new ReportTimer(id, reportEvery, start);
        this.countedUntil = start;
    }

    /** Takes in one step of the street that ends at {@code end}, and adds its changes to the controller's log. */
    void observe(Optional<DetectorStep> step, Optional<DeviceFault.Kind> fault, Instant end, List<SignalEvent> log) {
        reallyOccupied = step.map(DetectorStep::occupied).orElse(reallyOccupied);
        if (fault.isPresent() && fault.get() != DeviceFault.Kind.CLOCK_SKEW) {
            switch (fault.get()) {
                case STUCK_ON -> turn(true, end, log);
                case CHATTER -> {
                    turn(true, end.minus(CHATTER_ON), log);
                    turn(false, end, log);
                    vehicles++;
                }
                case SILENT -> occupy(end);
                case CLOCK_SKEW -> {}
            }
            return;
        }
        if (step.isPresent()) {
            for (DetectorStep.Actuation change : step.get().actuations()) turn(change.on(), change.at(), log);
            for (DetectorStep.Passage passage : step.get().passages()) {
                vehicles++;
                speedSum += passage.speedKmh();
            }
        }
        // After a fault the log is brought back to what the street shows.
        turn(reallyOccupied, end, log);
    }

    private void turn(boolean next, Instant at, List<SignalEvent> log) {
        if (next == on) return;
        occupy(at);
        on = next;
        log.add(new SignalEvent(at, next ? SignalEventCode.DETECTOR_ON : SignalEventCode.DETECTOR_OFF, channel));
    }

    private void occupy(Instant until) {
        if (on && until.isAfter(countedUntil)) occupied = occupied.plus(Duration.between(countedUntil, until));
        if (until.isAfter(countedUntil)) countedUntil = until;
    }

    /** The reading of the interval that ends now, when it does. */
    Optional<DetectorReading> takeReading(Instant now) {
        Optional<Duration> interval = timer.elapsed(now);
        if (interval.isEmpty()) return Optional.empty();
        occupy(now);
        double share = Math.min(1, (double) occupied.toMillis() / interval.get().toMillis());
        DetectorReading reading = new DetectorReading(
                id,
                now,
                interval.get(),
                vehicles,
                OptionalDouble.of(share),
                vehicles > 0 && speedSum > 0 ? OptionalDouble.of(speedSum / vehicles) : OptionalDouble.empty(),
                OptionalDouble.empty(),
                Optional.empty());
        occupied = Duration.ZERO;
        vehicles = 0;
        speedSum = 0;
        return Optional.of(reading);
    }
}
