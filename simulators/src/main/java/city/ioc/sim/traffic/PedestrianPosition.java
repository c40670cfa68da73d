package city.ioc.sim.traffic;

/**
 * Somebody at or on a crossing. {@code headingDeg}: compass direction of the way across; {@code walkedM}: how far along it.
 *
 * @param walks whether on the way; else waiting at the kerb
 */
public record PedestrianPosition(long id, double lat, double lon, double headingDeg, double walkedM, boolean walks) {}
