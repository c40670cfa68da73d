package city.ioc.edge.vision.plate;

/**
 * A character that was seen in a picture: its centre and size in pixels, how surely something stands there, and how probable each
 * character of the alphabet is.
 */
record Spot(double x, double y, double width, double height, double seen, double[] characters) {
    /** The same character in a picture that is mapped by a scale and a shift. */
    Spot mapped(double scaleX, double scaleY, double shiftX, double shiftY) {
        return new Spot(x * scaleX + shiftX, y * scaleY + shiftY, width * scaleX, height * scaleY, seen, characters);
    }
}
