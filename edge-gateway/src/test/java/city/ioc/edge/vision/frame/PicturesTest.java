package city.ioc.edge.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class PicturesTest {
    private static final byte[] JPEG = picture("jpg", 64, 48);

    @ParameterizedTest
    @ValueSource(strings = {"jpg", "png", "bmp"})
    void aPictureOfEveryKindKeepsItsSizeAndItsColours(String kind) throws PictureException {
        byte[] bytes = picture(kind, 64, 48);
        assertThat(Pictures.measure(bytes)).isEqualTo(new PictureSize(64, 48));
        Mat decoded = Pictures.decode(bytes);
        Scalar mean = Core.mean(decoded);
        assertThat(mean.val[2]).as("red").isGreaterThan(180);
        assertThat(mean.val[0]).as("blue").isLessThan(60);
    }

    @Test
    void whatIsEncodedIsDecodedAgain() throws PictureException {
        Pictures.load();
        byte[] jpeg = Pictures.encodeJpeg(new Mat(30, 40, CvType.CV_8UC3, new Scalar(10, 200, 10)), 90);
        assertThat(Pictures.measure(jpeg)).isEqualTo(new PictureSize(40, 30));
        assertThat(Core.mean(Pictures.decode(jpeg)).val[1]).isBetween(195.0, 205.0);
    }

    @Test
    void noBytesAreNoPicture() {
        assertFault(new byte[0], PictureFault.EMPTY);
    }

    @Test
    void aTextFileIsNoPicture() {
        assertFault("these are the plates of Monday".getBytes(StandardCharsets.UTF_8), PictureFault.UNKNOWN_FORMAT);
        assertFault(new byte[] {1}, PictureFault.CORRUPT);
    }

    @Test
    void aJpegCutOffAnywhereIsCorrupt() {
        for (int length = 2; length < JPEG.length; length += 7)
            assertFault(Arrays.copyOf(JPEG, length), PictureFault.CORRUPT);
        assertFault(Arrays.copyOf(JPEG, JPEG.length - 1), PictureFault.CORRUPT);
    }

    @Test
    void aJpegMayHaveFillingBehindItsEnd() throws PictureException {
        assertThat(Pictures.decode(Arrays.copyOf(JPEG, JPEG.length + 100)).cols())
                .isEqualTo(64);
    }

    @Test
    void aPictureOfAHundredMegapixelsIsRefusedByItsHeader() {
        byte[] png = picture("png", 8, 8);
        putInt(png, 16, 10_000);
        putInt(png, 20, 10_000);
        assertThatThrownBy(() -> Pictures.decode(png))
                .hasMessage("is too large: 10000×10000 is more than 40 megapixels")
                .isInstanceOfSatisfying(
                        PictureException.class, e -> assertThat(e.fault()).isEqualTo(PictureFault.TOO_LARGE));
    }

    @Test
    void anySpoiledByteIsAFaultOrAPictureButNeverABug() {
        for (int at = 0; at < JPEG.length; at++) {
            byte[] spoiled = JPEG.clone();
            spoiled[at] ^= (byte) 0xFF;
            try {
                Pictures.decode(spoiled).release();
            } catch (PictureException e) {
                assertThat(e.getMessage()).startsWith(e.fault().words());
            }
        }
    }

    @Test
    void aFrameKnowsItsSizeAndGivesItsPixelsBack() {
        Pictures.load();
        Frame frame = new Frame("cam-1", 0, Instant.EPOCH, new Mat(30, 40, CvType.CV_8UC3));
        assertThat(frame.width()).isEqualTo(40);
        assertThat(frame.height()).isEqualTo(30);
        frame.close();
        assertThat(frame.picture().empty()).isTrue();
    }

    @Test
    void aGreyOrEmptyPictureIsNoFrame() {
        Pictures.load();
        assertThatThrownBy(() -> new Frame("cam-1", 0, Instant.EPOCH, new Mat(30, 40, CvType.CV_8UC1)))
                .hasMessageContaining("CV_8UC3");
        assertThatThrownBy(() -> new Frame("cam-1", 0, Instant.EPOCH, new Mat()))
                .hasMessageContaining("has none");
    }

    private static void assertFault(byte[] bytes, PictureFault fault) {
        assertThatThrownBy(() -> Pictures.decode(bytes))
                .isInstanceOfSatisfying(
                        PictureException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }

    private static void putInt(byte[] bytes, int at, int value) {
        for (int i = 0; i < 4; i++) bytes[at + i] = (byte) (value >>> 24 - 8 * i);
    }

    private static byte[] picture(String kind, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(new Color(220, 30, 30));
        pen.fillRect(0, 0, width, height);
        pen.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, kind, bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }
}
