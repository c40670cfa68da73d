package city.ioc.sim.camera.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GlyphsTest {
    private static final String WRITTEN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZÔỎ.-:/";

    @Test
    void everythingOnPlatesAndInCaptionsCanBeWritten() {
        for (char letter : WRITTEN.toCharArray())
            assertThat(Glyphs.knows(letter)).as("letter %s", letter).isTrue();
    }

    @Test
    void noTwoLettersLookTheSameButZeroAndO() {
        Set<String> pictures = new HashSet<>();
        for (char letter : WRITTEN.toCharArray()) pictures.add(ink(letter));
        assertThat(pictures).hasSize(WRITTEN.length() - 1);
        assertThat(ink('0')).isEqualTo(ink('O'));
    }

    private static String ink(char letter) {
        BufferedImage cell = new BufferedImage(40, 80, BufferedImage.TYPE_BYTE_GRAY);
        TextPainter.write(cell, new TextPainter.Line(String.valueOf(letter), 4, 20, 56, 28, 28, 7), 255);
        StringBuilder text = new StringBuilder();
        for (int y = 0; y < 80; y++)
            for (int x = 0; x < 40; x++) text.append(cell.getRaster().getSample(x, y, 0) > 127 ? '#' : '.');
        return text.toString();
    }
}
