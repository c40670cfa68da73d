package city.ioc.edge.vision.feed;

/** Why a source gives no pictures. */
public enum FeedFault {
    /** No such file, or nobody answers there. */
    NOT_FOUND,
    /** It answers, but not to us: a wrong password, or a refusal. */
    REFUSED,
    /** Nothing came for so long that nothing is expected any more. */
    TIMED_OUT,
    /** Not a byte in it. */
    EMPTY,
    /** It holds no video that can be read. */
    NO_VIDEO,
    /** More pixels than any camera here has. */
    TOO_LARGE,
    /** It began well and cannot be read on. */
    BROKEN,
    /** A live source said that it is over. */
    ENDED
}
