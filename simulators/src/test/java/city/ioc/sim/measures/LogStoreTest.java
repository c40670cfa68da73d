package city.ioc.sim.measures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import city.ioc.measures.log.IndianaCsv;
import city.ioc.measures.log.LogEvent;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogStoreTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void aLogLargerThanWhatIsHeldInMemoryIsMergedPartByPart() throws IOException {
        List<String> lines = IntStream.range(0, 100)
                .map(i -> i * 37 % 100)
                .mapToObj(i -> String.format("2030-01-%02d 07:00:00.%d00,7,82,%d", 10 + i % 3, i % 10, i / 10))
                .toList();
        Path file = Files.write(folder.resolve("e.csv"), lines);
        LogStore small = new LogStore(folder.resolve("small"), 7);
        LogStore large = new LogStore(folder.resolve("large"));
        assertThat(small.importEvents(file).fresh()).containsEntry("7", 100L);
        large.importEvents(file);
        assertThat(events(small)).hasSize(100).isSorted().isEqualTo(events(large));
    }

    private static List<LogEvent> events(LogStore store) {
        return StreamSupport.stream(
                        store.read("7", Long.MIN_VALUE, Long.MAX_VALUE).spliterator(), false)
                .toList();
    }

    @Test
    void aSecondImportAtTheSameTimeIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("e.csv"), "2030-01-15 07:00:00,7,82,3\n");
        Path root = Files.createDirectories(folder.resolve("store"));
        try (FileChannel other =
                        FileChannel.open(root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = other.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> new LogStore(root).importEvents(file))
                    .hasMessageStartingWith("another import runs");
        }
        assertThat(new LogStore(root).importEvents(file).fresh()).containsEntry("7", 1L);
    }

    @Test
    void aDamagedDayIsNamed() throws IOException {
        LogStore store = new LogStore(folder.resolve("store"));
        store.importEvents(Files.writeString(folder.resolve("e.csv"), "2030-01-15 07:00:00,7,82,3\n"));
        Files.writeString(folder.resolve("store/7/2030-01-15.csv.gz"), IndianaCsv.HEADER + "\n2030-01-15,7,82,3\nx\n");
        assertThatThrownBy(() -> events(store))
                .hasMessageContaining("2030-01-15.csv.gz has been damaged, line 3")
                .hasMessageContaining("import its log again");
    }

    @Property(tries = 200)
    void anEventFitsIntoEightBytes(
            @ForAll @LongRange(min = -4_000_000_000_000L, max = 4_000_000_000_000L) long atMs,
            @ForAll @IntRange(max = LogEvent.LARGEST_CODE) int code,
            @ForAll @IntRange(min = -1, max = LogEvent.LARGEST_PARAMETER) int parameter) {
        LogEvent event = new LogEvent(atMs, code, parameter);
        assertThat(DayFile.unpack(Math.floorDiv(atMs, 86_400_000L), DayFile.pack(event)))
                .isEqualTo(event);
    }
}
