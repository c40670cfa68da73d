package city.ioc.sim.sumo;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Reads what SUMO answers, packet by packet. Confined to one thread. */
final class TraciReader {
    private static final int LONGEST_PACKET = 256 << 20;

    private final DataInputStream in;
    private final Supplier<String> said;
    private ByteBuffer packet = ByteBuffer.allocate(1 << 16).limit(0);

    /** @param said the last words of SUMO, for messages */
    TraciReader(DataInputStream in, Supplier<String> said) {
        this.in = in;
        this.said = said;
    }

    /** Makes sure that there is something to read, waiting for the next packet when the last one is used up. */
    private void need(int bytes) {
        if (packet.remaining() >= bytes) return;
        if (packet.hasRemaining()) throw new SumoException("SUMO's answer ends in the middle of a value");
        try {
            int length = in.readInt() - 4;
            if (length < 0 || length > LONGEST_PACKET)
                throw new SumoException("SUMO's answer cannot be " + length + " bytes long");
            if (packet.capacity() < length) packet = ByteBuffer.allocate(Math.max(length, packet.capacity() * 2));
            packet.clear().limit(length);
            in.readFully(packet.array(), 0, length);
        } catch (EOFException e) {
            throw new SumoException("SUMO has ended the connection: " + said.get(), e);
        } catch (IOException e) {
            throw new SumoException(
                    "the connection to SUMO broke: " + e.getMessage() + "; SUMO said: " + said.get(), e);
        }
        need(bytes);
    }

    int readByte() {
        need(1);
        return packet.get() & 0xff;
    }

    int readInt() {
        need(4);
        return packet.getInt();
    }

    double readDouble() {
        need(8);
        return packet.getDouble();
    }

    String readString() {
        int length = readInt();
        need(length);
        String text = new String(packet.array(), packet.position(), length, StandardCharsets.UTF_8);
        packet.position(packet.position() + length);
        return text;
    }

    /** Reads a string and hands {@code known} back when it is that, without making a new one: most say the same as a step before. */
    String readString(String known) {
        int length = readInt();
        need(length);
        byte[] bytes = packet.array();
        int from = packet.position();
        packet.position(from + length);
        if (known.length() == length) {
            int i = 0;
            while (i < length && bytes[from + i] == known.charAt(i)) i++;
            if (i == length) return known;
        }
        return new String(bytes, from, length, StandardCharsets.UTF_8);
    }

    List<String> readStrings() {
        int count = readInt();
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) texts.add(readString());
        return texts;
    }

    /** The length and the identifier at the head of a command's answer; only the identifier matters. */
    int readHead() {
        if (readByte() == 0) readInt();
        return readByte();
    }

    /** Reads the status of a command, which SUMO must have carried out. */
    void readStatus(int command) {
        readRefusal(command).ifPresent(text -> {
            throw new SumoException(String.format("SUMO refused command 0x%x: %s", command, text));
        });
    }

    /** Reads the status of a command: what SUMO says when it refuses it. */
    Optional<String> readRefusal(int command) {
        int answered = readHead();
        int result = readByte();
        String text = readString();
        if (answered != command)
            throw new SumoException(String.format("SUMO answered command 0x%x, not 0x%x", answered, command));
        return result == 0 ? Optional.empty() : Optional.of(text);
    }

    /** Reads a value's type, which must be the one expected. */
    void readType(int expected) {
        int type = readByte();
        if (type != expected)
            throw new SumoException(String.format("SUMO sent a value of type 0x%x, expected 0x%x", type, expected));
    }
}
