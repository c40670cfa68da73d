package city.ioc.api;

import city.ioc.api.http.Answer;
import city.ioc.api.http.Call;
import city.ioc.api.http.Operation;
import city.ioc.api.live.LiveStore;
import city.ioc.api.read.Database;
import io.vertx.core.Future;

/** Whether the parts that this service needs answer. It goes on without either, with less to tell. */
final class HealthOperation implements Operation {
    private final Database database;
    private final LiveStore live;

    private enum Word {
        UP,
        DOWN,
        SILENT,
        DEGRADED
    }

    private record Health(Word status, Word database, Word core) {}

    HealthOperation(Database database, LiveStore live) {
        this.database = database;
        this.live = live;
    }

    @Override
    public Future<Answer> handle(Call call) {
        return Future.succeededFuture(Answer.ok(health()));
    }

    Object health() {
        Word db = database.isUp() ? Word.UP : Word.DOWN;
        Word core = live.isCoreSilent() ? Word.SILENT : Word.UP;
        return new Health(db == Word.UP && core == Word.UP ? Word.UP : Word.DEGRADED, db, core);
    }
}
