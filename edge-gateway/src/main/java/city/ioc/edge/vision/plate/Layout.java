package city.ioc.edge.vision.plate;

/** How the characters of a plate are laid: in one line, as on long car plates, or in two. */
public enum Layout {
    ONE_LINE("one-line"),
    TWO_LINE("two-line");

    private final String label;

    Layout(String label) {
        this.label = label;
    }

    /** The word in JSON output. */
    public String label() {
        return label;
    }
}
