package city.ioc.sim.sumo;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * What the vehicles of a run have lost. All vehicles due within the run count: those that have not arrived with their loss so far,
 * those that found no room to depart with the time since they were due.
 *
 * @param vehicles how many were due
 * @param delayS mean of time loss and departure delay, seconds
 * @param waitS mean time that a vehicle stood (below 0.1 m/s), seconds
 * @param tripS mean time on the street, of those that have departed, seconds
 * @param arrived how many have arrived
 * @param maxWaitS longest time that any one vehicle stood, on its whole way, seconds
 */
public record TripMeasures(int vehicles, double delayS, double waitS, double tripS, int arrived, double maxWaitS) {

    /** One vehicle; {@code dueS}: when it was to depart. */
    record Trip(double dueS, double durationS, double lossS, double departDelayS, double waitS, boolean isArrived) {
        double delayS() {
            return lossS + departDelayS;
        }

        boolean hasDeparted() {
            return durationS >= 0;
        }
    }

    static TripMeasures of(List<Trip> trips) {
        double delay = 0;
        double wait = 0;
        double duration = 0;
        double longest = 0;
        int departed = 0;
        int arrived = 0;
        for (Trip trip : trips) {
            delay += trip.delayS();
            wait += trip.waitS();
            longest = Math.max(longest, trip.waitS());
            if (trip.isArrived()) arrived++;
            if (!trip.hasDeparted()) continue;
            departed++;
            duration += trip.durationS();
        }
        int all = Math.max(1, trips.size());
        return new TripMeasures(
                trips.size(), delay / all, wait / all, duration / Math.max(1, departed), arrived, longest);
    }

    /** The measures of SUMO's {@code tripinfo-output}; {@code endS}: when the run ended. */
    public static TripMeasures of(Path file, double endS) {
        return of(read(file, endS));
    }

    /**
     * Reads SUMO's {@code tripinfo-output}, written with unfinished and undeparted vehicles.
     *
     * @param endS when the run ended
     */
    static List<Trip> read(Path file, double endS) {
        List<Trip> trips = new ArrayList<>();
        try (InputStream in = SumoNetReader.open(file)) {
            XMLStreamReader xml = SumoNetReader.reader(in);
            while (xml.hasNext())
                if (xml.next() == XMLStreamReader.START_ELEMENT
                        && xml.getLocalName().equals("tripinfo")) trips.add(trip(xml, endS));
            return trips;
        } catch (IOException | XMLStreamException | NumberFormatException e) {
            throw new SumoException("SUMO's trips in " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static Trip trip(XMLStreamReader xml, double endS) {
        double depart = number(xml, "depart");
        double delay = Math.max(0, number(xml, "departDelay"));
        boolean departed = depart >= 0;
        return new Trip(
                departed ? depart - delay : endS - delay,
                departed ? number(xml, "duration") : -1,
                number(xml, "timeLoss"),
                delay,
                number(xml, "waitingTime"),
                number(xml, "arrival") >= 0);
    }

    private static double number(XMLStreamReader xml, String name) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? 0 : Double.parseDouble(value);
    }
}
