package city.ioc.sim.plan;

import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.CityText;
import city.ioc.contracts.street.Intersection;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** An intersection as a file of a city. */
final class IntersectionFile {
    private IntersectionFile() {}

    static Intersection read(Path file) {
        return read(file, Intersection.class);
    }

    static <T> T read(Path file, Class<T> type) {
        try {
            return CityJson.mapper().readValue(Files.readAllBytes(file), type);
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw new PlanException(
                    file + (at == null ? "" : " line " + at.getLineNr() + " column " + at.getColumnNr()) + ": "
                            + e.getOriginalMessage(),
                    e);
        } catch (IOException e) {
            throw new PlanException(file + " cannot be read: " + e, e);
        }
    }

    /** Writes beside the file and renames, so that a city never reads half of one. */
    static void write(Path file, Intersection x) {
        Path beside = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(beside, text(x));
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new PlanException(file + " cannot be written: " + e, e);
        }
    }

    static String text(Object document) {
        return CityText.of(document);
    }
}
