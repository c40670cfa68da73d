package city.ioc.sim.plate;

import java.awt.Color;

/** Colours of ground and characters. */
public enum PlatePaint {
    WHITE(new Color(235, 235, 230), new Color(25, 25, 28)),
    YELLOW(new Color(235, 185, 40), new Color(25, 22, 20)),
    BLUE(new Color(25, 60, 150), new Color(235, 235, 235)),
    RED(new Color(165, 25, 30), new Color(235, 230, 225));

    private final Color ground;
    private final Color ink;

    PlatePaint(Color ground, Color ink) {
        this.ground = ground;
        this.ink = ink;
    }

    public Color ground() {
        return ground;
    }

    public Color ink() {
        return ink;
    }
}
