package city.ioc.sim.bench;

import city.ioc.contracts.city.CityFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * A city moved to where it is noon now, for measures at the clock's own speed: by night its signals flash by schedule and its streets
 * are empty, so that what a bench shows would depend on the hour it is run.
 */
final class NoonCity {
    private NoonCity() {}

    /** Copies the city's files into a folder of their own, which whoever asked for it removes. */
    static Path copyOf(Path city) {
        try {
            Path copy = Files.createTempDirectory("ioc-noon-");
            List<Path> files;
            try (Stream<Path> all = Files.walk(city)) {
                files = all.toList();
            }
            for (Path file : files) {
                Path to = copy.resolve(city.relativize(file).toString());
                if (Files.isDirectory(file)) Files.createDirectories(to);
                else Files.copy(file, to);
            }
            move(copy.resolve("city.json"), CityFiles.read(city).timeZone().getId());
            return copy;
        } catch (IOException e) {
            throw new BenchException("the city's files cannot be copied: " + e, e);
        }
    }

    private static void move(Path file, String zone) throws IOException {
        int hour = Instant.now().atOffset(ZoneOffset.UTC).getHour();
        // Named as browsers know it, where east is negative.
        String noon = "Etc/GMT%+d".formatted(hour - 12);
        String text = Files.readString(file);
        String key = "\"timeZone\": \"" + zone + "\"";
        if (!text.contains(key)) throw new BenchException("no " + key + " in " + file);
        Files.writeString(file, text.replace(key, "\"timeZone\": \"" + noon + "\""));
    }
}
