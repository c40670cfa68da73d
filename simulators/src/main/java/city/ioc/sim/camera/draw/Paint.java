package city.ioc.sim.camera.draw;

/** What a surface is made of; a look gives each a colour. */
public enum Paint {
    /** Lacquered metal: shines. */
    BODY(0.35),
    BODY_SECOND(0.3),
    GLASS(0.42),
    TYRE(0.03),
    RIM(0.25),
    TRIM(0.05),
    CHROME(0.5),
    LAMP_FRONT(0.4),
    LAMP_REAR(0.2),
    INDICATOR(0.2),
    SEAT(0.05),
    SKIN(0.03),
    HAIR(0.05),
    HELMET(0.4),
    SHIRT(0),
    TROUSERS(0),
    SHOES(0.05),
    SHIRT_SECOND(0),
    TROUSERS_SECOND(0),
    HELMET_SECOND(0.4),
    CARGO(0),
    CANVAS(0),
    CONCRETE(0),
    STEEL(0.1),
    LEAF(0),
    LENS_RED(0),
    LENS_AMBER(0),
    LENS_GREEN(0);

    private static final Paint[] ALL = values();
    /** How many there are. */
    public static final int COUNT = ALL.length;

    /** Share of the sky that it mirrors at a grazing angle. */
    final float shine;

    Paint(double shine) {
        this.shine = (float) shine;
    }

    static Paint of(int ordinal) {
        return ALL[ordinal];
    }
}
