package city.ioc.sim.camera.scenery;

import city.ioc.contracts.id.ApproachId;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.id.SignalGroupId;
import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.MeshPainter;
import city.ioc.sim.camera.draw.Palette;
import java.util.List;

/**
 * Everything around a place of the city that does not move.
 *
 * @param ground painted one over the other in this order
 */
public record Scenery(List<Patch> ground, List<Standing> standing, List<StreetLamp> lamps, List<HeadPlace> heads) {
    public Scenery {
        ground = List.copyOf(ground);
        standing = List.copyOf(standing);
        lamps = List.copyOf(lamps);
        heads = List.copyOf(heads);
    }

    /** An area of the ground: corners as east and north, metres; colour as screens have it. */
    public record Patch(double[][] ring, int rgb) {}

    /** A house, tree or mast, by day and with its lamps and windows lit. */
    public record Standing(Mesh mesh, MeshPainter.Place place, Palette day, Palette night) {}

    /** A street lamp over the road. */
    public record StreetLamp(double east, double north, double heightM) {
        /** Its light at a point of the ground, 1 right below it. */
        public double at(double e, double n) {
            double squared = (e - east) * (e - east) + (n - north) * (n - north);
            double ratio = heightM * heightM / (squared + heightM * heightM);
            return ratio * Math.sqrt(ratio) * Math.sqrt(ratio);
        }
    }

    /**
     * Where a head with three lenses hangs: {@code up} is the middle of its amber lens, {@code headingRad} the direction of travel
     * of those who look at it.
     */
    public record HeadPlace(
            IntersectionId intersection,
            ApproachId approach,
            SignalGroupId group,
            double east,
            double north,
            double up,
            double headingRad) {}

    /** Light of all street lamps at a point of the ground; about 1 in the middle between two of them. */
    public double lampLight(double east, double north) {
        double light = 0.25;
        for (StreetLamp lamp : lamps) light += 1.6 * lamp.at(east, north);
        return light;
    }
}
