package city.ioc.sim.camera.body;

import city.ioc.sim.camera.draw.Mesh;
import city.ioc.sim.camera.draw.Paint;
import city.ioc.sim.camera.draw.Palette;
import java.util.Optional;

/**
 * What one road user looks like: shape, colours, size and where its plate is. The same road user always looks the same. Immutable
 * but for the palette, which belongs to whoever draws it.
 *
 * @param near of somebody who walks: the shapes of one stride in turn, else one shape
 * @param far the same with fewer corners
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record Look(
        Mesh[] near,
        Mesh[] far,
        Palette palette,
        double lengthM,
        double widthM,
        double heightM,
        Optional<PlatePlace> plate) {
    private static final double NEAR_PX_PER_M = 18;
    /** Two steps. */
    private static final double STRIDE_M = 1.4;

    /**
     * Where the rear plate is.
     *
     * @param backM behind the foremost point
     * @param heightM of its middle above the ground
     * @param tiltDeg how far its face is turned up
     */
    public record PlatePlace(double backM, double heightM, double tiltDeg) {}

    /** The shape after {@code walkedM} metres, as it needs be for so many pixels a metre. */
    public Mesh mesh(double walkedM, double pixelsPerM) {
        Mesh[] shapes = pixelsPerM > NEAR_PX_PER_M ? near : far;
        if (shapes.length == 1) return shapes[0];
        return shapes[(int) Math.floorMod((long) Math.floor(walkedM / STRIDE_M * shapes.length), (long) shapes.length)];
    }

    /** The same with its lamps glowing that much; 0 is off. */
    public Look lit(double front, double rear) {
        palette.glowing(Paint.LAMP_FRONT, front).glowing(Paint.LAMP_REAR, rear);
        return this;
    }
}
