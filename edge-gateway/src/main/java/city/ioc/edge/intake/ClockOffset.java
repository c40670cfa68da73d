package city.ioc.edge.intake;

import java.util.Arrays;

/**
 * Estimates by how much a device's clock is ahead of ours: the median over its recent messages. A message that was on its way
 * longer than the one after it says nothing of the clock: while a device, or the broker for it, catches up with a backlog, its
 * send times run faster than our receipts, and those messages are left out.
 */
public final class ClockOffset {
    private static final int SAMPLES = 31;
    private static final long CATCHING_UP_MS = 250;
    private final long[] offsets = new long[SAMPLES];
    private int count;
    private int next;
    private boolean first = true;
    private long lastSentMs;
    private long lastReceivedMs;
    private long medianMs;

    public void observe(long sentMs, long receivedMs) {
        long sentStep = sentMs - lastSentMs;
        long receivedStep = receivedMs - lastReceivedMs;
        boolean steady = !first && sentStep >= 0 && sentStep - receivedStep <= CATCHING_UP_MS;
        if (first || sentStep >= 0) {
            lastSentMs = sentMs;
            lastReceivedMs = receivedMs;
            first = false;
        }
        if (!steady) return;
        offsets[next] = sentMs - receivedMs;
        next = (next + 1) % SAMPLES;
        if (count < SAMPLES) count++;
        long[] sorted = Arrays.copyOf(offsets, count);
        Arrays.sort(sorted);
        medianMs = sorted[count / 2];
    }

    /** Device clock minus ours; 0 while nothing is known. */
    public long medianMs() {
        return medianMs;
    }
}
