package city.ioc.sim.launch;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.id.GatewayId;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The front door and the production files say what the code says. */
class DeployTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> SETTINGS =
            Arrays.stream(SettingKey.values()).map(Enum::name).toList();

    @Test
    void theReadmesTableIsTheSettings() throws Exception {
        List<String> rows = Files.readAllLines(ROOT.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| `IOC_"))
                .toList();
        assertThat(rows)
                .containsExactlyElementsOf(Arrays.stream(SettingKey.values())
                        .map(key -> "| `" + key.name() + "` | " + key.description() + " |")
                        .toList());
    }

    @Test
    void theComposeFileUsesSettingsAndClassesThatExist() throws Exception {
        JsonNode services = compose().path("services");
        List<String> unknown = new ArrayList<>();
        List<String> mains = new ArrayList<>();
        services.forEach(service -> {
            service.path("environment").fieldNames().forEachRemaining(name -> {
                if (name.startsWith("IOC_") && !SETTINGS.contains(name)) unknown.add(name);
            });
            service.path("command").forEach(word -> {
                if (word.asText().startsWith("city.ioc")) mains.add(word.asText());
            });
        });
        assertThat(unknown).isEmpty();
        assertThat(mains)
                .contains("city.ioc.core.CoreMain", "city.ioc.edge.GatewayMain", "city.ioc.api.ApiMain")
                .allSatisfy(main -> assertThat(Class.forName(main)).isNotNull());
        assertThat(services.fieldNames())
                .toIterable()
                .contains("broker", "database", "core-1", "core-2", "gateway", "vision", "api");
    }

    @Test
    void everyVolumeAndNetworkOfTheComposeFileIsDeclared() throws Exception {
        JsonNode compose = compose();
        List<String> undeclared = new ArrayList<>();
        compose.path("services").forEach(service -> {
            service.path("networks").forEach(network -> {
                if (!compose.path("networks").has(network.asText())) undeclared.add(network.asText());
            });
            service.path("volumes").forEach(volume -> {
                String source = volume.asText().replaceAll(":.*", "");
                if (source.matches("[a-z]+") && !compose.path("volumes").has(source)) undeclared.add(source);
            });
        });
        assertThat(undeclared).isEmpty();
    }

    @Test
    void deployStateGivesEveryAccountWhatItsEnvironmentNeeds(@TempDir Path folder) throws Exception {
        City city = CityFiles.read(ROOT.resolve("cities/vi-thanh"));
        DeployStateMain.write(city, new GatewayId("gw-7"), folder);
        String passwords = Files.readString(folder.resolve("broker/passwords"));
        assertThat(passwords).contains("\ngw-7:$7$").contains("\ncore:$7$");
        String before = Files.readString(folder.resolve("gateway.env"));
        assertThat(before).startsWith("IOC_GATEWAY_ID=gw-7\nIOC_MQTT_USER=gw-7\nIOC_MQTT_PASSWORD=");
        DeployStateMain.write(city, new GatewayId("gw-7"), folder);
        assertThat(folder.resolve("gateway.env")).content().isEqualTo(before);
        Pattern variable = Pattern.compile("^(IOC_[A-Z_]+)=.+$", Pattern.MULTILINE);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".env")).toList()) {
                assertThat(variable.matcher(Files.readString(file)).results().map(found -> found.group(1)))
                        .allMatch(SETTINGS::contains);
            }
        }
    }

    private static JsonNode compose() throws Exception {
        String text = Files.readString(ROOT.resolve("deploy/compose.yaml"));
        Object loaded = new org.yaml.snakeyaml.Yaml().load(text);
        return new ObjectMapper(new YAMLFactory()).valueToTree(loaded);
    }
}
