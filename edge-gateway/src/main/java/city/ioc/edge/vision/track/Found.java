package city.ioc.edge.vision.track;

import city.ioc.edge.vision.detect.Detection;
import java.util.Optional;
import java.util.function.Function;

/** What the network found in a picture, and how it looks there. */
record Found(Detection detection, Box box, Optional<Appearance> looks) {
    static Found of(Detection detection, Function<Box, Optional<Appearance>> looks) {
        Box box = Box.ofCorner(detection.x(), detection.y(), detection.w(), detection.h());
        return new Found(detection, box, looks.apply(box));
    }
}
