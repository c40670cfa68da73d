package city.ioc.sim.sumo;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code ./ioc import-sumo DIR FOLDER}: writes the files of a city from a SUMO scenario, and says what has become of its lights. */
public final class ImportSumoMain {
    private static final String REPLACE = "--replace";
    private static final String USAGE = "./ioc import-sumo DIR FOLDER [" + REPLACE + "]";

    private ImportSumoMain() {}

    public static void main(String[] args) {
        List<String> words =
                Arrays.stream(args).filter(each -> !each.equals(REPLACE)).toList();
        if (words.size() != 2) {
            System.err.println("ioc: import-sumo takes a scenario's folder and the folder to write; " + USAGE);
            System.exit(2);
        }
        try {
            write(Path.of(words.get(0)), Path.of(words.get(1)), words.size() < args.length)
                    .forEach(System.out::println);
        } catch (SumoException | IOException e) {
            System.err.println("ioc: " + (e instanceof SumoException ? e.getMessage() : e));
            System.exit(1);
        }
    }

    /**
     * Writes a city.
     *
     * @param replace whether a city that the folder holds already may go
     * @return what has become of the scenario, in lines
     */
    static List<String> write(Path scenario, Path folder, boolean replace) throws IOException {
        if (!replace && Files.exists(folder.resolve("city.json")))
            throw new SumoException(folder + " holds a city; " + REPLACE + " writes over it");
        SumoCity made = SumoCity.of(SumoScenario.in(scenario));
        CityFiles.write(folder, made.city());
        return describe(made, folder);
    }

    private static List<String> describe(SumoCity made, Path folder) {
        City city = made.city();
        List<String> lines = new ArrayList<>();
        lines.add(folder + ": " + city.links().size() + " links, "
                + city.intersections().size() + " signalised intersections, "
                + city.devices().size() + " devices");
        lines.addAll(SignalText.left(made.left()));
        return lines;
    }
}
