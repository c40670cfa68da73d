package city.ioc.sim.camera;

import java.time.Instant;
import java.util.Optional;

/**
 * One picture of a simulated camera.
 *
 * @param bgr blue, green, red of each pixel, row by row from the upper left
 * @param truth what is on it, where it was asked for
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only carried
public record Picture(String camera, Instant at, int width, int height, byte[] bgr, Optional<FrameTruth> truth) {}
