package city.ioc.edge.vision.frame;

/** Why bytes are not taken as a picture. */
public enum PictureFault {
    /** No bytes at all. */
    EMPTY("is empty"),
    /** Neither JPEG, PNG, WebP nor BMP. */
    UNKNOWN_FORMAT("is no picture"),
    /** More pixels than any camera here has; refused by what its header says, before memory is taken for it. */
    TOO_LARGE("is too large"),
    /** It begins like a picture and does not end like one, or the decoder gave up. */
    CORRUPT("is corrupt");

    private final String words;

    PictureFault(String words) {
        this.words = words;
    }

    /** To follow the name of the picture. */
    public String words() {
        return words;
    }
}
