package city.ioc.edge.vision.lamp;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.camera.PictureHead;
import city.ioc.contracts.field.LampReading;
import city.ioc.edge.vision.frame.Frame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The signal heads in one camera's picture: what each shows is told at every change and every five seconds. One thread. */
public final class SeenHeads {
    private static final Duration EVERY = Duration.ofSeconds(5);

    private final List<Head> heads;

    public SeenHeads(CameraGeometry geometry) {
        heads = geometry.heads().stream().map(Head::new).toList();
    }

    /** What there is to tell after this picture; of pictures some tenths of a second old, for the lamps that follow tell, too. */
    public List<LampReading> see(Frame frame) {
        List<LampReading> news = new ArrayList<>();
        for (Head head : heads) head.see(frame, news);
        return news;
    }

    private static final class Head {
        private final PictureHead place;
        private final LampReader reader;
        private @Nullable LampReading told;
        private LampState lit = LampState.AMBER;

        Head(PictureHead place) {
            this.place = place;
            reader = new LampReader(new HeadRegion(place.x(), place.y(), place.width(), place.height()));
        }

        void see(Frame frame, List<LampReading> news) {
            for (var each : reader.read(frame.picture(), frame.number(), frame.capturedAt())) {
                if (each.state() != LampState.DARK && each.state() != LampState.UNKNOWN) lit = each.state();
                boolean flashing = each.flashing() && each.state() != LampState.UNKNOWN;
                // What flashes is lit and dark by turns, which is no change.
                LampState state = flashing ? lit : each.state();
                LampReading now = new LampReading(each.at(), place.group(), seen(state), flashing, each.confidence());
                if (!isNews(now)) continue;
                told = now;
                news.add(now);
            }
        }

        private boolean isNews(LampReading now) {
            LampReading before = told;
            if (before == null || before.lamp() != now.lamp() || before.flashing() != now.flashing()) return true;
            Instant due = before.at().plus(EVERY);
            return !now.at().isBefore(due);
        }

        private static LampReading.Seen seen(LampState state) {
            return switch (state) {
                case RED -> LampReading.Seen.RED;
                case AMBER -> LampReading.Seen.AMBER;
                case GREEN -> LampReading.Seen.GREEN;
                case DARK -> LampReading.Seen.DARK;
                case UNKNOWN -> LampReading.Seen.UNKNOWN;
            };
        }
    }
}
