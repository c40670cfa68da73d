package city.ioc.sim.camera;

import city.ioc.sim.camera.FrameTruth.Box;
import city.ioc.sim.camera.FrameTruth.Seen;
import city.ioc.sim.camera.FrameTruth.SeenPlate;
import city.ioc.sim.camera.body.Look;
import city.ioc.sim.camera.body.Looks;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.Light;
import city.ioc.sim.camera.draw.MeshPainter;
import city.ioc.sim.camera.draw.MeshPainter.Bounds;
import city.ioc.sim.camera.draw.MeshPainter.Place;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import city.ioc.sim.camera.scenery.Scenery;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws vehicles and people with their plates, and notes what is to be seen of each. Confined to one thread. */
final class UserPainter {
    private static final double FARTHEST_M = 160;
    private static final double LONGEST_M = 12;

    private final Projection projection;
    private final Scenery scenery;
    private final Rasteriser rasteriser;
    private final MeshPainter meshes;
    private final PlatePainter plates;
    private final Looks looks = new Looks(2000);
    private final List<Drawn> drawn = new ArrayList<>();

    /**
     * What was drawn of one road user.
     *
     * @param number of its samples
     * @param outline how many samples it would have if nothing moved before it
     */
    record Drawn(RoadUser user, Look look, Place place, int number, Bounds bounds, int outline) {}

    UserPainter(Projection projection, Scenery scenery, Rasteriser rasteriser) {
        this.projection = projection;
        this.scenery = scenery;
        this.rasteriser = rasteriser;
        meshes = new MeshPainter(projection, rasteriser);
        plates = new PlatePainter(projection, rasteriser);
    }

    Look look(RoadUser user) {
        return looks.of(user.kind(), user.id());
    }

    static Place place(RoadUser user) {
        return new Place(user.east(), user.north(), 0, Math.toRadians(user.headingDeg()));
    }

    /** Those before the camera and not too far away, the farthest first. */
    List<RoadUser> inView(List<RoadUser> users) {
        CameraPose pose = projection.pose();
        List<RoadUser> near = new ArrayList<>();
        for (RoadUser user : users) {
            double depth = projection.depth(user.east(), user.north(), 0.8);
            if (depth < -LONGEST_M || depth > FARTHEST_M) continue;
            double aside = Math.abs(projection.right(user.east(), user.north()));
            if (aside > Math.max(0, depth) * pose.width() / 2.0 / pose.focalPx() + LONGEST_M) continue;
            near.add(user);
        }
        near.sort(Comparator.comparingDouble(
                        (RoadUser user) -> -Math.hypot(user.east() - pose.east(), user.north() - pose.north()))
                .thenComparingLong(RoadUser::id));
        return near;
    }

    /** Draws road users, the farthest first, as things {@code firstNumber} and following. */
    void draw(List<RoadUser> users, Conditions conditions, int firstNumber) {
        drawn.clear();
        CameraPose pose = projection.pose();
        Light light = conditions.light(0);
        int number = firstNumber;
        for (RoadUser user : users) {
            if (conditions.lampsBurn()) light = conditions.light(scenery.lampLight(user.east(), user.north()));
            Look look = look(user);
            Place place = place(user);
            boolean dark = conditions.isDark();
            look.lit(dark ? 4 : 0, user.braking() ? (dark ? 2.2 : 1.4) : dark ? 0.9 : 0);
            double away = Math.max(1, projection.depth(user.east(), user.north(), 0.8));
            if (!meshes.draw(look.mesh(user.walkedM(), pose.focalPx() / away), place, look.palette(), light, number))
                continue;
            Bounds bounds = meshes.bounds().copy();
            plates.draw(user, look, place, light, number);
            drawn.add(new Drawn(user, look, place, number, bounds, rasteriser.count(bounds, number)));
            number++;
        }
    }

    List<Drawn> drawn() {
        return List.copyOf(drawn);
    }

    /** What is to be seen of each, once all are drawn. */
    List<Seen> seen() {
        CameraPose pose = projection.pose();
        List<Seen> seen = new ArrayList<>();
        for (Drawn each : drawn) {
            int visible = rasteriser.count(each.bounds, each.number);
            if (visible == 0) continue;
            double x0 = Math.max(0, each.bounds.left());
            double y0 = Math.max(0, each.bounds.top());
            double x1 = Math.min(pose.width(), each.bounds.right());
            double y1 = Math.min(pose.height(), each.bounds.bottom());
            boolean cut = each.bounds.left() < 0
                    || each.bounds.top() < 0
                    || each.bounds.right() > pose.width()
                    || each.bounds.bottom() > pose.height();
            seen.add(new Seen(
                    each.user.id(),
                    each.user.kind(),
                    new Box(x0, y0, x1 - x0, y1 - y0),
                    Math.min(1, visible / (double) Math.max(1, each.outline)),
                    cut));
        }
        return seen;
    }

    List<SeenPlate> seenPlates() {
        List<SeenPlate> seen = new ArrayList<>();
        for (Drawn each : drawn) plates.seen(each).ifPresent(seen::add);
        return seen;
    }
}
