package city.ioc.edge.vision.sighting;

import city.ioc.contracts.field.PlateSighting;
import city.ioc.contracts.field.PlateText;
import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.street.VehicleClass;
import city.ioc.edge.vision.detect.RoadUser;
import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.plate.PlateVote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One vehicle on its way through the pictures and what was read on it so far. Owned by its watch. */
final class Followed {
    /** A text that is likelier wrong than right is no sighting. */
    private static final double LEAST_CONFIDENCE = 0.5;

    private final long number;
    private final PlateVote vote = new PlateVote();
    private final List<Dated> reads = new ArrayList<>();
    private Optional<RoadUser> kind = Optional.empty();
    private Optional<ApproachId> approach = Optional.empty();
    private PlateSighting.Motion motion = PlateSighting.Motion.STANDING;

    int asked;
    double askedS;
    double askedX;
    double askedY;
    boolean isWaiting;
    boolean gone;
    boolean told;

    private record Dated(PlateRead read, Instant at) {}

    Followed(long number) {
        this.number = number;
    }

    /** Where it was last in a lane, and which way it last moved, is what is told of it. */
    void saw(Vehicle vehicle) {
        kind = vehicle.kind().or(() -> kind);
        approach = vehicle.approach().or(() -> approach);
        PlateSighting.Motion now = vehicle.motion();
        if (now != PlateSighting.Motion.STANDING) motion = now;
    }

    void add(PlateRead read, Instant at) {
        vote.add(read);
        reads.add(new Dated(read, at));
    }

    boolean isSure(int reads) {
        return vote.reads() >= reads
                && vote.best().filter(PlateRead::autoAccept).isPresent();
    }

    Optional<PlateSighting> sighting() {
        return vote.best().filter(best -> best.confidence() >= LEAST_CONFIDENCE).map(this::sighting);
    }

    /** A bicycle has none. */
    private static VehicleClass withPlate(VehicleClass seen) {
        return seen == VehicleClass.BICYCLE ? VehicleClass.MOTORCYCLE : seen;
    }

    private PlateSighting sighting(PlateRead best) {
        Instant at = reads.stream()
                .filter(each -> each.read().text().equals(best.text()))
                .max(Comparator.comparingDouble(each -> each.read().confidence()))
                .orElseThrow()
                .at();
        return new PlateSighting(
                at,
                number,
                kind.flatMap(RoadUser::vehicle).map(Followed::withPlate),
                new PlateText(best.text()),
                switch (best.layout()) {
                    case ONE_LINE -> PlateSighting.Layout.ONE_LINE;
                    case TWO_LINE -> PlateSighting.Layout.TWO_LINE;
                },
                best.confidence(),
                best.autoAccept(),
                vote.reads(),
                best.alternatives().stream()
                        .map(each -> new PlateSighting.Alternative(new PlateText(each.text()), each.share()))
                        .toList(),
                approach,
                motion);
    }
}
