package city.ioc.edge.vision.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class CaptureStampTest {
    private static final Instant AT = Instant.parse("2026-03-02T05:00:00.012Z");

    @Test
    void aStampIsFoundAgainAndThePictureStaysWhatItWas() throws PictureException {
        Pictures.load();
        byte[] jpeg = Pictures.encodeJpeg(new Mat(20, 30, CvType.CV_8UC3, new Scalar(1, 2, 3)), 90);
        byte[] stamped = CaptureStamp.write(jpeg, AT);
        assertThat(CaptureStamp.find(stamped)).contains(AT);
        assertThat(CaptureStamp.find(jpeg)).isEmpty();
        assertThat(Pictures.measure(stamped)).isEqualTo(new PictureSize(30, 20));
        assertThat(Pictures.decode(stamped).cols()).isEqualTo(30);
    }

    @Test
    void whatIsNoJpegHasNoStampAndTakesNone() {
        assertThat(CaptureStamp.find(new byte[0])).isEmpty();
        assertThat(CaptureStamp.find(new byte[] {1, 2, 3, 4, 5, 6, 7})).isEmpty();
        assertThatThrownBy(() -> CaptureStamp.write(new byte[10], AT)).hasMessageContaining("only a JPEG");
    }
}
