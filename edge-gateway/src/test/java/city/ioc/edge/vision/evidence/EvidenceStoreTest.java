package city.ioc.edge.vision.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceItem;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.contracts.id.DeviceId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceStoreTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T03:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-11-17T03:00:00Z");

    @TempDir
    Path folder;

    private EvidenceStore store;

    @BeforeEach
    void open() throws IOException {
        store = new EvidenceStore(folder);
    }

    @Test
    void aFileIsKeptUnderItsHashAndOnce() throws IOException {
        String hash = store.put("abc".getBytes(UTF_8));
        assertThat(hash).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(store.put("abc".getBytes(UTF_8))).isEqualTo(hash);
        assertThat(files()).hasSize(1);
        assertThat(store.read(hash).orElseThrow()).isEqualTo("abc".getBytes(UTF_8));
    }

    @Test
    void aFileThatWasChangedIsNotEvidence() throws IOException {
        String hash = store.put("abc".getBytes(UTF_8));
        Files.writeString(files().getFirst(), "abd");
        assertThat(store.read(hash)).isEmpty();
    }

    @Test
    void retentionTakesOldCasesAndTheFilesThatNoCaseNeeds() throws IOException {
        String shared = store.put("shared".getBytes(UTF_8));
        String old = store.put("old".getBytes(UTF_8));
        store.put(caseOf("monday", MONDAY, shared, old));
        store.put(caseOf("tuesday", TUESDAY, shared));
        assertThat(store.purge(TUESDAY)).isEqualTo(1);
        assertThat(store.find("monday")).isEmpty();
        assertThat(store.read(old)).isEmpty();
        assertThat(store.find("tuesday")).isPresent();
        assertThat(store.read(shared)).isPresent();
    }

    private static EvidenceCase caseOf(String id, Instant at, String... hashes) {
        EvidenceRequest request = new EvidenceRequest(id, new DeviceId("k1"), at, "a test", Optional.empty());
        List<EvidenceItem> items = Stream.of(hashes)
                .map(hash -> new EvidenceItem(EvidenceItem.Kind.STILL_AT, hash, "image/jpeg", 3, at, at))
                .toList();
        return new EvidenceCase(request, items, List.of(), at, 0);
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("files"))) {
            return all.filter(Files::isRegularFile).toList();
        }
    }
}
