package city.ioc.contracts.city;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;

/**
 * A document of a city as people read and compare it: JSON in which what fits on a line stands on a line, so that a change of a split
 * is a change of a line.
 */
public final class CityText {
    private static final int WIDTH = 140;
    /** Times of day as people write them, 06:00. */
    private static final ObjectMapper WRITER = CityJson.mapper()
            .copy()
            .registerModule(new SimpleModule().addSerializer(LocalTime.class, ToStringSerializer.instance));

    private CityText() {}

    /** The document's text, with a line end. */
    public static String of(Object document) {
        StringBuilder text = new StringBuilder();
        append(text, WRITER.valueToTree(document), 0, 0);
        return text.append('\n').toString();
    }

    private static void append(StringBuilder text, JsonNode node, int indent, int before) {
        String line = line(node);
        if (node.isValueNode() || node.isEmpty() || (indent > 0 && indent + before + line.length() <= WIDTH)) {
            text.append(line);
            return;
        }
        String pad = " ".repeat(indent + 2);
        text.append(node.isObject() ? "{" : "[");
        String separator = "\n";
        if (node.isObject()) {
            for (var entry : node.properties()) {
                String key = quoted(entry.getKey()) + ": ";
                text.append(separator).append(pad).append(key);
                append(text, entry.getValue(), indent + 2, key.length());
                separator = ",\n";
            }
        } else {
            for (JsonNode each : node) {
                text.append(separator).append(pad);
                append(text, each, indent + 2, 0);
                separator = ",\n";
            }
        }
        text.append('\n').append(" ".repeat(indent)).append(node.isObject() ? "}" : "]");
    }

    private static String line(JsonNode node) {
        List<String> parts = new ArrayList<>();
        if (node.isObject()) {
            for (var entry : node.properties()) parts.add(quoted(entry.getKey()) + ": " + line(entry.getValue()));
            return "{" + String.join(", ", parts) + "}";
        }
        if (node.isArray()) {
            for (JsonNode each : node) parts.add(line(each));
            return "[" + String.join(", ", parts) + "]";
        }
        return node.toString();
    }

    private static String quoted(String key) {
        return CityJson.mapper().getNodeFactory().textNode(key).toString();
    }
}
