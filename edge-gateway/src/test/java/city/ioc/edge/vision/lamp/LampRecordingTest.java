package city.ioc.edge.vision.lamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.edge.vision.frame.Pictures;
import city.ioc.edge.vision.lamp.LampScene.Light;
import city.ioc.edge.vision.lamp.LampScene.Show;
import city.ioc.edge.vision.lamp.LampScene.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

/** Seeds from 500000 on are the split that nothing was tuned on. */
@Timeout(180)
class LampRecordingTest {
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);
    private static final Wish CYCLE =
            Wish.NONE.show(Show.CYCLE).flicker(0).buses(0).fps(10);

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void lampsOfAllSortsAreReadInAtLeastNinetyNineFramesOfAHundred() {
        int frames = 0;
        int right = 0;
        for (long seed = 500_000; seed < 500_010; seed++) {
            LampScene scene = new LampScene(seed, HALF_A_MINUTE, Wish.NONE.fps(5));
            List<LampReading> readings = read(scene);
            for (int t = 0; t < scene.frames; t++) {
                if (scene.hidden[t]) continue;
                frames++;
                if (readings.get(t).state() == scene.truth[t]) right++;
            }
        }
        assertThat((double) right / frames).isGreaterThanOrEqualTo(0.99);
    }

    @Test
    void aLampThatIsTooBrightForTheCameraIsKnownThoughItIsPinkOrWhite() {
        assertThat(right(100_100, CYCLE.light(Light.NIGHT).lamp(400))).isGreaterThan(0.98);
    }

    @Test
    void aDimLampInTheSunIsKnown() {
        assertThat(right(100_111, CYCLE.light(Light.SUN).lamp(0.8))).isGreaterThan(0.98);
    }

    @Test
    void aFrameThatCatchesTheLampBetweenTwoPulsesOfTheMainsIsNotDark() {
        assertThat(right(100_102, CYCLE.light(Light.CLOUD).flicker(1).fps(25))).isGreaterThan(0.98);
    }

    @Test
    void aFlashingLampIsDarkBetweenItsFlashesAndSaidToFlash() {
        LampScene scene = new LampScene(
                100_103, HALF_A_MINUTE, CYCLE.show(Show.FLASHING_AMBER).light(Light.DUSK));
        List<LampReading> readings = read(scene);
        assertThat(share(scene, readings)).isGreaterThan(0.9);
        assertThat(readings.subList(20, 280)).allMatch(LampReading::flashing);
    }

    @Test
    void aLampThatNeverChangesIsKnownByItsColourAndItsPlace() {
        assertThat(right(100_104, CYCLE.show(Show.ONE_LAMP).light(Light.DUSK))).isEqualTo(1);
    }

    @Test
    void aSteadyLampIsNotSaidToFlash() {
        LampScene scene = new LampScene(100_105, HALF_A_MINUTE, CYCLE.light(Light.CLOUD));
        assertThat(read(scene)).noneMatch(LampReading::flashing);
    }

    @Test
    void aWallIsNoSignalHead() {
        LampRecording recording = new LampRecording(new HeadRegion(10, 10, 20, 60));
        Mat wall = new Mat(100, 100, CvType.CV_8UC3, new Scalar(120, 120, 120));
        for (int t = 0; t < 50; t++) recording.add(wall, t, Instant.EPOCH.plusMillis(100L * t));
        assertThat(recording.read())
                .hasSize(50)
                .allMatch(each -> each.state() == LampState.UNKNOWN && each.confidence() == 0);
    }

    @Test
    void aRegionOutsideOfThePictureIsRefused() {
        LampRecording recording = new LampRecording(HeadRegion.parse("90,10,20,60"));
        Mat picture = new Mat(100, 100, CvType.CV_8UC3);
        assertThatThrownBy(() -> recording.add(picture, 0, Instant.EPOCH))
                .hasMessage("the region 90,10,20,60 is outside of the picture, which has 100×100 pixels");
        assertThatThrownBy(() -> HeadRegion.parse("1,2,3")).hasMessageContaining("x,y,w,h");
        assertThatThrownBy(() -> HeadRegion.parse("1,2,x,4")).hasMessageContaining("whole pixels");
        assertThatThrownBy(() -> HeadRegion.parse("-1,2,10,40")).hasMessageContaining("inside the picture");
        assertThatThrownBy(() -> HeadRegion.parse("1,2,2,40")).hasMessageContaining("no room");
    }

    @Test
    void aCameraIsReadAMomentLateAndAfterItsFirstCycleAsWell() {
        LampScene scene = new LampScene(100_106, Duration.ofSeconds(60), CYCLE.light(Light.CLOUD));
        LampReader reader = new LampReader(scene.region);
        List<LampReading> readings = new ArrayList<>();
        for (int t = 0; t < scene.frames; t++) {
            Mat picture = scene.frame(t);
            readings.addAll(reader.read(picture, t, scene.at(t)));
            picture.release();
        }
        assertThat(readings)
                .extracting(LampReading::frame)
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(readings.getLast().frame()).isGreaterThanOrEqualTo(scene.frames - 5);
        long right = readings.stream()
                .filter(each -> each.frame() >= scene.frames / 2)
                .filter(each -> each.state() == scene.truth[(int) each.frame()])
                .count();
        assertThat(right).isGreaterThanOrEqualTo(scene.frames / 2 * 95L / 100);
    }

    private static double right(long seed, Wish wish) {
        LampScene scene = new LampScene(seed, HALF_A_MINUTE, wish);
        return share(scene, read(scene));
    }

    private static double share(LampScene scene, List<LampReading> readings) {
        int right = 0;
        for (int t = 0; t < scene.frames; t++) if (readings.get(t).state() == scene.truth[t]) right++;
        return (double) right / scene.frames;
    }

    private static List<LampReading> read(LampScene scene) {
        LampRecording recording = new LampRecording(scene.region);
        for (int t = 0; t < scene.frames; t++) {
            Mat picture = scene.frame(t);
            recording.add(picture, t, scene.at(t));
            picture.release();
        }
        return recording.read();
    }
}
