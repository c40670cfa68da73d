package city.ioc.edge.vision.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.edge.vision.frame.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RecordingTest {
    @TempDir
    Path folder;

    private final List<String> refused = new ArrayList<>();

    @Test
    void everyFrameOfAVideoComesInItsOrderWithItsTimeAndItsColours() throws Exception {
        Path video = TestVideo.file(folder.resolve("a.mp4"), 20);
        List<Instant> times = new ArrayList<>();
        List<Integer> numbers = new ArrayList<>();
        try (Frames frames = open(video)) {
            for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
                try (Frame frame = next.get()) {
                    assertThat(frame.number()).isEqualTo(numbers.size());
                    assertThat(frame.width()).isEqualTo(TestVideo.WIDTH);
                    numbers.add(TestVideo.number(frame.picture()));
                    times.add(frame.capturedAt());
                }
            }
        }
        assertThat(numbers).hasSize(20).isSorted().startsWith(0, 1, 2).doesNotHaveDuplicates();
        assertThat(Duration.between(times.getFirst(), times.getLast())).isEqualTo(Duration.ofMillis(1900));
    }

    @Test
    void aVideoThatIsNoneIsRefusedWithItsReason() throws IOException {
        assertFault(Files.createFile(folder.resolve("empty.mp4")), FeedFault.EMPTY, "is empty: 0 bytes");
        assertFault(folder.resolve("missing.mp4"), FeedFault.NOT_FOUND, "missing.mp4");
        assertFault(
                Files.writeString(folder.resolve("text.mp4"), "these are the plates of Monday\n".repeat(100)),
                FeedFault.NO_VIDEO,
                "text.mp4");
        assertFault(
                Files.writeString(folder.resolve("text.txt"), "these are the plates of Monday\n".repeat(100)),
                FeedFault.NO_VIDEO,
                "text.txt");
    }

    @Test
    void ofAVideoCutOffWhatIsThereIsRead() throws Exception {
        byte[] whole = Files.readAllBytes(TestVideo.file(folder.resolve("a.mp4"), 20));
        // A container without its table, as after a power cut, cannot be read; the reason is said.
        assertFault(
                Files.write(folder.resolve("cut.mp4"), Arrays.copyOf(whole, whole.length / 2)),
                FeedFault.NO_VIDEO,
                "cut.mp4");
    }

    @Test
    void theFilesOfAFolderComeByNumberAndWhatIsNoPictureIsNamed() throws Exception {
        Files.write(folder.resolve("10.jpg"), TestVideo.jpeg(10));
        Files.write(folder.resolve("2.jpg"), TestVideo.jpeg(2));
        Files.writeString(folder.resolve("3.txt"), "95-A1 234.56");
        Files.write(folder.resolve("4.jpg"), Arrays.copyOf(TestVideo.jpeg(4), 700));
        Files.createFile(folder.resolve("5.jpg"));
        List<Integer> numbers = new ArrayList<>();
        try (Frames frames = open(folder)) {
            for (Optional<Frame> next = frames.next(); next.isPresent(); next = frames.next()) {
                try (Frame frame = next.get()) {
                    numbers.add(TestVideo.number(frame.picture()));
                }
            }
            assertThat(frames.refused()).isEqualTo(3);
        }
        assertThat(numbers).containsExactly(2, 10);
        assertThat(refused)
                .containsExactly(
                        "3.txt is no picture: neither JPEG, PNG, WebP nor BMP",
                        "4.jpg is corrupt: cut off after 700 bytes",
                        "5.jpg is empty: 0 bytes");
    }

    @Test
    void anEmptyFolderIsSaid() {
        assertFault(folder, FeedFault.EMPTY, "no file in it");
    }

    private Frames open(Path path) throws FeedException {
        FeedSource source = Files.isDirectory(path) ? new FeedSource.Folder(path) : new FeedSource.VideoFile(path);
        return Frames.open(source, FeedOptions.of("test"), refused::add);
    }

    private void assertFault(Path path, FeedFault fault, String words) {
        assertThatThrownBy(() -> open(path))
                .hasMessageContaining(words)
                .isInstanceOfSatisfying(
                        FeedException.class, e -> assertThat(e.fault()).isEqualTo(fault));
    }
}
