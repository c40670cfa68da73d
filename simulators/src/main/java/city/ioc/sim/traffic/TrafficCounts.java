package city.ioc.sim.traffic;

/**
 * Totals since the start.
 *
 * @param entered vehicles that came onto the network
 * @param left vehicles that left it
 * @param present vehicles on it now
 * @param waitingOutside vehicles that wait for room on their first link
 * @param stopLinesPassed passages of stop lines
 * @param redRunners wilful passages at red
 * @param redUnwilling passages at red of vehicles that could not stop any more
 */
public record TrafficCounts(
        long entered,
        long left,
        int present,
        int waitingOutside,
        long stopLinesPassed,
        long redRunners,
        long redUnwilling) {}
