package city.ioc.edge.vision.plate;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.edge.vision.frame.PictureException;
import city.ioc.edge.vision.frame.Pictures;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opencv.core.Core;
import org.opencv.core.CvType;
import org.opencv.core.Mat;
import org.opencv.core.Rect;
import org.opencv.core.Scalar;
import org.opencv.core.Size;
import org.opencv.imgproc.Imgproc;

/** Reads drawn and damaged plates; the pictures are the bench's, in a type that the spotter was not trained with. */
class PlateReaderTest {
    private static PlateReader reader;

    @BeforeAll
    static void load() {
        Pictures.load();
        reader = new PlateReader();
    }

    @AfterAll
    static void close() {
        reader.close();
    }

    private static Mat picture(String text) {
        try (InputStream in = PlateReaderTest.class.getResourceAsStream(text + ".jpg")) {
            if (in == null) throw new IllegalArgumentException("there is no picture of " + text);
            return Pictures.decode(in.readAllBytes());
        } catch (IOException | PictureException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<PlateRead> read(Mat picture) {
        try {
            return reader.read(picture);
        } finally {
            picture.release();
        }
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            88G0633, ONE_LINE, WHITE
            83F67345, ONE_LINE, WHITE
            21Z52858, ONE_LINE, YELLOW
            95P1686, ONE_LINE, BLUE
            83A75972, TWO_LINE, WHITE
            32G74240, TWO_LINE, YELLOW
            26K7902, TWO_LINE, BLUE
            65F59533, TWO_LINE, WHITE
            84D796995, TWO_LINE, WHITE
            QD6852, TWO_LINE, RED
            """)
    void readsTextLayoutAndColour(String text, Layout layout, PlateColour colour) {
        PlateRead read = read(picture(text)).getFirst();
        assertThat(read.text()).isEqualTo(text);
        assertThat(read.layout()).isEqualTo(layout);
        assertThat(read.colour()).contains(colour);
    }

    @Test
    void aPlateUpsideDownOrSidewaysIsNotAccepted() {
        for (int turn : new int[] {Core.ROTATE_90_CLOCKWISE, Core.ROTATE_180}) {
            Mat plate = picture("65F59533");
            Mat turned = new Mat();
            Core.rotate(plate, turned, turn);
            plate.release();
            assertThat(read(turned)).noneMatch(PlateRead::autoAccept);
        }
    }

    @Test
    void nothingIsReadWhereNothingStands() {
        for (Size size : List.of(new Size(60, 20), new Size(1, 1), new Size(3, 400), new Size(1280, 720)))
            assertThat(read(new Mat(size, CvType.CV_8UC3, new Scalar(120, 130, 140))))
                    .isEmpty();
    }

    @Test
    void noiseIsNotAccepted() {
        Core.setRNGSeed(5);
        Mat noise = new Mat(240, 320, CvType.CV_8UC3);
        Core.randu(noise, 0, 255);
        assertThat(read(noise)).noneMatch(PlateRead::autoAccept);
    }

    @Test
    void everyPlateOfAStreetIsFoundWhereItIs() {
        Mat street = new Mat(720, 1280, CvType.CV_8UC3, new Scalar(90, 95, 92));
        List<String> plates = List.of("65F59533", "83A75972", "32G74240");
        int x = 90;
        for (String text : plates) {
            Mat plate = picture(text);
            Mat small = new Mat();
            Imgproc.resize(plate, small, new Size(130, 130.0 * plate.rows() / plate.cols()), 0, 0, Imgproc.INTER_AREA);
            small.copyTo(street.submat(new Rect(x, x, small.cols(), small.rows())));
            plate.release();
            small.release();
            x += 220;
        }
        List<PlateRead> reads = read(street);
        assertThat(reads).extracting(PlateRead::text).containsExactlyInAnyOrderElementsOf(plates);
        PlateRead first = reads.stream()
                .filter(each -> each.text().equals("65F59533"))
                .findFirst()
                .orElseThrow();
        assertThat(first.corners().centreX()).isBetween(120.0, 190.0);
        assertThat(first.corners().centreY()).isBetween(90.0, 190.0);
    }
}
