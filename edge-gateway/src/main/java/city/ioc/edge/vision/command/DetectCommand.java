package city.ioc.edge.vision.command;

import city.ioc.edge.vision.detect.Detection;
import city.ioc.edge.vision.detect.Thresholds;
import city.ioc.edge.vision.detect.VehicleDetector;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.opencv.core.Mat;

/** Road users in single pictures. */
final class DetectCommand implements VisionCommand {
    @Override
    public String name() {
        return "detect";
    }

    @Override
    public String arguments() {
        return "--images DIR [--json]";
    }

    @Override
    public String purpose() {
        return "road users in each picture: class, score, and x, y, w, h of the box in pixels";
    }

    @Override
    public void run(VisionArguments arguments, VisionOutput output) {
        PictureFolder folder = new PictureFolder(Path.of(arguments.get("--images", 0)));
        arguments.checkAllRead(1);
        try (VehicleDetector detector = new VehicleDetector(Thresholds.STILL)) {
            folder.each(output, (name, picture) -> report(name, picture, detector, output));
        }
    }

    private static void report(String name, Mat picture, VehicleDetector detector, VisionOutput output) {
        List<Detection> found = detector.detect(picture).stream()
                .sorted(Comparator.comparingDouble(Detection::score).reversed())
                .toList();
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", name);
        fields.put("boxes", found.stream().map(DetectCommand::fields).toList());
        output.found(fields, name + ": " + words(found));
    }

    private static Map<String, Object> fields(Detection each) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("class", each.kind().code());
        fields.put("score", rounded(each.score(), 1000));
        fields.put("x", rounded(each.x(), 10));
        fields.put("y", rounded(each.y(), 10));
        fields.put("w", rounded(each.w(), 10));
        fields.put("h", rounded(each.h(), 10));
        return fields;
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    private static String words(List<Detection> found) {
        if (found.isEmpty()) return "nobody";
        return found.stream()
                .collect(Collectors.groupingBy(Detection::kind, java.util.TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(each -> each.getValue() + " " + each.getKey().code())
                .collect(Collectors.joining(", "));
    }
}
