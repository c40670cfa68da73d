package city.ioc.contracts.field;

/**
 * Identity of a device's message within the device: session and sequence number. {@link #asLong()} orders messages by session,
 * then number, and is what the database keeps.
 */
public record MessageId(long session, long seq) implements Comparable<MessageId> {
    private static final long MAX = 0xFFFF_FFFFL;

    public MessageId {
        if (session < 1 || session > MAX >>> 1)
            throw new IllegalArgumentException("session must be 1..2147483647, but is " + session);
        if (seq < 1 || seq > MAX) throw new IllegalArgumentException("seq must be 1..4294967295, but is " + seq);
    }

    public static MessageId fromLong(long value) {
        return new MessageId(value >>> 32, value & MAX);
    }

    public long asLong() {
        return session << 32 | seq;
    }

    @Override
    public int compareTo(MessageId other) {
        return Long.compare(asLong(), other.asLong());
    }
}
