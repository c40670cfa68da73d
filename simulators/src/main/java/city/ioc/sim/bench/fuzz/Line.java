package city.ioc.sim.bench.fuzz;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A way that things take time on: they may be lost, late, doubled and overtaken. Confined to one thread. */
final class Line<T> {
    private static final int USUAL_MS = 60;

    private final Chance chance;
    private final PriorityQueue<Sent<T>> under =
            new PriorityQueue<>(Comparator.<Sent<T>>comparingLong(Sent::dueMs).thenComparingLong(Sent::number));
    private long number;
    private long lastDueMs;
    private long slowUntilMs;
    private int slowMs;
    private long deadUntilMs;

    private record Sent<T>(T what, long dueMs, long number) {}

    Line(Chance chance) {
        this.chance = chance;
    }

    /** Takes something on its way; false when it is lost. */
    boolean send(T what, long nowMs) {
        if (chance.strikes(Disturbance.DELAY, 300)) {
            slowUntilMs = nowMs + chance.draw(Disturbance.DELAY, 20_000);
            slowMs = chance.draw(Disturbance.DELAY, 5_000);
        }
        if (chance.strikes(Disturbance.LOSS, 600)) deadUntilMs = nowMs + chance.draw(Disturbance.LOSS, 12_000);
        if (nowMs < deadUntilMs || chance.strikes(Disturbance.LOSS, 25)) return false;
        put(what, nowMs);
        if (chance.strikes(Disturbance.DUPLICATE, 20)) put(what, nowMs + chance.draw(Disturbance.DUPLICATE, 4_000));
        return true;
    }

    private void put(T what, long nowMs) {
        long dueMs = nowMs + chance.draw(Disturbance.DELAY, USUAL_MS) + (nowMs < slowUntilMs ? slowMs : 0);
        boolean overtakes = chance.strikes(Disturbance.REORDER, 20);
        if (overtakes) dueMs += chance.draw(Disturbance.REORDER, 3_000);
        else dueMs = lastDueMs = Math.max(dueMs, lastDueMs);
        under.add(new Sent<>(what, dueMs, number++));
    }

    /** What has arrived by now, in order of arrival. */
    List<T> receive(long nowMs) {
        if (under.isEmpty() || under.peek().dueMs() > nowMs) return List.of();
        List<T> arrived = new ArrayList<>();
        while (!under.isEmpty() && under.peek().dueMs() <= nowMs)
            arrived.add(under.remove().what());
        return arrived;
    }
}
