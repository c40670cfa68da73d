package city.ioc.sim.traffic;

import java.util.Arrays;

/** A stretch of carriageway with the vehicles whose fronts are on it, foremost first. */
abstract class Strip {
    final int index;
    final double length;
    final double width;
    final double speedLimit;
    Vehicle[] vehicles = new Vehicle[16];
    int count;

    Strip(int index, double length, double width, double speedLimit) {
        this.index = index;
        this.length = length;
        this.width = width;
        this.speedLimit = speedLimit;
    }

    final void insert(Vehicle vehicle) {
        if (count == vehicles.length) vehicles = Arrays.copyOf(vehicles, 2 * count);
        int i = count++;
        while (i > 0 && vehicles[i - 1].s < vehicle.s) {
            vehicles[i] = vehicles[i - 1];
            i--;
        }
        vehicles[i] = vehicle;
    }

    final void remove(Vehicle vehicle) {
        for (int i = 0; i < count; i++) {
            if (vehicles[i] != vehicle) continue;
            System.arraycopy(vehicles, i + 1, vehicles, i, count - i - 1);
            count--;
            return;
        }
        throw new IllegalStateException("vehicle " + vehicle.id + " is not on strip " + index);
    }

    /** Restores the order after overtaking; stable, so that it is deterministic. */
    final void sort() {
        for (int i = 1; i < count; i++) {
            Vehicle moving = vehicles[i];
            int j = i - 1;
            while (j >= 0 && vehicles[j].s < moving.s) {
                vehicles[j + 1] = vehicles[j];
                j--;
            }
            vehicles[j + 1] = moving;
        }
    }

    /** Position of a point in metres east and north of the city's centre, and the direction there. */
    abstract Pose pose(double s, double y);

    /** East, north (m) and heading (rad, clockwise from north). */
    record Pose(double east, double north, double heading) {}
}
