package city.ioc.sim.replay;

import city.ioc.contracts.street.GeoPoint;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * What to replay and how.
 *
 * @param speed how many times as fast; the distances between the events shrink by it
 * @param at where to draw the intersection; without it beside the city's centre, for a log does not say
 */
record ReplayArguments(
        Path events,
        Path detectors,
        double speed,
        Optional<URI> api,
        Optional<String> name,
        Optional<GeoPoint> at,
        Optional<String> user,
        Optional<String> password) {
    static final String USAGE = """
            usage: ./ioc replay EVENTS.csv[.gz] --detectors DETECTORS.csv [--speed N] [--name TEXT] [--at LAT,LON]
                                [--api URL] [--user NAME --password PASSWORD]
            Plays a recorded high-resolution log as if it happened now. With --speed N three hours take three hours / N,
            and the times between the events shrink as much. Without --user the administrator of the first run logs in.""";

    /** @throws IllegalArgumentException saying what is wrong */
    static ReplayArguments parse(List<String> arguments) {
        Deque<String> left = new ArrayDeque<>(arguments);
        Optional<Path> events = Optional.empty();
        Optional<Path> detectors = Optional.empty();
        double speed = 1;
        Optional<URI> api = Optional.empty();
        Optional<String> name = Optional.empty();
        Optional<GeoPoint> at = Optional.empty();
        Optional<String> user = Optional.empty();
        Optional<String> password = Optional.empty();
        while (!left.isEmpty()) {
            String argument = left.pop();
            switch (argument) {
                case "--detectors" -> detectors = Optional.of(Path.of(value(argument, left)));
                case "--speed" -> speed = speed(value(argument, left));
                case "--api" -> api = Optional.of(URI.create(value(argument, left)));
                case "--name" -> name = Optional.of(value(argument, left));
                case "--at" -> at = Optional.of(point(value(argument, left)));
                case "--user" -> user = Optional.of(value(argument, left));
                case "--password" -> password = Optional.of(value(argument, left));
                default -> {
                    if (argument.startsWith("--") || events.isPresent())
                        throw new IllegalArgumentException("unknown argument \"" + argument + "\"");
                    events = Optional.of(Path.of(argument));
                }
            }
        }
        if (user.isPresent() != password.isPresent())
            throw new IllegalArgumentException("--user and --password go together");
        return new ReplayArguments(
                events.orElseThrow(() -> new IllegalArgumentException("the file of events is missing")),
                detectors.orElseThrow(() -> new IllegalArgumentException("--detectors is missing")),
                speed,
                api,
                name,
                at,
                user,
                password);
    }

    private static String value(String argument, Deque<String> left) {
        if (left.isEmpty()) throw new IllegalArgumentException(argument + " needs a value");
        return left.pop();
    }

    private static double speed(String text) {
        try {
            double speed = Double.parseDouble(text);
            if (speed > 0 && speed <= 10_000) return speed;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("--speed must be a number, but is \"" + text + "\"", e);
        }
        throw new IllegalArgumentException("--speed must be above 0 and up to 10000, but is " + text);
    }

    private static GeoPoint point(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 2) throw new IllegalArgumentException("--at must read LAT,LON, but is \"" + text + "\"");
        return new GeoPoint(Double.parseDouble(parts[0]), Double.parseDouble(parts[1]));
    }
}
