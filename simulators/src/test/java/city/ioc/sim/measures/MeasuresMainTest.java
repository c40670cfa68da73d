package city.ioc.sim.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresMainTest {
    private static final String EVENTS = """
            TimeStamp,DeviceId,EventId,Parameter
            2030-01-15 07:00:00.000,7,1,2
            2030-01-15 07:00:05.000,7,82,3
            2030-01-15 07:00:20.000,7,8,2
            2030-01-15 07:00:21.000,7,82,3
            """;
    private static final String DETECTORS = """
            DeviceId,Phase,Function,Parameter
            7,2,Advance,3
            """;

    @TempDir
    Path folder;

    /** What a call said, and its exit code. */
    private record Said(int code, List<String> out, String err) {}

    private Said run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int code = MeasuresMain.run(
                Arrays.asList(arguments),
                Map.of("IOC_HOME", folder.resolve("state").toString()),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Said(
                code,
                out.toString(StandardCharsets.UTF_8).lines().toList(),
                err.toString(StandardCharsets.UTF_8).replace(folder + "/", ""));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private String packed(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (GZIPOutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file.toString();
    }

    private Map<String, String> state() throws IOException {
        Map<String, String> state = new java.util.TreeMap<>();
        try (Stream<Path> files = Files.walk(folder.resolve("state"))) {
            for (Path file : files.filter(Files::isRegularFile).toList())
                state.put(file.toString(), Arrays.toString(Files.readAllBytes(file)));
        }
        return state;
    }

    @Test
    void anImportedLogIsMeasured() throws IOException {
        Said imported = run("import", packed("e.csv.gz", EVENTS), "--detectors", file("d.csv", DETECTORS));
        assertThat(imported).isEqualTo(new Said(0, List.of("device 7: 4 events, 0 known or repeated"), ""));
        assertThat(run("show", "arrival_on_green", "--device", "7", "--bin", "15m", "--csv", "--incomplete"))
                .isEqualTo(new Said(
                        0,
                        List.of(
                                "TimeStamp,DeviceId,Phase,Total_Actuations,Percent_AOG",
                                "2030-01-15 07:00:00,7,2,2,0.5"),
                        ""));
        assertThat(run("show", "arrival_on_green", "--incomplete", "--latency", "1")
                        .out())
                .as("for people; the only device need not be named")
                .containsExactly(
                        "          TimeStamp  DeviceId  Phase  Total_Actuations  Percent_AOG",
                        "2030-01-15 07:00:00         7      2                 2          0.5");
    }

    @Test
    void whoAsksForHelpIsToldAndHasDoneNothingWrong() {
        Said said = run("show", "--help");
        assertThat(said.code()).isZero();
        assertThat(said.out()).anyMatch(line -> line.contains("./ioc measures import"));
        assertThat(said.err()).isEmpty();
    }

    @Test
    void importingTwiceChangesNothing() throws IOException {
        String events =
                file("e.csv", EVENTS + EVENTS.lines().skip(2).findFirst().orElseThrow() + "\n");
        String detectors = file("d.csv", DETECTORS);
        assertThat(run("import", events, "--detectors", detectors).out())
                .containsExactly("device 7: 4 events, 1 known or repeated");
        Map<String, String> before = state();
        assertThat(run("import", events, "--detectors", detectors).out())
                .containsExactly("device 7: 0 events, 5 known or repeated");
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void aLogComesBackAsItWent() throws IOException {
        run("import", file("e.csv", EVENTS));
        assertThat(run("export", "--device", "7").out())
                .isEqualTo(EVENTS.lines().toList());
        assertThat(run("export", "--device", "7", "--from", "2030-01-15T07:00:05", "--to", "2030-01-15T07:00:20")
                        .out())
                .hasSize(2)
                .last()
                .isEqualTo("2030-01-15 07:00:05.000,7,82,3");
    }

    @Test
    void filesOfSeveralDevicesAndDaysMayComeInAnyOrder() throws IOException {
        String late = "2030-01-16 00:00:00.000,7,82,3\n2030-01-15 23:59:59.999,7,82,3\n2030-01-15 23:00:00,8,82,4\n";
        String early = "2030-01-14 12:00:00.000,7,82,3\n";
        assertThat(run("import", file("late.csv", late), file("early.csv", early))
                        .code())
                .isZero();
        assertThat(run("export", "--device", "7").out())
                .containsExactly(
                        "TimeStamp,DeviceId,EventId,Parameter",
                        "2030-01-14 12:00:00.000,7,82,3",
                        "2030-01-15 23:59:59.999,7,82,3",
                        "2030-01-16 00:00:00.000,7,82,3");
        assertThat(run("show", "actuations", "--device", "8", "--csv", "--incomplete")
                        .out())
                .last()
                .isEqualTo("2030-01-15 23:00:00,8,4,1");
        assertThat(run("show", "actuations").err()).startsWith("ioc: --device is missing; there are 7, 8");
        assertThat(run("list").out()).last().isEqualTo("logs of devices: 7, 8");
    }

    @Test
    void badLinesAreNamedAndTheRestIsKept() throws IOException {
        Said said = run("import", file("e.csv", EVENTS + "yesterday,7,1,2\n2030-01-15 07:01:00,7,1\n"));
        assertThat(said.code()).isZero();
        assertThat(said.out()).containsExactly("device 7: 4 events, 0 known or repeated");
        assertThat(said.err())
                .contains("e.csv line 6: TimeStamp is no date and time: \"yesterday\"; left out")
                .contains("e.csv line 7: has 3 columns instead of 4; left out")
                .contains("e.csv: 2 lines are no events and were left out")
                .contains("device 7 has no detector table");
    }

    @Test
    void aFileThatIsCutOffIsKeptAsFarAsItGoesAndSaid() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 3000; i++)
            lines.append("2030-01-15 07:00:00.000,7,82,")
                    .append(i * 7919 % 3001)
                    .append('\n');
        Path whole = Path.of(packed("whole.gz", lines.toString()));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.gz"), Arrays.copyOf(bytes, bytes.length / 2));
        Said said = run("import", cut.toString(), file("e.csv", EVENTS), "--detectors", file("d.csv", DETECTORS));
        assertThat(said.code()).isEqualTo(1);
        assertThat(said.err()).contains("cut.gz is cut off or damaged after line");
        assertThat(run("export", "--device", "7").out()).hasSizeGreaterThan(100);
        assertThat(run("show", "arrival_on_green", "--csv", "--incomplete").out())
                .as("the other file and the detectors were kept")
                .hasSize(2);
    }

    @Test
    void whatCannotBeDoneIsSaid() throws IOException {
        assertThat(run("show", "ped", "--device", "7"))
                .isEqualTo(new Said(
                        1, List.of(), "ioc: no log of device \"7\" was imported; ./ioc measures import takes one\n"));
        run("import", file("e.csv", EVENTS));
        assertThat(run("show", "ped", "--device", "../7").err())
                .isEqualTo("ioc: no log of device \"../7\" was imported; there are 7\n");
        assertThat(run("import", folder.resolve("none.csv").toString()))
                .isEqualTo(new Said(1, List.of(), "ioc: there is no file none.csv\n"));
        assertThat(run(
                        "import",
                        file("e.csv", EVENTS),
                        "--detectors",
                        folder.resolve("none.csv").toString()))
                .isEqualTo(new Said(1, List.of(), "ioc: there is no file none.csv\n"));
        assertThat(run("import", file("empty.csv", "")).err()).isEqualTo("ioc: empty.csv holds no event\n");
        assertThat(run("import", file("short.csv", "TimeStamp,DeviceId\n")).err())
                .isEqualTo("ioc: short.csv: the header has no column EventId\n");
    }

    @Test
    void wrongCallsAreAnsweredWithTheUsage() throws IOException {
        run("import", file("e.csv", EVENTS));
        Map<String, String> faults = Map.of(
                "", "which command?",
                "shwo", "there is no command \"shwo\"",
                "import", "the file of events is missing",
                "show split", "there is no measure \"split\"; there are actuations, arrival_on_green,",
                "show ped --bin 7m", "a bin must be one of the equal parts of a day",
                "show ped --latency 1", "unknown option --latency",
                "show yellow_red --latency late", "latency must be a number, but is \"late\"",
                "show ped --from noon", "--from must read like",
                "show ped --from 2030-01-16 --to 2030-01-15", "--from must be before --to",
                "show ped --device", "--device needs a value");
        List<String> wrong = new ArrayList<>();
        faults.forEach((call, fault) -> {
            Said said = run(call.isEmpty() ? new String[0] : call.split(" "));
            if (said.code() != 2
                    || !said.err().startsWith("ioc: " + fault)
                    || !said.err().contains("usage:")) wrong.add(call + ": " + said);
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void whereNothingCanBeShownTheReasonIsSaid() throws IOException {
        run("import", file("e.csv", EVENTS), "--detectors", file("d.csv", DETECTORS));
        assertThat(run("show", "split_failures", "--csv"))
                .isEqualTo(new Said(
                        0,
                        List.of("TimeStamp,DeviceId,Phase,Green_Time,Green_Occupancy,Red_Occupancy,Split_Failure"),
                        "ioc: split_failures of device 7 cannot be shown: no detector of the function it needs is in the"
                                + " detector table (it needs detectors of function Presence)\n"));
    }

    @Test
    void aPartOfALogIsMeasuredWithWhatCameBefore() throws IOException {
        run("import", file("e.csv", EVENTS), "--detectors", file("d.csv", DETECTORS));
        String later = "2030-01-15 07:16:00.000,7,1,2\n2030-01-15 07:31:00.000,7,82,3\n";
        run("import", file("l.csv", later));
        assertThat(run("show", "arrival_on_green", "--from", "2030-01-15T07:30", "--csv", "--incomplete")
                        .out())
                .as("green since before the part")
                .containsExactly(
                        "TimeStamp,DeviceId,Phase,Total_Actuations,Percent_AOG", "2030-01-15 07:30:00,7,2,1,1.0");
    }
}
