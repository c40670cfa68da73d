package city.ioc.edge.vision.health;

import java.time.Instant;

/**
 * A fault that has lasted.
 *
 * @param detail in words, with the figure it was judged by
 * @param since when it was first seen, by the camera's clock
 */
public record CameraTrouble(CameraFault fault, String detail, Instant since) {}
