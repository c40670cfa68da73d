package city.ioc.core.store;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReading;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReading;
import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.SignalEvent;
import city.ioc.contracts.id.DeviceId;
import java.time.Instant;

/** One row of history. Its identity is device, message and index, never its content. */
public sealed interface HistoryRow {
    DeviceId device();

    Instant time();

    record Event(DeviceId device, long message, int index, SignalEvent event) implements HistoryRow {
        @Override
        public Instant time() {
            return event.at();
        }
    }

    /** {@code device} is the detector, {@code message} that of the sender. */
    record Detection(DeviceId device, long message, int index, DetectorReading reading) implements HistoryRow {
        @Override
        public Instant time() {
            return reading.at();
        }
    }

    record Environment(DeviceId device, long message, int index, EnvironmentReading reading) implements HistoryRow {
        @Override
        public Instant time() {
            return reading.at();
        }
    }

    record Plate(DeviceId device, long message, int index, PlateSighting sighting) implements HistoryRow {
        @Override
        public Instant time() {
            return sighting.at();
        }
    }

    record Controller(DeviceId device, long message, ControllerReport report) implements HistoryRow {
        @Override
        public Instant time() {
            return report.at();
        }
    }

    record Health(DeviceId device, long message, DeviceReport report) implements HistoryRow {
        @Override
        public Instant time() {
            return report.at();
        }
    }
}
