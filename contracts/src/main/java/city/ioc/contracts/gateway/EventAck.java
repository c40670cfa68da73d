package city.ioc.contracts.gateway;

import java.util.List;

/** Batches of a stream that are committed in the database. */
public record EventAck(StreamId stream, List<SeqRange> committed) {

    /** First and last, both included. */
    public record SeqRange(long first, long last) {
        public SeqRange {
            if (first < 1 || last < first) throw new IllegalArgumentException("bad range " + first + ".." + last);
        }
    }

    public EventAck {
        committed = List.copyOf(committed);
    }
}
