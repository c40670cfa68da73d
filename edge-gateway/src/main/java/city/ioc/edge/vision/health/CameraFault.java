package city.ioc.edge.vision.health;

/** What is wrong with the pictures of a camera that sends some, the worst first: who sees nothing cannot be said to be turned. */
public enum CameraFault {
    /** Nothing can be seen: no light, a covered lens, a uniform picture. */
    BLACK,
    /** The same picture again and again. */
    FROZEN,
    /** Out of focus, or a dirty or wet lens. */
    BLURRED,
    /** It shows another place than it did: what was drawn into its picture is no longer where it was. */
    TURNED
}
