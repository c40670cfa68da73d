package city.ioc.edge.vision.command;

import city.ioc.edge.vision.plate.Corners;
import city.ioc.edge.vision.plate.PlateRead;
import city.ioc.edge.vision.plate.PlateReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.opencv.core.Mat;

/** Number plates in single pictures. */
final class PlatesCommand implements VisionCommand {
    @Override
    public String name() {
        return "plates";
    }

    @Override
    public String arguments() {
        return "--images DIR [--json]";
    }

    @Override
    public String purpose() {
        return "number plates in each picture: text, layout, confidence, and whether anybody needs to look";
    }

    @Override
    public void run(VisionArguments arguments, VisionOutput output) {
        PictureFolder folder = new PictureFolder(Path.of(arguments.get("--images", 0)));
        arguments.checkAllRead(1);
        try (PlateReader reader = new PlateReader()) {
            folder.each(output, (name, picture) -> report(name, picture, reader, output));
        }
    }

    private static void report(String name, Mat picture, PlateReader reader, VisionOutput output) {
        List<PlateRead> reads = reader.read(picture);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("image", name);
        if (reads.isEmpty()) fields.putAll(nothing());
        else fields.putAll(fields(reads.getFirst()));
        // A street shows several plates: the surest one is the picture's, all of them are listed.
        fields.put("plates", reads.stream().map(PlatesCommand::fields).toList());
        output.found(fields, name + ": " + words(reads));
    }

    private static Map<String, Object> nothing() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", "");
        fields.put("layout", null);
        fields.put("confidence", 0.0);
        fields.put("autoAccept", false);
        return fields;
    }

    private static Map<String, Object> fields(PlateRead read) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", read.text());
        fields.put("layout", read.layout().label());
        fields.put("confidence", rounded(read.confidence(), 10_000));
        fields.put("autoAccept", read.autoAccept());
        read.colour().ifPresent(colour -> fields.put("colour", colour.name().toLowerCase(Locale.ROOT)));
        fields.put(
                "corners",
                read.corners().points().stream().map(PlatesCommand::pair).toList());
        fields.put(
                "alternatives",
                read.alternatives().stream().map(PlatesCommand::fields).toList());
        return fields;
    }

    private static Map<String, Object> fields(PlateRead.Alternative alternative) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("text", alternative.text());
        fields.put("share", rounded(alternative.share(), 10_000));
        return fields;
    }

    private static List<Double> pair(Corners.Corner corner) {
        return List.of(rounded(corner.x(), 10), rounded(corner.y(), 10));
    }

    private static double rounded(double value, double parts) {
        return Math.round(value * parts) / parts;
    }

    private static String words(List<PlateRead> reads) {
        if (reads.isEmpty()) return "no plate that can be read";
        return reads.stream()
                .map(each -> each.text() + " (" + each.layout().label() + ", " + Math.round(100 * each.confidence())
                        + " %" + (each.autoAccept() ? ", accepted" : "") + ")")
                .collect(Collectors.joining(", "));
    }
}
