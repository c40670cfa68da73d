package city.ioc.sim.bench.violations;

import city.ioc.contracts.city.CityJson;
import city.ioc.sim.attach.CentreClient;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Cases with all their pictures in a folder, for somebody who asks why they were raised. */
public final class KeptCases {
    private final CentreClient centre;
    private final Path folder;

    public KeptCases(CentreClient centre, Path folder) {
        this.centre = centre;
        this.folder = folder;
    }

    /** Writes the case as the API tells it, and each of its files. */
    public void keep(String id) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(id));
        JsonNode found = centre.get("/violations/" + id);
        Files.write(
                own.resolve("case.json"),
                CityJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(found));
        if (!found.path("evidence").path("state").asText().equals("READY")) return;
        JsonNode evidence = centre.get("/evidence/" + id);
        for (JsonNode item : evidence.path("items")) {
            String hash = item.path("sha256").asText();
            String ending = item.path("mediaType").asText().replaceAll(".*/|;.*", "");
            Files.write(
                    own.resolve(item.path("kind").asText() + "-" + hash.substring(0, 8) + "." + ending),
                    centre.file("/evidence/" + id + "/files/" + hash));
        }
    }
}
