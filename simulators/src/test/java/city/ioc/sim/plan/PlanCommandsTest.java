package city.ioc.sim.plan;

import static org.assertj.core.api.Assertions.assertThat;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.contracts.city.CityJson;
import city.ioc.contracts.city.PlanCheck;
import city.ioc.contracts.id.IntersectionId;
import city.ioc.contracts.street.Device;
import city.ioc.contracts.street.Intersection;
import city.ioc.contracts.street.SignalPlan;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code ./ioc plan} on a copy of the demo city. */
class PlanCommandsTest {
    private static final Path DEMO = Path.of("../cities/vi-thanh");

    @TempDir
    Path folder;

    private Path city = DEMO;

    @BeforeEach
    void copyTheCity() throws IOException {
        city = folder.resolve("city");
        try (Stream<Path> files = Files.walk(DEMO)) {
            for (Path file : files.toList())
                Files.copy(file, city.resolve(DEMO.relativize(file).toString()));
        }
    }

    @Test
    void theDemoCityHasNoFault() {
        PlanOutput output = plan("check");
        assertThat(output.exitCode()).isEqualTo(PlanOutput.FINE);
        assertThat(output.lines()).singleElement().asString().endsWith("14 intersections, no fault");
    }

    @Test
    void theStreetIsKnownToTheCheckOfAFile() throws IOException {
        Path file = edited("vt-07", "\"amberS\": 4", "\"amberS\": 3");
        PlanOutput output = plan("check", file.toString());
        assertThat(output.exitCode()).isEqualTo(PlanOutput.FOUND);
        assertThat(output.lines())
                .anyMatch(line -> line.contains("where 60.0 km/h are allowed; show it for at least 4.0 s"));
    }

    @Test
    void whatIsExportedIsWhatTheCityHolds() throws IOException {
        for (Intersection x : CityFiles.read(city).intersections()) {
            assertThat(IntersectionFile.text(x))
                    .isEqualTo(Files.readString(city.resolve("intersections/" + x.id() + ".json")));
        }
        assertThat(exported("vt-01").version()).contains(1);
    }

    @Test
    void anImportIsToldAndBecomesTheNextVersion() throws IOException {
        Path file = write("new.json", text(plan("export", "vt-01")).replace("\"offsetS\": 30", "\"offsetS\": 35"));
        PlanOutput tried = plan("import", file.toString(), "--dry-run");
        assertThat(tried.lines())
                .containsExactly(
                        "plan morning: offset 30 s → 35 s (+5 s)",
                        "plan evening: offset 30 s → 35 s (+5 s)",
                        "intersection vt-01: would become version 2");
        assertThat(read("vt-01").version()).isEmpty();

        assertThat(plan("import", file.toString()).exitCode()).isEqualTo(PlanOutput.FINE);
        assertThat(read("vt-01").version()).contains(2);
        assertThat(plan("diff", "vt-01", file.toString()).exitCode()).isEqualTo(PlanOutput.FINE);

        PlanOutput again = plan("import", file.toString());
        assertThat(again.exitCode()).isEqualTo(PlanOutput.OUTDATED);
        assertThat(again.lines())
                .singleElement()
                .asString()
                .contains("the file is of version 1, the city has version 2");
    }

    @Test
    void anImportThatBreaksTheCityIsRefused() throws IOException {
        Path file = edited("vt-01", "\"cycleS\": 90", "\"cycleS\": 95");
        PlanOutput output = plan("import", file.toString());
        assertThat(output.exitCode()).isEqualTo(PlanOutput.FOUND);
        assertThat(output.lines())
                .anyMatch(line -> line.contains("PLAN_CYCLE_MISMATCH"))
                .anyMatch(line ->
                        line.startsWith("corridor tran-hung-dao") && line.contains("COORDINATION_CYCLES_DIFFER"));
        assertThat(read("vt-01"))
                .isEqualTo(CityFiles.read(DEMO)
                        .findIntersection(new IntersectionId("vt-01"))
                        .orElseThrow());
    }

    @Test
    void differencesAreFoundLikeDiffFindsThem() throws IOException {
        Path file = edited("vt-02", "\"maxStageS\": 60", "\"maxStageS\": 70");
        PlanOutput output = plan("diff", "vt-02", file.toString());
        assertThat(output.exitCode()).isEqualTo(PlanOutput.FOUND);
        assertThat(output.lines()).containsExactly("longest stage 60 s → 70 s (+10 s)");
    }

    @Test
    void aPlanIsDesignedTriedOutAndCompared() throws IOException {
        Path flows = write("flows.csv", "group,approach,pcu_per_hour\ng2,sw,500\ng6,ne,300\ng4,nw,450\ng8,se,350\n");
        PlanOutput designed = plan("webster", "vt-01", "--flows", flows.toString(), "--cycle", "30-120");
        assertThat(designed.exitCode()).isEqualTo(PlanOutput.FINE);
        JsonNode design = json(designed).get("design");
        SignalPlan plan = CityJson.mapper().treeToValue(design.get("plan"), SignalPlan.class);
        assertThat(PlanCheck.check(read("vt-01"), plan)).isEmpty();
        assertThat(design.get("critical").toString()).isEqualTo("[\"g2\",\"g4\"]");

        Path file = write("webster.json", CityJson.mapper().writeValueAsString(plan));
        Path demand = write("demand.csv", """
                from,to,group,pcu
                07:00,07:15,g2,125
                07:15,07:30,g2,130
                07:30,07:45,g2,110
                07:00,07:15,g4,112
                07:15,07:30,g4,118
                07:30,07:45,g4,100
                """);
        PlanOutput output = plan(
                "what-if",
                "vt-01",
                "--demand",
                demand.toString(),
                "--plan",
                file.toString(),
                "--against",
                "morning",
                "--random",
                "5");
        JsonNode result = json(output);
        assertThat(result.get("replay").get("meanDelayS").asDouble())
                .isLessThan(result.get("againstReplay").get("meanDelayS").asDouble());
        assertThat(result.get("comparison").get("method").asText()).isEqualTo("PAIRED_T");
        assertThat(result.get("comparison").get("pairs").asInt()).isEqualTo(3);
        assertThat(output.lines())
                .anyMatch(line -> line.startsWith("delay by bin: ") && line.contains("3 paired bins"));
    }

