package city.ioc.sim.launch;

import java.util.Map;
import java.util.TreeMap;

/** The processes of the city that runs on a state folder. */
public final class RunningCity {
    private RunningCity() {}

    /** Process ids by the name of the part; the launcher itself is {@code city}. Empty when none runs. */
    public static Map<String, Long> pids(StateFolder state) {
        Map<String, Long> pids = new TreeMap<>();
        PidFile.list(state.run())
                .forEach(file -> PidFile.find(file)
                        .ifPresent(process ->
                                pids.put(file.getFileName().toString().replaceAll("\\.pid$", ""), process.pid())));
        return pids;
    }
}
