package city.ioc.sim.traffic;

import java.util.ArrayList;
import java.util.List;

/** Finds vehicles whose boxes overlap on a strip, with the rears that still reach back onto it. */
final class Overlaps {
    private static final double TOUCH_M = 0.01;

    private Overlaps() {}

    private record Box(long id, double rear, double front, double low, double high) {}

    static List<String> find(List<Strip> strips) {
        List<String> found = new ArrayList<>();
        for (Strip strip : strips) {
            List<Box> boxes = new ArrayList<>();
            for (int i = 0; i < strip.count; i++) boxes.add(box(strip.vehicles[i], 0, 0));
            if (strip instanceof Connector way) {
                for (int i = 0; i < way.to.count; i++) {
                    Vehicle vehicle = way.to.vehicles[i];
                    if (vehicle.cameBy == way && vehicle.rear() < 0) boxes.add(box(vehicle, way.length, way.shift));
                }
            }
            if (strip instanceof LinkStrip link) {
                for (Connector way : link.connectors)
                    for (int i = 0; i < way.count; i++)
                        if (way.vehicles[i].rear() < 0) boxes.add(box(way.vehicles[i], link.length, 0));
            }
            for (int i = 0; i < boxes.size(); i++)
                for (int j = i + 1; j < boxes.size(); j++) {
                    Box a = boxes.get(i);
                    Box b = boxes.get(j);
                    boolean apart = a.front - TOUCH_M <= b.rear
                            || b.front - TOUCH_M <= a.rear
                            || a.high - TOUCH_M <= b.low
                            || b.high - TOUCH_M <= a.low;
                    if (!apart) found.add("strip " + strip.index + ": " + a + " and " + b);
                }
        }
        return found;
    }

    private static Box box(Vehicle vehicle, double along, double shift) {
        return new Box(
                vehicle.id, vehicle.rear() + along, vehicle.s + along, vehicle.lowY() - shift, vehicle.highY() - shift);
    }
}
