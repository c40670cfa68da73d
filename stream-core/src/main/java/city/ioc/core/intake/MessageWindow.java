package city.ioc.core.intake;

import city.ioc.contracts.field.MessageId;

/**
 * Which of a device's messages live state has used, so that no vehicle counts twice. Remembers the last {@link #WIDTH} numbers of
 * the current session. Owned by the shard's context.
 */
public final class MessageWindow {
    static final int WIDTH = 256;

    private final long[] bits = new long[WIDTH / 64];
    private long session;
    private long max;

    /** What a message is to live state. */
    public enum Verdict {
        /** Not seen yet. */
        FRESH,
        /** Seen before. */
        REPEATED,
        /** Of an earlier session, or too far behind to tell. */
        BEHIND
    }

    /** A window that takes everything up to {@code last} as seen. */
    public static MessageWindow resumedAfter(MessageId last) {
        MessageWindow window = new MessageWindow();
        window.session = last.session();
        window.max = last.seq();
        java.util.Arrays.fill(window.bits, -1L);
        return window;
    }

    public Verdict take(MessageId id) {
        if (id.session() < session) return Verdict.BEHIND;
        if (id.session() > session) {
            session = id.session();
            max = 0;
            java.util.Arrays.fill(bits, 0);
        }
        if (id.seq() > max) {
            long from = Math.max(max + 1, id.seq() - WIDTH + 1);
            for (long seq = from; seq < id.seq(); seq++) clear(seq);
            max = id.seq();
            set(max);
            return Verdict.FRESH;
        }
        if (id.seq() <= max - WIDTH) return Verdict.BEHIND;
        if (isSet(id.seq())) return Verdict.REPEATED;
        set(id.seq());
        return Verdict.FRESH;
    }

    /** Whether this is the message after the newest one taken: nothing of the device was missed in between. */
    public boolean isNext(MessageId id) {
        return id.session() == session && id.seq() == max + 1;
    }

    /** The newest message taken, as a number; 0 when none. */
    public long newest() {
        return session == 0 ? 0 : new MessageId(session, Math.max(1, max)).asLong();
    }

    private void set(long seq) {
        bits[(int) (seq % WIDTH) >>> 6] |= 1L << (seq & 63);
    }

    private void clear(long seq) {
        bits[(int) (seq % WIDTH) >>> 6] &= ~(1L << (seq & 63));
    }

    private boolean isSet(long seq) {
        return (bits[(int) (seq % WIDTH) >>> 6] & 1L << (seq & 63)) != 0;
    }
}
