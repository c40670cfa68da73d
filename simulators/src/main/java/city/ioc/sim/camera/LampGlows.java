package city.ioc.sim.camera;

import city.ioc.sim.camera.UserPainter.Drawn;
import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.camera.draw.CameraPose;
import city.ioc.sim.camera.draw.MeshPainter.Place;
import city.ioc.sim.camera.draw.Projection;
import city.ioc.sim.camera.draw.Rasteriser;
import java.util.List;
import java.util.Optional;

/** The light of vehicles' lamps in the dark: beams on the road, halos before the lens. Confined to one thread. */
final class LampGlows {
    private static final int HEADLIGHT = 0xfff0d4;
    private static final int TAIL_LIGHT = 0xff2412;

    private final Projection projection;
    private final Rasteriser rasteriser;
    private final Glows glows;

    LampGlows(Projection projection, Rasteriser rasteriser, Glows glows) {
        this.projection = projection;
        this.rasteriser = rasteriser;
        this.glows = glows;
    }

    /** Where a kind has its lamps: half the distance of a pair, 0 for a single one, and how high. */
    private record Lamps(double half, double frontHeight, double rearHeight, double reachM) {
        static Lamps of(Kind kind) {
            return switch (kind) {
                case MOTORCYCLE -> new Lamps(0, 0.9, 0.8, 8);
                case CAR -> new Lamps(0.62, 0.68, 0.85, 14);
                case VAN -> new Lamps(0.7, 0.9, 1.0, 14);
                case BUS, TRUCK -> new Lamps(0.95, 0.85, 1.1, 15);
                case BICYCLE, PEDESTRIAN -> new Lamps(0, 0, 0, 0);
            };
        }
    }

    void beams(int[] pixels, List<Drawn> drawn, Conditions conditions) {
        double share = conditions.lampsBurn() ? 0.30 : 0.05;
        for (Drawn each : drawn) {
            Lamps lamps = Lamps.of(each.user().kind());
            if (lamps.reachM == 0) continue;
            Place place = each.place();
            glows.beam(pixels, rasteriser, place.east(), place.north(), place.headingRad(), lamps.reachM, share);
        }
    }

    void halos(int[] pixels, List<Drawn> drawn, Conditions conditions) {
        for (Drawn each : drawn) {
            Lamps lamps = Lamps.of(each.user().kind());
            if (lamps.reachM == 0) continue;
            boolean pair = lamps.half > 0;
            for (int side = pair ? -1 : 0; side <= 1; side += 2) {
                halo(pixels, each, side * lamps.half, -0.05, lamps.frontHeight, true, conditions);
                halo(pixels, each, side * lamps.half, -each.look().lengthM(), lamps.rearHeight, false, conditions);
            }
        }
    }

    private void halo(int[] pixels, Drawn each, double x, double y, double z, boolean front, Conditions conditions) {
        Place place = each.place();
        double sin = Math.sin(place.headingRad());
        double cos = Math.cos(place.headingRad());
        double east = place.east() + x * cos + y * sin;
        double north = place.north() - x * sin + y * cos;
        CameraPose pose = projection.pose();
        double de = pose.east() - east;
        double dn = pose.north() - north;
        double away = Math.sqrt(de * de + dn * dn + Math.pow(pose.heightM() - z, 2));
        double facing = (de * sin + dn * cos) / away * (front ? 1 : -1);
        if (facing < 0.15) return;
        Optional<Projection.Pixel> at = projection.pixel(east, north, z);
        if (at.isEmpty()) return;
        int seen = rasteriser.itemAt(at.get().x(), at.get().y());
        if (seen != each.number()) return;
        double perM = pose.focalPx() / away;
        boolean braking = each.user().braking();
        double radius = Math.max(2.5, perM * (front ? 0.75 : braking ? 0.42 : 0.26));
        double strength = front ? 0.35 + 0.95 * facing * facing : braking ? 0.8 : 0.45;
        glows.halo(
                pixels,
                at.get().x(),
                at.get().y(),
                radius,
                front ? HEADLIGHT : TAIL_LIGHT,
                conditions.lampsBurn() ? strength : strength * 0.5,
                conditions.rain() * 2.5);
    }
}
