package city.ioc.edge.vision.frame;

/** Bytes that are not taken as a picture, with the reason to count them by. */
public final class PictureException extends Exception {
    private static final long serialVersionUID = 1;
    private final PictureFault fault;

    public PictureException(PictureFault fault, String detail) {
        super(fault.words() + ": " + detail);
        this.fault = fault;
    }

    public PictureFault fault() {
        return fault;
    }
}
