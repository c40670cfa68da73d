package city.ioc.contracts.field;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Vehicles that a camera saw pass a stop line.
 *
 * @param clockBehind by how much the camera's clock is behind that of whoever watches it; empty where the camera tells no time
 */
public record StopLinePassages(Optional<Duration> clockBehind, List<StopLinePassage> passages) implements DeviceBody {
    public StopLinePassages {
        passages = List.copyOf(passages);
        if (passages.isEmpty()) throw new IllegalArgumentException("stop line passages must not be empty");
    }

    @Override
    public int samples() {
        return passages.size();
    }
}
