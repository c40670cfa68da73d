package city.ioc.sim.measures;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** A compressed stream that ends where it is damaged, instead of throwing away what was read before. */
final class CutOffStream extends FilterInputStream {
    private boolean cutOff;

    CutOffStream(InputStream in) {
        super(in);
    }

    boolean isCutOff() {
        return cutOff;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (cutOff) return -1;
        try {
            return super.read(into, from, length);
        } catch (EOFException | ZipException e) {
            cutOff = true;
            return -1;
        }
    }
}
