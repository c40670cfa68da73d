package city.ioc.core;

import city.ioc.contracts.city.City;
import city.ioc.contracts.city.CityFiles;
import java.nio.file.Path;

/** The demo city, for tests of the core. */
final class CityFixture {
    static final Path FOLDER = Path.of("..", "cities", "vi-thanh");

    private CityFixture() {}

    static City read() {
        return CityFiles.read(FOLDER);
    }
}
