package city.ioc.edge.intake;

import city.ioc.contracts.field.ControllerReport;
import city.ioc.contracts.field.DetectorReadings;
import city.ioc.contracts.field.DeviceBody;
import city.ioc.contracts.field.DeviceReport;
import city.ioc.contracts.field.EnvironmentReadings;
import city.ioc.contracts.field.LampReading;
import city.ioc.contracts.field.LampReadings;
import city.ioc.contracts.field.LaneConduct;
import city.ioc.contracts.field.LaneConducts;
import city.ioc.contracts.field.PlateSightings;
import city.ioc.contracts.field.PriorityCall;
import city.ioc.contracts.field.SignalEvents;
import city.ioc.contracts.field.StopLinePassage;
import city.ioc.contracts.field.StopLinePassages;
import city.ioc.contracts.id.ApproachId;
import city.ioc.edge.registry.Registry;
import java.util.Optional;

/** Cameras: readings by class, number plates, lamps of signal heads, and the health of the picture. */
enum CameraFamily implements DeviceFamily {
    INSTANCE;

    static final ReadingBounds BOUNDS = new ReadingBounds(20, 30, 160, 500);
    private static final int MOST_PLATES = 200;
    private static final int MOST_PASSAGES = 200;

    @Override
    public boolean speaks(DeviceBody body) {
        return switch (body) {
            case DetectorReadings readings -> true;
            case DeviceReport report -> true;
            case SignalEvents events -> false;
            case ControllerReport report -> false;
            case PriorityCall call -> false;
            case PlateSightings plates -> true;
            case LampReadings lamps -> true;
            case StopLinePassages passages -> true;
            case LaneConducts conducts -> true;
            case EnvironmentReadings readings -> false;
        };
    }

    private static Optional<String> unknownGroup(LampReadings lamps, Registry.Entry sender) {
        return lamps.readings().stream()
                .map(LampReading::group)
                .filter(group -> sender.intersection()
                        .filter(at -> at.findGroup(group).isPresent())
                        .isEmpty())
                .findFirst()
                .map(group -> "group " + group + " is none of the intersection's");
    }

    private static Optional<String> implausible(StopLinePassages body, Registry.Entry sender) {
        if (body.passages().size() > MOST_PASSAGES)
            return Optional.of(body.passages().size() + " passages in one message, at most " + MOST_PASSAGES);
        for (StopLinePassage each : body.passages()) {
            Optional<String> unknown = unknownApproach(each.approach(), sender);
            if (unknown.isPresent()) return unknown;
        }
        return Optional.empty();
    }

    private static Optional<String> unknownApproach(ApproachId approach, Registry.Entry sender) {
        boolean known = sender.intersection()
                .filter(at ->
                        at.approaches().stream().anyMatch(each -> each.id().equals(approach)))
                .isPresent();
        return known ? Optional.empty() : Optional.of("approach " + approach + " is none of the intersection's");
    }

    private static Optional<String> implausible(LaneConducts body, Registry.Entry sender) {
        if (body.conducts().size() > MOST_PASSAGES)
            return Optional.of(body.conducts().size() + " conducts in one message, at most " + MOST_PASSAGES);
        return body.conducts().stream()
                .map(LaneConduct::approach)
                .flatMap(approach -> unknownApproach(approach, sender).stream())
                .findFirst();
    }

    @Override
    public Optional<String> findImplausible(DeviceBody body, Registry.Entry sender) {
        if (body instanceof LampReadings lamps) return unknownGroup(lamps, sender);
        if (body instanceof PlateSightings plates && plates.sightings().size() > MOST_PLATES)
            return Optional.of(plates.sightings().size() + " plates in one message, at most " + MOST_PLATES);
        if (body instanceof StopLinePassages passages) return implausible(passages, sender);
        if (body instanceof LaneConducts conducts) return implausible(conducts, sender);
        return body instanceof DetectorReadings readings
                ? DetectorFamily.firstBeyond(readings, BOUNDS)
                : Optional.empty();
    }
}
