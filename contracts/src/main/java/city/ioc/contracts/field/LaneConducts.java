package city.ioc.contracts.field;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How vehicles that a camera followed behaved on its lanes.
 *
 * @param clockBehind by how much the camera's clock is behind that of whoever watches it; empty where the camera tells no time
 */
public record LaneConducts(Optional<Duration> clockBehind, List<LaneConduct> conducts) implements DeviceBody {
    public LaneConducts {
        conducts = List.copyOf(conducts);
        if (conducts.isEmpty()) throw new IllegalArgumentException("lane conducts must not be empty");
    }

    @Override
    public int samples() {
        return conducts.size();
    }
}
