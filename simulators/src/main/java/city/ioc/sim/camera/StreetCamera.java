package city.ioc.sim.camera;

import city.ioc.contracts.live.Lamp;
import city.ioc.sim.camera.FrameTruth.SeenHead;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.body.Look;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.Light;
import city.ioc.sim.camera.draw.MeshPainter;
import city.ioc.sim.camera.draw.MeshPainter.Place;
import city.ioc.sim.camera.draw.Paint;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import city.ioc.sim.camera.draw.ShadowPainter;
import city.ioc.sim.camera.scenery.ConvexHull;
import city.ioc.sim.camera.scenery.Scenery;
import city.ioc.sim.camera.scenery.Scenery.HeadPlace;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws what one street camera sees of a {@link Scene}. Confined to one thread. */
public final class StreetCamera {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final double HEADS_UP_TO_M = 90;

    private final String name;
    private final ZoneId zone;
    private final Projection projection;
    private final Scenery scenery;
    private final HeadPainter headPainter;
    private final Rasteriser rasteriser;
    private final MeshPainter meshes;
    private final ShadowPainter shadows;
    private final UserPainter users;
    private final Glows glows;
    private final LampGlows lampGlows;
    private final Caption caption;
    private final Sensor sensor;
    private final int[] pixels;
    private @Nullable Background background;
    private Conditions drawnFor = Conditions.DAY;

    /** @param name as the caption has it */
    public StreetCamera(String name, ZoneId zone, CameraPose pose, Scenery scenery, HeadPainter headPainter) {
        this.name = name;
        this.zone = zone;
        this.scenery = scenery;
        this.headPainter = headPainter;
        projection = new Projection(pose);
        rasteriser = new Rasteriser(pose.width(), pose.height());
        meshes = new MeshPainter(projection, rasteriser);
        shadows = new ShadowPainter(projection, rasteriser);
        users = new UserPainter(projection, scenery, rasteriser);
        glows = new Glows(projection);
        lampGlows = new LampGlows(projection, rasteriser, glows);
        caption = new Caption(pose.width());
        sensor = new Sensor(pose.width(), pose.height(), name.hashCode());
        pixels = new int[pose.width() * pose.height()];
    }

    public Projection projection() {
        return projection;
    }

    public Scenery scenery() {
        return scenery;
    }

    /** Takes a picture; {@code withTruth}: together with what is on it. */
    public Picture take(Scene scene, boolean withTruth) {
        Conditions conditions = scene.conditions();
        Background still = background(conditions);
        System.arraycopy(still.rgb(), 0, pixels, 0, pixels.length);
        rasteriser.begin(still.nearness());
        List<RoadUser> inView = users.inView(scene.users());
        Light light = conditions.light(1);
        for (RoadUser user : inView) shade(user, light);
        List<SeenHead> heads = drawHeads(scene);
        users.draw(inView, conditions, heads.size() + 1);
        rasteriser.resolve(pixels, light.shadow());
        if (conditions.isDark()) {
            lampGlows.beams(pixels, users.drawn(), conditions);
            lampGlows.halos(pixels, users.drawn(), conditions);
        }
        for (SeenHead head : heads) glow(head, scene);
        if (conditions.rain() > 0) sensor.rain(pixels, conditions.rain());
        byte[] bgr = new byte[3 * pixels.length];
        sensor.develop(pixels, conditions.noise(), bgr);
        caption.write(
                bgr,
                Caption.SIMULATED + "  " + name + "  " + TIME.format(scene.at().atZone(zone)));
        CameraPose pose = projection.pose();
        Optional<FrameTruth> truth = withTruth
                ? Optional.of(new FrameTruth(scene.at(), users.seen(), users.seenPlates(), heads))
                : Optional.empty();
        return new Picture(name, scene.at(), pose.width(), pose.height(), bgr, truth);
    }

    private Background background(Conditions conditions) {
        Background known = background;
        if (known != null && !conditions.looksUnlike(drawnFor)) return known;
        Background fresh = Background.draw(scenery, projection, conditions);
        background = fresh;
        drawnFor = conditions;
        return fresh;
    }

    /** The shadow of the box around a road user, and the darkness under it. */
    private void shade(RoadUser user, Light light) {
        Look look = users.look(user);
        Place place = UserPainter.place(user);
        double sin = Math.sin(place.headingRad());
        double cos = Math.cos(place.headingRad());
        boolean narrow = user.kind() == Kind.MOTORCYCLE || user.kind() == Kind.BICYCLE;
        double half = look.widthM() / 2 * (narrow ? 0.5 : 0.92);
        double top = look.heightM() * 0.9;
        // Where the sun puts the top of the box.
        double shiftE = -light.east() / light.up() * top;
        double shiftN = -light.north() / light.up() * top;
        List<double[]> corners = new ArrayList<>();
        double[][] foot = new double[4][];
        for (int i = 0; i < 4; i++) {
            double x = i == 0 || i == 3 ? -half : half;
            double y = i < 2 ? -0.1 : -look.lengthM() + 0.1;
            foot[i] = new double[] {place.east() + x * cos + y * sin, place.north() - x * sin + y * cos};
            corners.add(foot[i]);
            corners.add(new double[] {foot[i][0] + shiftE, foot[i][1] + shiftN});
        }
        shadows.fill(ConvexHull.of(corners), false);
        shadows.fill(foot, true);
    }

    private List<SeenHead> drawHeads(Scene scene) {
        List<SeenHead> seen = new ArrayList<>();
        for (HeadPlace head : scenery.heads()) {
            double depth = projection.depth(head.east(), head.north(), head.up());
            if (depth < 1 || depth > HEADS_UP_TO_M) continue;
            Lamp lamp = scene.lamps().apply(head);
            Set<Paint> burning = HeadPainter.burning(lamp, scene.at());
            Conditions conditions = scene.conditions();
            Place place = new Place(head.east(), head.north(), head.up(), head.headingRad());
            int number = seen.size() + 1;
            boolean drawn = meshes.draw(
                    HeadPainter.shape(),
                    place,
                    headPainter.palette(burning, conditions.lampsBurn()),
                    conditions.light(0.5),
                    number);
            if (!drawn) continue;
            seen.add(new SeenHead(head, lamp, HeadPainter.box(head, projection), 1));
        }
        return seen;
    }

    private void glow(SeenHead head, Scene scene) {
        HeadPlace place = head.place();
        CameraPose pose = projection.pose();
        double facing = Math.sin(place.headingRad()) * (place.east() - pose.east())
                + Math.cos(place.headingRad()) * (place.north() - pose.north());
        if (facing <= 0) return;
        for (Paint lens : HeadPainter.burning(head.lamp(), scene.at())) {
            double up =
                    place.up() + HeadPainter.PITCH_M * (lens == Paint.LENS_RED ? 1 : lens == Paint.LENS_AMBER ? 0 : -1);
            Optional<Projection.Pixel> at = projection.pixel(place.east(), place.north(), up);
            if (at.isEmpty()) continue;
            double perM = pose.focalPx() / projection.depth(place.east(), place.north(), up);
            boolean dark = scene.conditions().lampsBurn();
            double radius = Math.max(2, perM * HeadPainter.LENS_M * (dark ? 3.2 : 1.5));
            glows.halo(
                    pixels,
                    at.get().x(),
                    at.get().y(),
                    radius,
                    headPainter.colour(lens),
                    headPainter.strength() * (dark ? 0.8 : 0.25),
                    0);
        }
    }
}
