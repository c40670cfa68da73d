package city.ioc.sim.replay;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** A small log as a controller would have written it: two cycles of phases 2+6 and 4, an overlap, a pedestrian, some traffic. */
final class RecordedStreet {
    static final String EVENTS = """
            TimeStamp,DeviceId,EventId,Parameter
            2024-05-13 15:00:00.000,915,1,2
            2024-05-13 15:00:00.000,915,1,6
            2024-05-13 15:00:00.500,915,82,11
            2024-05-13 15:00:00.900,915,81,11
            2024-05-13 15:00:00.900,915,81,11
            2024-05-13 15:00:02.100,915,90,4
            2024-05-13 15:00:20.000,915,8,2
            2024-05-13 15:00:20.000,915,8,6
            2024-05-13 15:00:24.000,915,10,2
            2024-05-13 15:00:24.000,915,10,6
            2024-05-13 15:00:26.000,915,1,4
            2024-05-13 15:00:26.000,915,61,1
            2024-05-13 15:00:26.000,915,21,4
            2024-05-13 15:00:33.000,915,22,4
            2024-05-13 15:00:40.000,915,8,4
            2024-05-13 15:00:40.000,915,63,1
            2024-05-13 15:00:41.000,915,23,4
            2024-05-13 15:00:43.500,915,10,4
            2024-05-13 15:00:43.500,915,64,1
            2024-05-13 15:00:46.000,915,1,2
            2024-05-13 15:00:46.000,915,1,6
            2024-05-13 15:01:00.000,915,8,2
            2024-05-13 15:01:00.000,915,8,6
            """;

    static final String DETECTORS = """
            DeviceId,Phase,Function,Parameter
            915,2,Presence,10
            915,2,Stopbar Count,11
            915,2,Yellow_Red,12
            915,2,Advance,13
            915,4,Presence,14
            914,4,Presence,99
            """;

    private RecordedStreet() {}

    static Path write(Path folder, String name, String text, boolean gzip) throws IOException {
        Path file = folder.resolve(name);
        if (!gzip) return Files.writeString(file, text);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }
}
