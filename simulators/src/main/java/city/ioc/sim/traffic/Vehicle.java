package city.ioc.sim.traffic;

import city.ioc.contracts.field.PriorityCall;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * One vehicle, or a closed stretch of lane, which is an obstacle like one. {@code s}: its front along its strip; {@code y}: its
 * middle, to the right of the road's axis. Owned by the thread that steps the streets.
 */
final class Vehicle {
    /** What keeps it from driving as it would. */
    enum Hindrance {
        NONE,
        PARKING,
        BREAKDOWN,
        ROADWORKS
    }

    final long id;
    final VehicleType type;
    final SplittableRandom random;
    final double speedFactor;
    double length;
    final double width;
    Strip strip;
    /** The link it is on, or came from when it is in a junction. */
    LinkStrip link;

    @Nullable
    Connector next;
    /** The way it came by, while its rear may still be on it. */
    @Nullable
    Connector cameBy;

    double s;
    double y;
    double targetY;
    double v;
    double enteredLinkAt;
    double waitedS;
    boolean runsRed;
    /** Whether it has passed the stop line at red and is not in the junction yet. */
    boolean passedAtRed;
    /** How far beyond the stop line it stood since then; 0 where it did not. */
    double stoodBeyondM;
    /** What it asks for priority as; null when it does not. */
    PriorityCall.@Nullable Kind asksAs;
    /** Whether it has come onto the network, and whether it has gone. */
    boolean isOnStreet;

    boolean hasLeft;
    long movedAtStep = -1;

    Hindrance hindrance = Hindrance.NONE;
    double stopAt = Double.POSITIVE_INFINITY;
    double standsSince = Double.NaN;
    double standsForS;

    @Nullable
    Mishap mishap;

    Vehicle(long id, VehicleType type, LinkStrip link, SplittableRandom random) {
        this.id = id;
        this.type = type;
        this.random = random;
        this.strip = link;
        this.link = link;
        this.length = type.length();
        this.width = type.width();
        // Speeds of free vehicles scatter by about 8 %; the sum of three uniform numbers is near enough to normal.
        this.speedFactor = 0.95 + 0.16 * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) / 1.5;
    }

    /** A closed lane. */
    Vehicle(long id, LinkStrip link, double width) {
        this.id = id;
        this.type = VehicleType.of(city.ioc.contracts.street.VehicleClass.TRUCK);
        this.random = new SplittableRandom(id);
        this.strip = link;
        this.link = link;
        this.length = 1;
        this.width = width;
        this.speedFactor = 1;
        this.hindrance = Hindrance.ROADWORKS;
        this.standsSince = 0;
    }

    double rear() {
        return s - length;
    }

    double lowY() {
        return y - width / 2;
    }

    double highY() {
        return y + width / 2;
    }

    double desiredSpeed() {
        return Math.min(type.maxSpeed(), strip.speedLimit) * speedFactor;
    }

    boolean stands() {
        return !Double.isNaN(standsSince);
    }

    boolean isRoadworks() {
        return hindrance == Hindrance.ROADWORKS;
    }
}
