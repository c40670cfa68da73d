package city.ioc.sim.plate;

import java.awt.image.BufferedImage;

/** A picture of a plate, what stands on it, and how high its characters are in the picture, pixels. */
public record PlateSample(BufferedImage picture, PlateDrawing plate, double characterHeight) {}
