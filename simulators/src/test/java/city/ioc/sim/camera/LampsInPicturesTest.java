package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.camera.CameraGeometry;
import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.core.lamp.LampWatch;
import city.ioc.edge.vision.frame.Frame;
import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.lamp.SeenHeads;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.scenery.SceneryBuilder;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.StreetPlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** From drawn pictures by the city's geometry to what the core makes of a head and of what its controller says. */
@Tag("slow")
class LampsInPicturesTest {
    private static final Path FOLDER =
            Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize();
    private static final DeviceId CAMERA = new DeviceId("vt-03-cam-sw");
    private static final int CYCLE_S = 40;

    private final Map<Lamp, byte[]> pictures = pictures();
    private final LampWatch watch = new LampWatch();
    private Instant now = JunctionCamera.AT;
    private long number;

    @Test
    void aHeadThatShowsWhatIsReportedNeverDiffersAndOneWhoseGreenIsOutDoes() {
        SeenHeads heads = new SeenHeads(geometry());
        assertThat(differs(heads, 2 * CYCLE_S, false)).isFalse();
        assertThat(differs(heads, CYCLE_S, true)).isTrue();
        assertThat(watch.judge(now)).singleElement().satisfies(each -> {
            assertThat(each.head().subject()).isEqualTo("vt-03-cam-sw:g2");
            assertThat(each.values()).containsEntry("reported", "GREEN");
        });
    }

    /** Five pictures a second. */
    private boolean differs(SeenHeads heads, int seconds, boolean greenIsOut) {
        boolean differs = false;
        for (int i = 0; i < 5 * seconds; i++) {
            Lamp reported = lamp(i / 5 % CYCLE_S);
            Lamp shown = greenIsOut && reported == Lamp.GREEN ? Lamp.DARK : reported;
            try (Frame frame = new Frame(
                    CAMERA.value(), number++, now, Pictures.decode(Objects.requireNonNull(pictures.get(shown))))) {
                watch.saw(CAMERA, heads.see(frame));
            } catch (PictureException e) {
                throw new AssertionError(e);
            }
            watch.reported(group -> reported, now);
            differs |= watch.judge(now).stream().anyMatch(LampWatch.Verdict::differs);
            now = now.plusMillis(200);
        }
        return differs;
    }

    private static Lamp lamp(int second) {
        if (second < 18) return Lamp.RED;
        return second < CYCLE_S - 3 ? Lamp.GREEN : Lamp.AMBER;
    }

    private static CameraGeometry geometry() {
        return DrawnGeometryMain.draw(FOLDER, CityFiles.read(FOLDER)).stream()
                .filter(each -> each.camera().equals(CAMERA))
                .findFirst()
                .orElseThrow();
    }

    private static Map<Lamp, byte[]> pictures() {
        City city = CityFiles.read(FOLDER);
        StreetPlan plan = StreetPlan.of(city);
        CameraView view = CameraSettings.read(FOLDER, city).cameras().stream()
                .filter(each -> each.device().equals(CAMERA))
                .findFirst()
                .orElseThrow();
        Carriageway road = CameraSettings.roadOf(CAMERA, city, plan).orElseThrow();
        CameraPose pose = view.pose(road);
        StreetCamera camera = new StreetCamera(
                "VT-03",
                city.timeZone(),
                pose,
                SceneryBuilder.around(city, plan, pose.east(), pose.north(), 120),
                HeadPainter.NEW);
        Conditions day = Conditions.at(JunctionCamera.AT, city.timeZone(), city.centre(), 0.2, 0);
        Map<Lamp, byte[]> pictures = new EnumMap<>(Lamp.class);
        try (JpegWriter writer = new JpegWriter(85)) {
            for (Lamp lamp : List.of(Lamp.RED, Lamp.AMBER, Lamp.GREEN, Lamp.DARK))
                pictures.put(
                        lamp,
                        writer.write(camera.take(new Scene(JunctionCamera.AT, List.of(), head -> lamp, day), false)));
        }
        return pictures;
    }
}
