package city.ioc.sim.bench;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import city.ioc.sim.load.LoadCity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A city of nothing but load points, as the files that every process reads. */
final class LoadCityFiles {
    private LoadCityFiles() {}

    /** Writes it into a new folder. */
    static Path write(int devices) {
        City city = LoadCity.city(devices);
        try {
            Path folder = Files.createTempDirectory("ioc-load-city-");
            CityFiles.write(folder, city);
            return folder;
        } catch (IOException e) {
            throw new BenchException("the load city cannot be written: " + e, e);
        }
    }
}
