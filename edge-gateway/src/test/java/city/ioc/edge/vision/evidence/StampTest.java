package city.ioc.edge.vision.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.Pictures;
import java.time.ZoneId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Scalar;

class StampTest {
    private static final String LONG =
            "vt-03-cam-sw  Camera Tran Hung Dao, from the south-west  2026-11-28 14:59:18.800 +07:00";
    private static final String OTHER_DIGITS =
            "vt-03-cam-sw  Camera Tran Hung Dao, from the south-west  2026-11-28 11:11:11.111 +07:00";

    private final Stamp stamp = new Stamp(ZoneId.of("Asia/Ho_Chi_Minh"));

    @BeforeAll
    static void load() {
        Pictures.load();
    }

    @Test
    void whatIsWiderThanThePictureGoesOnBelow() {
        Mat stamped = stamped(LONG);
        assertThat(stamped.rows()).isGreaterThan(stamped("short").rows());
        Mat edge = stamped.submat(480, stamped.rows(), 634, 640);
        assertThat(Core.sumElems(edge).val[0])
                .as("nothing is cut off at the right")
                .isZero();
    }

    @Test
    void picturesOfOneClipHaveOneSize() {
        assertThat(stamped(OTHER_DIGITS).size()).isEqualTo(stamped(LONG).size());
    }

    private Mat stamped(String line) {
        return stamp.below(new Mat(480, 640, CvType.CV_8UC3, new Scalar(0, 0, 0)), line);
    }
}
