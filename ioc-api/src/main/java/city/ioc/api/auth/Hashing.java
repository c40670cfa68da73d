package city.ioc.api.auth;

import city.ioc.api.http.Problem;
import city.ioc.api.http.Problem.Type;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.Optional;

/** Hashes passwords away from the event loop, at most two at a time, for each takes 19 MiB. Owned by the event loop. */
public final class Hashing implements AutoCloseable {
    private static final int THREADS = 2;
    private static final int MAX_WAITING = 20;

    private final WorkerExecutor workers;
    private final SecureRandom random = new SecureRandom();
    private final String nobody;
    private int waiting;

    public Hashing(Vertx vertx) {
        this.workers = vertx.createSharedWorkerExecutor("api-hash", THREADS);
        this.nobody = PasswordHash.hash("nobody has this password", random);
    }

    /** Takes as long for an account that does not exist, so that names cannot be guessed by the time it takes. */
    Future<Boolean> matches(String password, Optional<String> hash) {
        String against = hash.orElse(nobody);
        boolean exists = hash.isPresent();
        return limited(() -> PasswordHash.matches(password, against) && exists);
    }

    Future<String> hash(String password) {
        return limited(() -> PasswordHash.hash(password, random));
    }

    private <T> Future<T> limited(java.util.concurrent.Callable<T> work) {
        if (waiting >= MAX_WAITING)
            return Future.failedFuture(Problem.of(Type.RATE_LIMITED, "Too many logins at once")
                    .withRetryAfterS(2)
                    .asException());
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }

    @Override
    public void close() {
        workers.close();
    }
}
