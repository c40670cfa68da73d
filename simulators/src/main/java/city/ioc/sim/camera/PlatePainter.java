package city.ioc.sim.camera;

import city.ioc.sim.camera.FrameTruth.SeenPlate;
import city.ioc.sim.camera.body.Look;
import city.ioc.sim.camera.draw.Light;
import city.ioc.sim.camera.draw.MeshPainter.Place;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import city.ioc.sim.camera.draw.Texture;
import city.ioc.sim.camera.draw.TexturePainter;
import city.ioc.sim.camera.draw.TexturePainter.Point;
import city.ioc.sim.camera.draw.TexturePainter.Rectangle;
import city.ioc.sim.camera.plate.PlateFaces;
import city.ioc.sim.traffic.NumberPlate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Puts number plates on the rear of vehicles. Confined to one thread. */
final class PlatePainter {
    /** Narrower plates in the picture are painted without letters. */
    private static final double LETTERS_FROM_PX = 9;
    /** What the plate's own lamp gives in the dark. */
    private static final double OWN_LAMP = 0.12;

    private final Rasteriser rasteriser;
    private final TexturePainter textures;
    private final PlateFaces faces = new PlateFaces(150);
    private final Map<NumberPlate.Colour, Texture> blanks = new EnumMap<>(NumberPlate.Colour.class);

    PlatePainter(Projection projection, Rasteriser rasteriser) {
        this.rasteriser = rasteriser;
        textures = new TexturePainter(projection, rasteriser);
    }

    void draw(RoadUser user, Look look, Place place, Light light, int number) {
        if (user.plate().isEmpty() || look.plate().isEmpty()) return;
        NumberPlate plate = user.plate().get();
        Rectangle face = face(plate, look.plate().get(), place);
        Optional<Projection.Pixel[]> corners = textures.corners(face);
        if (corners.isEmpty()) return;
        boolean readable = length(corners.get()[0], corners.get()[1]) >= LETTERS_FROM_PX;
        Texture texture = readable ? faces.of(plate) : blanks.computeIfAbsent(plate.colour(), PlatePainter::blank);
        textures.draw(face, texture, light(look.plate().get(), place, light), number);
    }

    private static Texture blank(NumberPlate.Colour colour) {
        return new Texture(1, 1, new int[] {PlateFaces.ground(colour)});
    }

    private static Rectangle face(NumberPlate plate, Look.PlatePlace at, Place place) {
        double half = plate.layout().widthMm() / 2000.0;
        double halfHigh = plate.layout().heightMm() / 2000.0;
        double lean = Math.sin(Math.toRadians(at.tiltDeg())) * halfHigh;
        double rise = Math.cos(Math.toRadians(at.tiltDeg())) * halfHigh;
        return new Rectangle(
                world(place, -half, -at.backM() + lean, at.heightM() + rise),
                world(place, half, -at.backM() + lean, at.heightM() + rise),
                world(place, -half, -at.backM() - lean, at.heightM() - rise));
    }

    private static Point world(Place place, double x, double y, double z) {
        double sin = Math.sin(place.headingRad());
        double cos = Math.cos(place.headingRad());
        return new Point(place.east() + x * cos + y * sin, place.north() - x * sin + y * cos, z);
    }

    /** How the plate's white appears: steps of 256 as a share. */
    private static Light.Rgb light(Look.PlatePlace at, Place place, Light light) {
        double tilt = Math.toRadians(at.tiltDeg());
        double e = -Math.sin(place.headingRad()) * Math.cos(tilt);
        double n = -Math.cos(place.headingRad()) * Math.cos(tilt);
        double u = Math.sin(tilt);
        double facing = Math.max(0, e * light.east() + n * light.north() + u * light.up());
        double above = 0.5 + 0.5 * u;
        Light.Rgb sun = light.sun();
        Light.Rgb sky = light.sky();
        Light.Rgb ground = light.ground();
        return Light.Rgb.of(
                shown(sun.red() * facing + sky.red() * above + ground.red() * (1 - above)),
                shown(sun.green() * facing + sky.green() * above + ground.green() * (1 - above)),
                shown(sun.blue() * facing + sky.blue() * above + ground.blue() * (1 - above)));
    }

    private static double shown(double light) {
        return Math.sqrt(Math.min(1, light + OWN_LAMP));
    }

    /** The plate of a road user that was drawn, when it faces the camera and is in the picture. */
    Optional<SeenPlate> seen(UserPainter.Drawn drawn) {
        RoadUser user = drawn.user();
        if (user.plate().isEmpty() || drawn.look().plate().isEmpty()) return Optional.empty();
        NumberPlate plate = user.plate().get();
        Rectangle face = face(plate, drawn.look().plate().get(), drawn.place());
        Optional<Projection.Pixel[]> found = textures.corners(face);
        if (found.isEmpty()) return Optional.empty();
        Projection.Pixel[] c = found.get();
        double visible = visible(c, drawn.number());
        if (visible == 0) return Optional.empty();
        double high = (length(c[0], c[3]) + length(c[1], c[2])) / 2;
        double letters =
                high * PlateFaces.letterMm(plate.layout()) / plate.layout().heightMm();
        List<double[]> corners =
                Stream.of(c).map(each -> new double[] {each.x(), each.y()}).toList();
        return Optional.of(new SeenPlate(user.id(), plate, corners, letters, visible));
    }

    /** Share of a grid of points on the plate at which its vehicle is seen. */
    private double visible(Projection.Pixel[] c, int number) {
        int steps = 12;
        int seen = 0;
        for (int i = 0; i < steps; i++)
            for (int j = 0; j < steps; j++) {
                double u = (i + 0.5) / steps;
                double v = (j + 0.5) / steps;
                double x = mix(mix(c[0].x(), c[1].x(), u), mix(c[3].x(), c[2].x(), u), v);
                double y = mix(mix(c[0].y(), c[1].y(), u), mix(c[3].y(), c[2].y(), u), v);
                if (rasteriser.itemAt(x, y) == number) seen++;
            }
        return seen / (double) (steps * steps);
    }

    private static double mix(double a, double b, double share) {
        return a + (b - a) * share;
    }

    private static double length(Projection.Pixel a, Projection.Pixel b) {
        return Math.hypot(a.x() - b.x(), a.y() - b.y());
    }
}
