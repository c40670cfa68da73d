package city.ioc.edge.vision.service;

import city.ioc.contracts.city.City;
import city.ioc.contracts.id.DeviceId;
import city.ioc.contracts.street.Device;
import city.ioc.edge.vision.feed.FeedSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads where pictures of cameras come from: a file of lines {@code camera=source}, kept apart from the city's files because a
 * source may hold a password. {@code #} begins a comment.
 */
final class CameraFeeds {
    private CameraFeeds() {}

    /** @throws IllegalArgumentException naming every wrong line */
    static Map<DeviceId, FeedSource> read(Path file, City city) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("IOC_CAMERA_FEEDS " + file + " cannot be read: " + e.getMessage(), e);
        }
        Map<DeviceId, FeedSource> feeds = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int n = 0; n < lines.size(); n++) {
            String line = lines.get(n).strip();
            if (line.isEmpty() || line.startsWith("#")) continue;
            try {
                add(line, city, feeds);
            } catch (IllegalArgumentException e) {
                faults.add("line " + (n + 1) + ": " + e.getMessage());
            }
        }
        if (!faults.isEmpty())
            throw new IllegalArgumentException("IOC_CAMERA_FEEDS " + file + "\n  " + String.join("\n  ", faults));
        return feeds;
    }

    private static void add(String line, City city, Map<DeviceId, FeedSource> feeds) {
        int equals = line.indexOf('=');
        if (equals < 1) throw new IllegalArgumentException("expected camera=source");
        DeviceId camera = new DeviceId(line.substring(0, equals).strip());
        if (city.findDevice(camera)
                .filter(device -> device.kind() == Device.Kind.CAMERA)
                .isEmpty()) throw new IllegalArgumentException("the city has no camera " + camera);
        FeedSource source = FeedSource.parse(line.substring(equals + 1).strip());
        if (feeds.putIfAbsent(camera, source) != null)
            throw new IllegalArgumentException("camera " + camera + " stands there twice");
    }
}
