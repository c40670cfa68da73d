package city.ioc.edge.vision.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.evidence.PictureRegion;
import city.ioc.contracts.id.DeviceId;
import city.ioc.edge.vision.detect.DrawnStreet;
import city.ioc.edge.vision.frame.CaptureStamp;
import city.ioc.edge.vision.frame.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opencv.core.Mat;

class EvidenceMakerTest {
    private static final Instant AT = Instant.parse("2026-11-20T03:00:00Z");
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    @TempDir
    Path folder;

    private EvidenceStore store;
    private EvidenceMaker maker;
    private final FrameRing ring = new FrameRing(Duration.ofSeconds(30), 10_000_000);

    @BeforeEach
    void open() throws Exception {
        store = new EvidenceStore(folder);
        maker = new EvidenceMaker(store, ZONE);
    }

    @Test
    void everyStillSaysWhenItWasTakenAndCoversNothing() throws Exception {
        film(-8, 8);
        EvidenceCase made = make(Optional.of(new PictureRegion(100, 100, 60, 40)));
        assertThat(made.missing()).isEmpty();
        assertThat(item(made, EvidenceItem.Kind.STILL_BEFORE).from()).isEqualTo(AT.minusSeconds(2));
        assertThat(item(made, EvidenceItem.Kind.STILL_AFTER).from()).isEqualTo(AT.plusSeconds(2));
        byte[] still = bytes(made, EvidenceItem.Kind.STILL_AT);
        assertThat(CaptureStamp.find(still)).contains(AT);
        Mat picture = Pictures.decode(still);
        assertThat(picture.cols()).isEqualTo(640);
        assertThat(picture.rows()).as("the stamp is below the picture").isGreaterThan(480);
        picture.release();
        Mat closeUp = Pictures.decode(bytes(made, EvidenceItem.Kind.CLOSE_UP));
        assertThat(closeUp.cols()).isEqualTo(480);
        closeUp.release();
        EvidenceItem clip = item(made, EvidenceItem.Kind.CLIP);
        assertThat(Duration.between(clip.from(), clip.to())).isEqualTo(Duration.ofSeconds(12));
        assertThat(bytes(made, EvidenceItem.Kind.ORIGINAL_AT))
                .isEqualTo(ring.nearest(AT, Duration.ZERO).orElseThrow().jpeg());
        assertThat(store.find("c-1")).contains(made);
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        film(-1, 3);
        EvidenceCase made = make(Optional.of(new PictureRegion(620, 100, 60, 40)));
        assertThat(made.items())
                .extracting(EvidenceItem::kind)
                .containsExactlyInAnyOrder(
                        EvidenceItem.Kind.STILL_AT,
                        EvidenceItem.Kind.STILL_AFTER,
                        EvidenceItem.Kind.ORIGINAL_AT,
                        EvidenceItem.Kind.CLIP);
        assertThat(made.missing()).anySatisfy(each -> assertThat(each).startsWith("STILL_BEFORE: no picture"));
        assertThat(made.missing()).anySatisfy(each -> assertThat(each).contains("is not within the picture"));
        assertThat(made.missing()).anySatisfy(each -> assertThat(each).startsWith("CLIP: it shows"));
    }

    @Test
    void aCameraThatSawNothingGivesAnEmptyCaseThatSaysSo() throws Exception {
        EvidenceCase made = make(Optional.empty());
        assertThat(made.items()).isEmpty();
        assertThat(made.missing()).hasSize(4);
    }

    @Test
    void aPictureThatIsBrokenIsNamedAndTheOthersAreKept() throws Exception {
        film(-8, -1);
        ring.add(AT, new byte[] {1, 2, 3});
        film(1, 8);
        EvidenceCase made = make(Optional.empty());
        assertThat(made.missing()).anySatisfy(each -> assertThat(each).startsWith("STILL_AT: the picture of"));
        assertThat(made.missing()).anySatisfy(each -> assertThat(each).startsWith("CLIP: the picture of"));
        assertThat(item(made, EvidenceItem.Kind.STILL_AFTER).bytes()).isPositive();
    }

    private EvidenceCase make(Optional<PictureRegion> closeUp) throws Exception {
        EvidenceRequest request = new EvidenceRequest("c-1", new DeviceId("k1"), AT, "a test", closeUp);
        return maker.make(request, "Test street", ring, Duration.ofMillis(40), AT.plusSeconds(10));
    }

    /** Two pictures a second. */
    private void film(int fromS, int toS) {
        for (int half = 2 * fromS; half <= 2 * toS; half++) {
            Mat picture =
                    new DrawnStreet(640, 480).car(300 + 10 * half, 250, 0.4).picture();
            ring.add(AT.plusMillis(500L * half), Pictures.encodeJpeg(picture, 80));
            picture.release();
        }
    }

    private static EvidenceItem item(EvidenceCase made, EvidenceItem.Kind kind) {
        return made.items().stream()
                .filter(each -> each.kind() == kind)
                .findFirst()
                .orElseThrow();
    }

    private byte[] bytes(EvidenceCase made, EvidenceItem.Kind kind) throws Exception {
        return store.read(item(made, kind).sha256()).orElseThrow();
    }
}
