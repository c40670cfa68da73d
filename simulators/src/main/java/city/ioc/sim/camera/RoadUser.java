package city.ioc.sim.camera;

import city.ioc.sim.camera.body.Kind;
import city.ioc.sim.traffic.NumberPlate;
import java.util.Optional;

/**
 * One vehicle or person on the street.
 *
 * @param east of the middle of its front, metres from the city's centre, as {@code north}
 * @param headingDeg compass direction it points to
 * @param walkedM how far somebody on foot has come: for the phase of the step
 */
public record RoadUser(
        long id,
        Kind kind,
        double east,
        double north,
        double headingDeg,
        double speedKmh,
        boolean braking,
        double walkedM,
        Optional<NumberPlate> plate) {}