    @Test
    void arrivalsAreReadOutOfAControllersLog() throws IOException {
        Path log = write("log.csv", """
                TimeStamp,DeviceId,EventId,Parameter
                2026-03-02 07:00:00.0,vt-01-ctl,82,%1$d
                2026-03-02 07:00:02.0,vt-01-ctl,81,%1$d
                2026-03-02 07:00:05.5,vt-01-ctl,82,%1$d
                """.formatted(anyDetectorChannel("vt-01")));
        PlanOutput output = plan("what-if", "vt-01", "--demand", log.toString(), "--plan", "morning");
        assertThat(output.exitCode()).isEqualTo(PlanOutput.FINE);
        assertThat(json(output).get("replay").get("pcu").asDouble()).isEqualTo(2);
    }

    private int anyDetectorChannel(String site) {
        return CityFiles.read(city).listDevicesAt(new IntersectionId(site)).stream()
                .filter(device -> device.kind() == Device.Kind.ADVANCE_DETECTOR)
                .flatMap(device -> device.channel().stream())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void offsetsOfACorridorLetLessTrafficWait() {
        PlanOutput output = plan("offsets", "tran-hung-dao", "--plan", "morning");
        JsonNode result = json(output);
        assertThat(result.get("after").get("waitingPcu").asDouble())
                .isLessThanOrEqualTo(result.get("before").get("waitingPcu").asDouble());
        assertThat(result.get("after").get("offsetsS")).hasSize(6);
        assertThat(result.get("after").get("offsetsS").get(0).asInt())
                .as("the first keeps its own")
                .isEqualTo(30);
        assertThat(output.lines()).hasSize(9);
    }

    @Test
    void measuresAreComputedFromTables() throws IOException {
        Path queues = write(
                "queues.csv",
                "cycle,at_s\n"
                        + String.join("\n", List.of("1,3.2", "1,5.8", "1,8", "1,10", "1,12", "1,14", "1,16", "1,18"))
                        + "\n");
        assertThat(plan("saturation", queues.toString()).lines())
                .containsExactly(
                        "1800 veh/h, 1800 PCU/h of green; headway 2.00 s; start-up lost time 2.00 s; 1 queues");
        Path discharges = write(
                "discharges.csv", "seconds,car,motorcycle\n13,5,0\n8,2,2\n10.1,3,2\n17,6,4\n22,7,10\n9,1,8\n24,8,10\n");
        assertThat(plan("pcu", discharges.toString()).lines())
                .anyMatch(line -> line.strip().startsWith("motorcycle"));
        Path before = write("before.csv", "bin,value\n7:00,40\n7:15,60\n7:30,50\n");
        Path after = write("after.csv", "bin,value\n7:00,30\n7:15,51\n7:30,39\n");
        assertThat(plan("compare", before.toString(), after.toString()).lines())
                .singleElement()
                .asString()
                .startsWith(
                        "50.00 → 40.00 , difference -10.00 (95 % confidence -12.48 … -7.52, 3 paired bins): significant");
    }

    @Test
    void wrongCallsSayWhatIsWrong() throws IOException {
        assertThat(plan().exitCode()).isEqualTo(PlanOutput.USAGE);
        assertThat(plan("paint").lines()).contains("ioc: there is no command \"paint\"");
        assertThat(plan("webster", "vt-01").lines()).contains("ioc: --flows is missing");
        assertThat(plan("check", "--colour", "red").exitCode()).isEqualTo(PlanOutput.USAGE);
        assertThat(plan("export", "vt-99").exitCode()).isEqualTo(PlanOutput.FOUND);
        Path flows = write("flows.csv", "group,pcu_per_hour\ng2,many\n");
        assertThat(plan("webster", "vt-01", "--flows", flows.toString()).lines())
                .containsExactly("ioc: " + flows + " line 2: pcu_per_hour \"many\" is no number");
        Path half = write("half.json", "{\"id\": \"vt-01\",");
        assertThat(plan("check", half.toString()).lines())
                .singleElement()
                .asString()
                .contains("half.json line ");
    }

    private PlanOutput plan(String... arguments) {
        return PlanMain.run(List.of(arguments), Map.of("IOC_CITY", city.toString()));
    }

    private static JsonNode json(PlanOutput output) {
        assertThat(output.exitCode())
                .as(() -> String.join("\n", output.lines()))
                .isEqualTo(PlanOutput.FINE);
        return CityJson.mapper().valueToTree(output.json());
    }

    private static String text(PlanOutput output) {
        return String.join("\n", output.lines());
    }

    private Intersection exported(String id) {
        return IntersectionFile.read(write("exported.json", text(plan("export", id))));
    }

    private Intersection read(String id) {
        City whole = CityFiles.read(city);
        return whole.findIntersection(new IntersectionId(id)).orElseThrow();
    }

    private Path edited(String id, String from, String to) throws IOException {
        String before = Files.readString(city.resolve("intersections/" + id + ".json"));
        String after = before.replaceFirst(java.util.regex.Pattern.quote(from), to);
        assertThat(after).isNotEqualTo(before);
        return write("edited.json", after);
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
