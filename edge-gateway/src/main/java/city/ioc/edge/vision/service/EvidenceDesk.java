package city.ioc.edge.vision.service;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.evidence.EvidenceCase;
import city.ioc.contracts.evidence.EvidenceRequest;
import city.ioc.edge.vision.evidence.EvidenceMaker;
import city.ioc.edge.vision.evidence.EvidenceStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes requests for evidence, waits until a camera has seen what comes after the instant, and keeps the pictures, on a thread of
 * its own: analysis goes on meanwhile. Asked twice, it answers twice and keeps once.
 */
final class EvidenceDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EvidenceDesk.class);
    /** After the end of the clip, for pictures on their way; a camera that has gone sends no more. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    private static final Duration PURGED_EVERY = Duration.ofHours(1);
    private static final int MOST_WAITING = 200;
    private static final long LOOK_MS = 250;
    private static final long CLOSE_MS = 5_000;

    private final List<WatchedCamera> cameras;
    private final EvidenceStore store;
    private final EvidenceMaker maker;
    private final Duration kept;
    private final InstantSource clock;
    private final Consumer<byte[]> outlet;
    private final BlockingQueue<EvidenceRequest> arrivals = new LinkedBlockingQueue<>(MOST_WAITING);
    private final Deque<EvidenceRequest> waiting = new ArrayDeque<>();
    private final Thread thread = new Thread(this::work, "evidence");
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean closed;

    /** @param outlet takes the document of each case */
    EvidenceDesk(
            List<WatchedCamera> cameras,
            Path folder,
            Duration kept,
            ZoneId zone,
            InstantSource clock,
            Consumer<byte[]> outlet)
            throws IOException {
        this.cameras = cameras;
        this.kept = kept;
        this.clock = clock;
        this.outlet = outlet;
        store = new EvidenceStore(folder);
        maker = new EvidenceMaker(store, zone);
    }

    void start() {
        thread.start();
    }

    /** Takes a request as it came in; one of another process's cameras is not ours. Any thread. */
    void receive(byte[] json) {
        EvidenceRequest request;
        try {
            request = CityJson.mapper().readValue(json, EvidenceRequest.class);
        } catch (IOException e) {
            refused.incrementAndGet();
            log.warn("evidence refused cause=\"the request is no EvidenceRequest: {}\"", e.getMessage());
            return;
        }
        if (cameraOf(request).isEmpty()) return;
        if (arrivals.offer(request)) return;
        refused.incrementAndGet();
        log.warn("evidence refused case={} cause=\"{} requests wait already\"", request.id(), MOST_WAITING);
    }

    private Optional<WatchedCamera> cameraOf(EvidenceRequest request) {
        return cameras.stream()
                .filter(each -> each.device().id().equals(request.camera()))
                .findFirst();
    }

    private void work() {
        Instant purgedAt = Instant.MIN;
        while (!closed) {
            try {
                EvidenceRequest next = arrivals.poll(LOOK_MS, TimeUnit.MILLISECONDS);
                if (next != null) waiting.add(next);
                Instant now = clock.instant();
                for (EvidenceRequest request : List.copyOf(waiting)) {
                    if (!isDue(request, now)) continue;
                    waiting.remove(request);
                    make(request, now);
                }
                if (now.isAfter(purgedAt.plus(PURGED_EVERY))) {
                    purgedAt = now;
                    store.purge(now.minus(kept));
                }
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                log.error("evidence failed; the next case is tried", e);
            }
        }
    }

    /** When the camera has seen the clip's end, or will not any more. */
    private boolean isDue(EvidenceRequest request, Instant now) {
        Instant end = EvidenceMaker.endOf(request);
        boolean seen = cameraOf(request)
                .flatMap(camera -> camera.ring().newest())
                .filter(newest -> newest.isAfter(end))
                .isPresent();
        return seen || now.isAfter(end.plus(GRACE));
    }

    private void make(EvidenceRequest request, Instant now) throws IOException {
        Optional<EvidenceCase> before = store.find(request.id());
        EvidenceCase result;
        if (before.isPresent() && before.get().request().equals(request)) {
            result = before.get();
        } else if (before.isPresent()) {
            List<String> missing = new ArrayList<>(List.of("another case has the id " + request.id() + " already"));
            result = new EvidenceCase(request, List.of(), missing, now, 0);
        } else {
            WatchedCamera camera = cameraOf(request).orElseThrow();
            result = maker.make(request, camera.device().name().en(), camera.ring(), camera.clockOffset(), now);
            made.incrementAndGet();
            log.info(
                    "evidence case={} camera={} at={} files={} missing={}",
                    request.id(),
                    request.camera(),
                    request.at(),
                    result.items().size(),
                    result.missing());
        }
        outlet.accept(CityJson.mapper().writeValueAsBytes(result));
    }

    /** Cases whose pictures were kept. Any thread. */
    long made() {
        return made.get();
    }

    /** Requests that could not be read or had no room. Any thread. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(CLOSE_MS);
    }
}
