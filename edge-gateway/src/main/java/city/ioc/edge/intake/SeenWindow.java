package city.ioc.edge.intake;

import city.ioc.contracts.field.MessageId;
import java.util.ArrayList;
import java.util.List;

/**
 * Which message numbers of a device were seen, exactly for the last {@value #WIDTH} numbers of each of its last
 * {@value #SESSIONS} sessions. What is older than that counts as new: storing twice is harmless, losing is not.
 */
public final class SeenWindow {
    static final int WIDTH = 2048;
    static final int SESSIONS = 4;
    private final List<Session> sessions = new ArrayList<>(1);

    /** What is known of a number. */
    public enum Sight {
        NEW,
        SEEN,
        /** Of a session before all that are remembered, while as many as can be are. */
        STALE_SESSION
    }

    /** Says whether the number was seen, and remembers it. */
    public Sight see(MessageId id) {
        int size = sessions.size();
        for (int i = size - 1; i >= 0; i--) {
            Session each = sessions.get(i);
            if (each.session == id.session()) return each.see(id.seq()) ? Sight.SEEN : Sight.NEW;
            if (each.session < id.session()) return begin(i + 1, id);
        }
        return size == SESSIONS ? Sight.STALE_SESSION : begin(0, id);
    }

    private Sight begin(int place, MessageId id) {
        Session fresh = new Session(id.session());
        sessions.add(place, fresh);
        if (sessions.size() > SESSIONS) sessions.remove(0);
        fresh.see(id.seq());
        return Sight.NEW;
    }

    private static final class Session {
        private final long session;
        private final long[] bits = new long[WIDTH / 64];
        private long highest;

        Session(long session) {
            this.session = session;
        }

        boolean see(long seq) {
            if (seq > highest) {
                long from = Math.max(highest + 1, seq - WIDTH + 1);
                for (long passed = from; passed < seq; passed++) clear(passed);
                set(seq);
                highest = seq;
                return false;
            }
            if (seq <= highest - WIDTH) return false;
            boolean before = isSet(seq);
            set(seq);
            return before;
        }

        private boolean isSet(long seq) {
            int bit = (int) (seq % WIDTH);
            return (bits[bit >>> 6] & 1L << bit) != 0;
        }

        private void set(long seq) {
            int bit = (int) (seq % WIDTH);
            bits[bit >>> 6] |= 1L << bit;
        }

        private void clear(long seq) {
            int bit = (int) (seq % WIDTH);
            bits[bit >>> 6] &= ~(1L << bit);
        }
    }
}
