package city.ioc.sim.camera;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.PictureSize;
import city.ioc.edge.vision.frame.Pictures;
import city.ioc.sim.traffic.GroundTruth;
import city.ioc.sim.traffic.SimulationSettings;
import city.ioc.sim.traffic.StreetTraffic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The crew films the demo city; what it hands on is read with the gateway's own eyes. */
class CameraCrewTest {
    private static final Path FOLDER =
            Path.of("..", "cities", "vi-thanh").toAbsolutePath().normalize();
    private static final Instant START = Instant.parse("2026-11-24T00:00:00Z");
    private static final Duration STEP = StreetTraffic.STEP;

    private final City city = CityFiles.read(FOLDER);
    private final StreetTraffic traffic =
            StreetTraffic.create(city, SimulationSettings.read(FOLDER, city), 1, START, GroundTruth.none());
    private final BlockingQueue<byte[]> sent = new LinkedBlockingQueue<>();

    @Test
    void eachCameraSendsAJpegOfEveryInstantThatSaysWhenItWasTaken() throws Exception {
        try (CameraCrew crew = crew(2, STEP)) {
            crew.start(new Outlet(() -> true, () -> {}));
            live(crew);
            take();
            take();
            untilWatched(crew, 2);
            for (int step = 1; step <= 3; step++) {
                live(crew);
                for (int i = 0; i < 2; i++) {
                    byte[] jpeg = take();
                    assertThat(CaptureStamp.find(jpeg)).hasValue(traffic.now());
                    PictureSize size = Pictures.measure(jpeg);
                    assertThat(size.width()).isGreaterThanOrEqualTo(640);
                }
            }
            assertThat(crew.leftOut()).isZero();
        }
    }

    @Test
    void whenNobodyTakesThePicturesInTimeInstantsAreLeftOutAndTheStreetGoesOn() throws Exception {
        CountDownLatch held = new CountDownLatch(1);
        try (CameraCrew crew = crew(1, STEP)) {
            crew.start(new Outlet(() -> true, () -> await(held)));
            live(crew);
            take();
            untilWatched(crew, 1);
            live(crew);
            take();
            for (int i = 0; i < 10; i++) live(crew);
            assertThat(crew.leftOut()).isEqualTo(9);
            held.countDown();
            assertThat(CaptureStamp.find(take())).hasValue(traffic.now());
        }
    }

    @Test
    void aCameraThatNobodyLooksAtDrawsOnePictureEveryFewSecondsUntilSomebodyDoes() throws Exception {
        AtomicBoolean somebody = new AtomicBoolean();
        try (CameraCrew crew = crew(1, STEP)) {
            crew.start(new Outlet(somebody::get, () -> {}));
            live(crew);
            take();
            for (int i = 1; i < Audience.ASK_EVERY.dividedBy(STEP); i++) live(crew);
            somebody.set(true);
            live(crew);
            assertThat(CaptureStamp.find(take())).hasValue(START.plus(STEP).plus(Audience.ASK_EVERY));
            untilWatched(crew, 1);
            live(crew);
            assertThat(CaptureStamp.find(take())).hasValue(traffic.now());
            assertThat(crew.leftOut()).isZero();
        }
    }

    private byte[] take() throws InterruptedException {
        byte[] picture = sent.poll(60, TimeUnit.SECONDS);
        assertThat(picture).isNotNull();
        return picture;
    }

    /** That somebody looks is known a moment after the pictures that asked. */
    private static void untilWatched(CameraCrew crew, int cameras) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (crew.watched() < cameras && System.nanoTime() < until) Thread.onSpinWait();
        assertThat(crew.watched()).isEqualTo(cameras);
    }

    /** Keeps pictures; {@code somebody} says whether anybody looks, {@code shown} runs when one was shown. */
    private final class Outlet implements PictureOutlet {
        private final BooleanSupplier somebody;
        private final Runnable shown;

        Outlet(BooleanSupplier somebody, Runnable shown) {
            this.somebody = somebody;
            this.shown = shown;
        }

        @Override
        public void show(DeviceId camera, byte[] jpeg) {
            sent.add(jpeg);
            shown.run();
        }

        @Override
        public CompletableFuture<Boolean> ask(DeviceId camera, byte[] jpeg) {
            boolean looks = somebody.getAsBoolean();
            sent.add(jpeg);
            return CompletableFuture.completedFuture(looks);
        }
    }

    @Test
    void fewerPicturesASecondAreFewerInstants() {
        try (CameraCrew crew = crew(1, STEP.multipliedBy(5))) {
            for (int i = 0; i < 26; i++) live(crew);
            // Nobody films yet: of the six instants that are due all but the last give way.
            assertThat(crew.leftOut()).isEqualTo(5);
        }
    }

    private CameraCrew crew(int cameras, Duration every) {
        return new CameraCrew(city, CameraSettings.read(FOLDER, city), cameras, every);
    }

    private void live(CameraCrew crew) {
        traffic.step((intersection, group) -> Lamp.RED);
        crew.see(traffic, (intersection, group) -> Lamp.RED);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
