package city.ioc.sim.sumo;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Commands of one TraCI packet. Any number of commands ride in a packet and are answered together, so that a step of the
 * simulation costs one round trip. Confined to one thread.
 */
final class TraciWriter {
    private static final int INT_BYTES = 4;

    private byte[] bytes = new byte[4096];
    private int size = INT_BYTES;
    private int commandStart;

    /** Begins a packet anew. */
    void clear() {
        size = INT_BYTES;
    }

    boolean isEmpty() {
        return size == INT_BYTES;
    }

    /** Begins a command; its length is filled in by {@link #end}. The long form of the length is always used. */
    TraciWriter begin(int command) {
        commandStart = size;
        writeByte(0);
        writeInt(0);
        return writeByte(command);
    }

    TraciWriter end() {
        putInt(commandStart + 1, size - commandStart);
        return this;
    }

    TraciWriter writeByte(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
        return this;
    }

    TraciWriter writeInt(int value) {
        reserve(INT_BYTES);
        putInt(size, value);
        size += INT_BYTES;
        return this;
    }

    TraciWriter writeDouble(double value) {
        long bits = Double.doubleToRawLongBits(value);
        writeInt((int) (bits >>> 32));
        return writeInt((int) bits);
    }

    TraciWriter writeString(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        writeInt(text.length);
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    /** The bytes of the packet, its length first; valid until the next write. */
    byte[] packet() {
        putInt(0, size);
        return bytes;
    }

    int size() {
        return size;
    }

    private void putInt(int at, int value) {
        bytes[at] = (byte) (value >>> 24);
        bytes[at + 1] = (byte) (value >>> 16);
        bytes[at + 2] = (byte) (value >>> 8);
        bytes[at + 3] = (byte) value;
    }

    private void reserve(int more) {
        if (size + more > bytes.length) bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
}
