package city.ioc.edge.vision.plate;

/**
 * A text that may stand on a line, the shapes it leaves possible, and the natural logarithm of how well it explains what a reader
 * saw.
 */
record LineReading(String text, long shapes, double logLikelihood) {}
