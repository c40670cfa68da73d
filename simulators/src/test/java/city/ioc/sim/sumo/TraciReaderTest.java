package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What SUMO answers, byte by byte. */
class TraciReaderTest {
    private static final int STEP = Traci.SIMULATION_STEP;
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void valuesAreReadInOrder() {
        packet(new TraciWriter().writeByte(7).writeInt(-5).writeDouble(2.5).writeString("Vị Thanh"));
        TraciReader in = reader();
        assertThat(in.readByte()).isEqualTo(7);
        assertThat(in.readInt()).isEqualTo(-5);
        assertThat(in.readDouble()).isEqualTo(2.5);
        assertThat(in.readString()).isEqualTo("Vị Thanh");
    }

    @Test
    void anAnswerMayBeSpreadOverPackets() {
        packet(new TraciWriter().writeInt(1));
        packet(new TraciWriter().writeInt(2));
        TraciReader in = reader();
        assertThat(in.readInt()).isEqualTo(1);
        assertThat(in.readInt()).isEqualTo(2);
    }

    @Test
    void aPacketLongerThanAllBeforeIsReadWhole() {
        String long1 = "x".repeat(200_000);
        packet(new TraciWriter().writeString("short"));
        packet(new TraciWriter().writeString(long1));
        TraciReader in = reader();
        assertThat(in.readString()).isEqualTo("short");
        assertThat(in.readString()).isEqualTo(long1);
    }

    @Test
    void aTextThatIsKnownIsHandedBackAsItIs() {
        packet(new TraciWriter().writeString("lane_0").writeString("lane_1").writeString("lane_01"));
        TraciReader in = reader();
        String known = "lane_0";
        assertThat(in.readString(known)).isSameAs(known);
        assertThat(in.readString(known)).isEqualTo("lane_1");
        assertThat(in.readString(known)).isEqualTo("lane_01");
    }

    @Test
    void listsOfTextsAreRead() {
        packet(new TraciWriter().writeInt(2).writeString("a").writeString("b").writeInt(0));
        TraciReader in = reader();
        assertThat(in.readStrings()).containsExactly("a", "b");
        assertThat(in.readStrings()).isEmpty();
    }

    @Test
    void aStatusMayHaveAShortOrALongLength() {
        packet(status(STEP, 0, ""));
        packet(new TraciWriter()
                .writeByte(0)
                .writeInt(11)
                .writeByte(STEP)
                .writeByte(0)
                .writeString(""));
        TraciReader in = reader();
        in.readStatus(STEP);
        in.readStatus(STEP);
        assertThatThrownBy(in::readByte).isInstanceOf(SumoException.class);
    }

    @Test
    void aRefusedCommandSaysWhy() {
        packet(status(Traci.SET_TRAFFIC_LIGHT, 0xff, "Traffic light 'Q' is not known"));
        TraciReader in = reader();
        assertThatThrownBy(() -> in.readStatus(Traci.SET_TRAFFIC_LIGHT))
                .isInstanceOf(SumoException.class)
                .hasMessage("SUMO refused command 0xc2: Traffic light 'Q' is not known");
    }

    @Test
    void anAnswerToAnotherCommandIsNotTakenForThisOnes() {
        packet(status(STEP, 0, ""));
        TraciReader in = reader();
        assertThatThrownBy(() -> in.readStatus(Traci.CLOSE)).hasMessage("SUMO answered command 0x2, not 0x7f");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        packet(new TraciWriter().writeByte(Traci.TYPE_INT));
        TraciReader in = reader();
        assertThatThrownBy(() -> in.readType(Traci.TYPE_DOUBLE))
                .hasMessage("SUMO sent a value of type 0x9, expected 0xb");
    }

    @Test
    void aPacketThatEndsWithinAValueIsRefused() {
        packet(new TraciWriter().writeByte(1).writeByte(2));
        packet(new TraciWriter().writeInt(3));
        TraciReader in = reader();
        assertThatThrownBy(in::readInt).hasMessage("SUMO's answer ends in the middle of a value");
    }

    @Test
    void aLengthThatCannotBeIsRefused() {
        sent.writeBytes(new byte[] {0, 0, 0, 2});
        TraciReader in = reader();
        assertThatThrownBy(in::readByte).hasMessage("SUMO's answer cannot be -2 bytes long");
    }

    @Test
    void whenSumoHasGoneItsLastWordsAreTold() {
        TraciReader in = reader();
        assertThatThrownBy(in::readByte).hasMessage("SUMO has ended the connection: Error: no route");
    }

    private static TraciWriter status(int command, int result, String text) {
        int length = 1 + 1 + 1 + 4 + text.getBytes(StandardCharsets.UTF_8).length;
        return new TraciWriter()
                .writeByte(length)
                .writeByte(command)
                .writeByte(result)
                .writeString(text);
    }

    private void packet(TraciWriter content) {
        sent.write(content.packet(), 0, content.size());
    }

    private TraciReader reader() {
        return new TraciReader(
                new DataInputStream(new ByteArrayInputStream(sent.toByteArray())), () -> "Error: no route");
    }
}
