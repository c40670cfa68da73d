package city.ioc.core;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/** The demo city, for tests of the core. */
final class CityFixture {
    static final Path FOLDER = Path.of("..", "cities", "vi-thanh");

    private CityFixture() {}

    static City read() {
        return CityFiles.read(FOLDER);
    }

    /** Copies the city's files to a folder, moved to where it is noon now: by night its signals flash by schedule. */
    static Path copyToNoon(Path folder) throws IOException {
        ZoneOffset noon =
                ZoneOffset.ofHours(12 - Instant.now().atOffset(ZoneOffset.UTC).getHour());
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.toList();
        }
        for (Path file : files) {
            Path copy = folder.resolve(FOLDER.relativize(file).toString());
            if (Files.isDirectory(file)) Files.createDirectories(copy);
            else Files.copy(file, copy);
        }
        Path city = folder.resolve("city.json");
        String zone = "\"timeZone\": \"" + read().timeZone() + "\"";
        String text = Files.readString(city);
        if (!text.contains(zone)) throw new IllegalStateException("no " + zone + " in " + city);
        Files.writeString(city, text.replace(zone, "\"timeZone\": \"" + noon + "\""));
        return folder;
    }
}
