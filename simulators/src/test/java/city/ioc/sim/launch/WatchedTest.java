package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchedTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final FakePart part = new FakePart();

    @Test
    void aPartThatEndsIsStartedAgainAndSaid() throws Exception {
        Watched watched = watched();
        watched.start();
        watched.awaitReady(Duration.ofSeconds(1));
        assertThat(part.starts.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
        part.crash(137);
        assertThat(part.starts.poll(5, TimeUnit.SECONDS)).isEqualTo(2);
        watched.stop();
        assertThat(printed.toString(StandardCharsets.UTF_8))
                .contains("ready")
                .contains("ended with 137; started again in 0.2 s");
        assertThat(folder.resolve("run/fake.pid")).doesNotExist();
    }

    @Test
    void aPartThatIsStoppedStaysStopped() throws Exception {
        Watched watched = watched();
        watched.start();
        watched.awaitReady(Duration.ofSeconds(1));
        assertThat(part.starts.poll(5, TimeUnit.SECONDS)).isEqualTo(1);
        watched.stop();
        assertThat(part.starts.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(part.stopped).isTrue();
    }

    private Watched watched() {
        StateFolder state = new StateFolder(folder);
        state.create();
        return new Watched(part, state, new Console(new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    private static final class FakePart implements Part {
        private final LinkedBlockingQueue<Integer> starts = new LinkedBlockingQueue<>();
        private volatile CompletableFuture<Integer> ended = new CompletableFuture<>();
        private volatile boolean stopped;
        private int count;

        void crash(int code) {
            ended.complete(code);
        }

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public void start() {
            ended = new CompletableFuture<>();
            starts.add(++count);
        }

        @Override
        public void awaitReady(Duration limit) {}

        @Override
        public long pid() {
            return ProcessHandle.current().pid();
        }

        @Override
        public String address() {
            return "here";
        }

        @Override
        public CompletableFuture<Integer> ended() {
            return ended;
        }

        @Override
        public void stop() {
            stopped = true;
            ended.complete(0);
        }
    }
}
