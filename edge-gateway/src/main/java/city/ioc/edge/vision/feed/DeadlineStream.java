package city.ioc.edge.vision.feed;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Ends a picture that arrives byte by byte: the socket's own timeout begins anew with each of them. Used by one thread. */
final class DeadlineStream extends FilterInputStream {
    private long deadline = Long.MAX_VALUE;

    DeadlineStream(InputStream in) {
        super(in);
    }

    /** What is read from now on is read within this time. */
    void within(Duration patience) {
        deadline = System.nanoTime() + patience.toNanos();
    }

    @Override
    public int read() throws IOException {
        check();
        return super.read();
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
        check();
        return super.read(bytes, from, length);
    }

    private void check() throws SocketTimeoutException {
        if (deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0)
            throw new SocketTimeoutException("too slow");
    }
}
