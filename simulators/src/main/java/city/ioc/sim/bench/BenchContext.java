package city.ioc.sim.bench;

import city.ioc.contracts.config.SettingKey;
import city.ioc.contracts.config.Settings;
import city.ioc.sim.launch.StateFolder;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a bench runs.
 *
 * @param environment settings handed on to what the bench starts
 */
record BenchContext(StateFolder state, Path city, Map<String, String> environment) {
    BenchContext {
        environment = Map.copyOf(environment);
    }

    static BenchContext from(Map<String, String> environment) {
        Settings settings = Settings.of(environment);
        BenchContext context = new BenchContext(
                new StateFolder(settings.folder(SettingKey.IOC_HOME, Path.of(".ioc"))
                        .toAbsolutePath()
                        .normalize()),
                settings.folder(SettingKey.IOC_CITY, Path.of("cities/vi-thanh"))
                        .toAbsolutePath()
                        .normalize(),
                environment);
        settings.check();
        return context;
    }
}
