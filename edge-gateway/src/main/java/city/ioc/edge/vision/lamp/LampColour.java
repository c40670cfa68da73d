package city.ioc.edge.vision.lamp;

/**
 * How well a colour fits a lamp. By hue, as far as there is colour at all: an overexposed lamp is white in its middle, and says
 * nothing then, neither for nor against.
 */
final class LampColour {
    /** Between red and amber, degrees of hue; cameras show old red lamps as orange. */
    private static final double RED_TO_AMBER = 19;

    private static final double AMBER_TO_GREEN = 68;
    /** Green light-emitting diodes look like turquoise; what is bluer is sky. */
    private static final double GREEN_TO_BLUE = 195;

    private static final double BLUE_TO_RED = 310;
    private static final double WIDTH = 6;
    /** So much of the brightness must be colour for the hue to be believed in full. */
    private static final double FULL_SATURATION = 0.35;

    private LampColour() {}

    /** -1 (another lamp's colour, or none that a lamp has) to 1, for each lamp: red, amber, green. */
    static void agreement(double blue, double green, double red, double[] perLamp) {
        double most = Math.max(red, Math.max(green, blue));
        double least = Math.min(red, Math.min(green, blue));
        double colour = most - least;
        double belief = most < 1 ? 0 : Math.min(1, colour / Math.max(most, 60) / FULL_SATURATION);
        double hue = hue(blue, green, red, most, colour);
        double upper = hue > 240 ? hue - 360 : hue;
        double isRed = above(upper, BLUE_TO_RED - 360) * (1 - above(upper, RED_TO_AMBER));
        double isAmber = above(upper, RED_TO_AMBER) * (1 - above(upper, AMBER_TO_GREEN));
        double isGreen = above(upper, AMBER_TO_GREEN) * (1 - above(upper, GREEN_TO_BLUE));
        perLamp[0] = belief * (2 * isRed - 1);
        perLamp[1] = belief * (2 * isAmber - 1);
        perLamp[2] = belief * (2 * isGreen - 1);
    }

    private static double hue(double blue, double green, double red, double most, double colour) {
        if (colour < 1e-9) return 0;
        double sixth;
        if (most == red) sixth = (green - blue) / colour;
        else if (most == green) sixth = 2 + (blue - red) / colour;
        else sixth = 4 + (red - green) / colour;
        return (sixth * 60 + 360) % 360;
    }

    private static double above(double hue, double border) {
        return 1 / (1 + Math.exp(-(hue - border) / WIDTH));
    }
}
