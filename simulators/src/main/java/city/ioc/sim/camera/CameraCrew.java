package city.ioc.sim.camera;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.scenery.Scenery;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import city.ioc.sim.camera.scenery.SceneryBuilder;
import city.ioc.sim.traffic.Carriageway;
import city.ioc.sim.traffic.LampView;
import city.ioc.sim.traffic.StreetPlan;
import city.ioc.sim.traffic.StreetTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Films the simulated streets: the street's thread leaves each instant here, a thread of the crew's own draws it for every camera
 * and hands the JPEGs on. A camera that nobody looks at draws a picture every few seconds only, to find out. When drawing is slower
 * than the street, or would take more than its share of a core, instants are left out and counted.
 */
public final class CameraCrew implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CameraCrew.class);
    private static final int QUALITY = 80;
    private static final double SCENERY_M = 230;
    /** However many cameras: most of a core that drawing may take, in the long run. */
    private static final double CORES = 0.6;

    private final City city;
    private final CameraSettings settings;
    private final List<CameraView> views;
    private final StreetPlan plan;
    private final StreetScenes scenes;
    private final Duration every;
    private final List<HeadPlace> heads = new ArrayList<>();
    private final Map<DeviceId, StreetCamera> cameras = new HashMap<>();
    private final AtomicReference<@Nullable Scene> next = new AtomicReference<>();
    private final Thread thread = new Thread(this::film, "cameras");
    private final Map<DeviceId, Audience> audiences = new HashMap<>();
    private @Nullable PictureOutlet outlet;
    private volatile boolean closed;
    private final AtomicLong taken = new AtomicLong();
    private final AtomicLong leftOut = new AtomicLong();
    private Instant lastAt = Instant.MIN;

    /**
     * @param count how many of the settings' cameras are on, the first ones
     * @param every time from picture to picture
     */
    public CameraCrew(City city, CameraSettings settings, int count, Duration every) {
        this.city = city;
        this.settings = settings;
        this.every = every;
        views = settings.cameras().subList(0, Math.min(count, settings.cameras().size()));
        plan = StreetPlan.of(city);
        scenes = new StreetScenes(plan);
        for (CameraView view : views) {
            Carriageway road = CameraSettings.roadOf(view.device(), city, plan).orElseThrow();
            CameraPose pose = view.pose(road);
            Scenery scenery = SceneryBuilder.around(city, plan, pose.east(), pose.north(), SCENERY_M);
            heads.addAll(scenery.heads());
            audiences.put(view.device(), new Audience(view.device()));
            cameras.put(
                    view.device(),
                    new StreetCamera(view.device().value(), city.timeZone(), pose, scenery, HeadPainter.NEW));
        }
        thread.setDaemon(true);
    }

    /** Begins to film. */
    public void start(PictureOutlet outlet) {
        this.outlet = outlet;
        if (!views.isEmpty()) thread.start();
    }

    /** How many cameras are on. */
    public int count() {
        return views.size();
    }

    /** How many of them somebody looks at, as far as is known. */
    public int watched() {
        return (int) audiences.values().stream().filter(Audience::looks).count();
    }

    /** Pictures that were taken. */
    public long taken() {
        return taken.get();
    }

    /** Instants that came and went while the crew was still drawing. */
    public long leftOut() {
        return leftOut.get();
    }

    /** Leaves the instant after a step to be filmed. On the street's thread. */
    public void see(StreetTraffic traffic, LampView lamps) {
        if (views.isEmpty() || closed) return;
        Instant now = traffic.now();
        if (audiences.values().stream().noneMatch(each -> each.isDue(now))) return;
        List<RoadUser> users = scenes.usersOf(traffic);
        if (now.isBefore(lastAt.plus(every))) return;
        lastAt = now;
        Map<HeadPlace, Lamp> shown = new HashMap<>();
        for (HeadPlace head : heads) shown.put(head, lamps.lamp(head.intersection(), head.group()));
        Conditions conditions = Conditions.at(now, city.timeZone(), city.centre(), settings.cloud(), settings.rain());
        Scene scene = new Scene(now, users, head -> shown.getOrDefault(head, Lamp.DARK), conditions);
        if (next.getAndSet(scene) != null) leftOut.incrementAndGet();
        LockSupport.unpark(thread);
    }

    private void film() {
        PictureOutlet to = outlet;
        if (to == null) return;
        try (JpegWriter writer = new JpegWriter(QUALITY)) {
            while (!closed) {
                Scene scene = next.getAndSet(null);
                if (scene == null) {
                    LockSupport.park(this);
                    continue;
                }
                long began = System.nanoTime();
                for (CameraView view : views) film(view.device(), scene, writer, to);
                rest(System.nanoTime() - began);
            }
        } catch (RuntimeException e) {
            log.error("cameras ended by an error; the streets go on without pictures", e);
        }
    }

    private void film(DeviceId device, Scene scene, JpegWriter writer, PictureOutlet to) {
        StreetCamera camera = cameras.get(device);
        Audience audience = audiences.get(device);
        if (camera == null || audience == null || closed || !audience.isDue(scene.at())) return;
        audience.send(scene.at(), writer.write(camera.take(scene, false)), to);
        taken.incrementAndGet();
    }

    /** So long that what was just drawn, over its time and this rest, took its share of a core. */
    private void rest(long drawnNanos) {
        long until = System.nanoTime() + (long) (drawnNanos * (1 / CORES - 1));
        for (long left = until - System.nanoTime(); left > 0 && !closed; left = until - System.nanoTime())
            LockSupport.parkNanos(this, left);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
