package city.ioc.measures.log;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The detectors of one intersection; a row given twice counts once. Immutable. */
public record DetectorTable(List<Detector> detectors) {
    public static final DetectorTable NONE = new DetectorTable(List.of());

    public DetectorTable {
        detectors = detectors.stream()
                .distinct()
                .sorted(Comparator.comparingInt(Detector::group)
                        .thenComparing(Detector::function)
                        .thenComparingInt(Detector::channel))
                .toList();
    }

    public static DetectorTable of(Collection<Detector> detectors) {
        return new DetectorTable(List.copyOf(detectors));
    }

    /** Groups served by detectors of a function. */
    public Set<Integer> groups(DetectorFunction function) {
        Set<Integer> groups = new TreeSet<>();
        for (Detector each : detectors) if (each.function() == function) groups.add(each.group());
        return groups;
    }

    /** By channel, the groups that it serves in a function. */
    public Map<Integer, List<Integer>> groupsByChannel(DetectorFunction function) {
        Map<Integer, List<Integer>> byChannel = new TreeMap<>();
        for (Detector each : detectors)
            if (each.function() == function)
                byChannel
                        .computeIfAbsent(each.channel(), channel -> new ArrayList<>())
                        .add(each.group());
        return byChannel;
    }
}
