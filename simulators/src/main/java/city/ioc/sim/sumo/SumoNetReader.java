package city.ioc.sim.sumo;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads SUMO's network and additional files as a stream, packed or not. One use. */
final class SumoNetReader {
    /** The id of a program that has none. */
    static final String FIRST_PROGRAM = "0";

    private static final double DEFAULT_WIDTH_M = 3.2;

    private final List<SumoNet.Edge> edges = new ArrayList<>();
    private final List<SumoNet.Connection> connections = new ArrayList<>();
    private final List<SumoNet.Junction> junctions = new ArrayList<>();
    private final List<SumoNet.Program> programs = new ArrayList<>();
    private final List<String> switched = new ArrayList<>();
    private boolean lefthand;
    private SumoNet.Bounds bounds = new SumoNet.Bounds(new double[0], new double[0], false);

    private SumoNetReader() {}

    /** The network of a file. */
    static SumoNet read(Path file) {
        SumoNetReader reader = new SumoNetReader();
        reader.stream(file);
        if (reader.edges.isEmpty()) throw new SumoException(file + " is no SUMO network: it has no edges");
        return new SumoNet(
                reader.edges, reader.connections, reader.junctions, reader.programs, reader.lefthand, reader.bounds);
    }

    /** The signal programs of an additional file. */
    static List<SumoNet.Program> readPrograms(Path file) {
        SumoNetReader reader = new SumoNetReader();
        reader.stream(file);
        return List.copyOf(reader.programs);
    }

    /** The lights of an additional file whose programs are changed by the time of day (WAUT). */
    static List<String> readSwitched(Path file) {
        SumoNetReader reader = new SumoNetReader();
        reader.stream(file);
        return List.copyOf(reader.switched);
    }

    /** Opens a file, unpacking it where it is packed. */
    static InputStream open(Path file) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(file));
        in.mark(2);
        boolean packed = in.read() == 0x1f && in.read() == 0x8b;
        in.reset();
        return packed ? new GZIPInputStream(in) : in;
    }

    /** A reader that neither loads nor expands anything from outside the document. */
    static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory.createXMLStreamReader(in);
    }

    private void stream(Path file) {
        try (InputStream in = open(file)) {
            XMLStreamReader xml = reader(in);
            while (xml.hasNext()) if (xml.next() == XMLStreamReader.START_ELEMENT) element(xml);
        } catch (NoSuchFileException e) {
            throw new SumoException("there is no file " + file, e);
        } catch (IOException | XMLStreamException | NumberFormatException | IndexOutOfBoundsException e) {
            throw new SumoException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void element(XMLStreamReader xml) throws XMLStreamException {
        switch (xml.getLocalName()) {
            case "net" -> lefthand = text(xml, "lefthand", "false").matches("true|1|yes");
            case "location" -> bounds = bounds(xml);
            case "edge" -> edge(xml);
            case "junction" -> junction(xml);
            case "connection" -> connection(xml);
            case "tlLogic" -> program(xml);
            case "wautJunction" -> switched.add(text(xml, "junctionID", ""));
            default -> {}
        }
    }

    /** Whether the original's coordinates are degrees: they were projected, and can be degrees. */
    private static SumoNet.Bounds bounds(XMLStreamReader xml) {
        double[] original = numbers(text(xml, "origBoundary", ""));
        boolean projected =
                !List.of("", "!", "-").contains(text(xml, "projParameter", "").trim());
        boolean degrees = original.length == 4
                && Math.abs(original[0]) <= 180
                && Math.abs(original[1]) <= 90
                && Math.abs(original[2]) <= 180
                && Math.abs(original[3]) <= 90;
        return new SumoNet.Bounds(numbers(text(xml, "convBoundary", "")), original, projected && degrees);
    }

    private void edge(XMLStreamReader xml) throws XMLStreamException {
        String id = text(xml, "id", "");
        String name = text(xml, "name", "");
        String function = text(xml, "function", "");
        String from = text(xml, "from", "");
        String to = text(xml, "to", "");
        List<SumoNet.Lane> lanes = new ArrayList<>();
        while (nextWithin(xml, "edge")) {
            if (!xml.getLocalName().equals("lane")) continue;
            lanes.add(new SumoNet.Lane(
                    text(xml, "id", ""),
                    id,
                    Integer.parseInt(text(xml, "index", "0")),
                    number(xml, "length", 0.1),
                    number(xml, "speed", 13.89),
                    number(xml, "width", DEFAULT_WIDTH_M),
                    Polyline.parse(text(xml, "shape", "")),
                    text(xml, "allow", ""),
                    text(xml, "disallow", "")));
        }
        edges.add(new SumoNet.Edge(id, name, function, from, to, List.copyOf(lanes)));
    }

    private void junction(XMLStreamReader xml) throws XMLStreamException {
        String id = text(xml, "id", "");
        String type = text(xml, "type", "");
        double x = number(xml, "x", 0);
        double y = number(xml, "y", 0);
        List<String> incoming = words(text(xml, "incLanes", ""));
        List<String> internal = words(text(xml, "intLanes", ""));
        Map<Integer, SumoNet.Request> requests = new HashMap<>();
        while (nextWithin(xml, "junction"))
            if (xml.getLocalName().equals("request"))
                requests.put(
                        Integer.parseInt(text(xml, "index", "0")),
                        new SumoNet.Request(text(xml, "response", ""), text(xml, "foes", "")));
        junctions.add(new SumoNet.Junction(id, type, x, y, incoming, internal, Map.copyOf(requests)));
    }

    private void connection(XMLStreamReader xml) {
        String from = text(xml, "from", "");
        String to = text(xml, "to", "");
        connections.add(new SumoNet.Connection(
                from,
                from + "_" + text(xml, "fromLane", "0"),
                to,
                to + "_" + text(xml, "toLane", "0"),
                text(xml, "via", ""),
                text(xml, "tl", ""),
                Integer.parseInt(text(xml, "linkIndex", "-1")),
                text(xml, "dir", "s"),
                connections.size()));
    }

    private void program(XMLStreamReader xml) throws XMLStreamException {
        String light = text(xml, "id", "");
        String id = text(xml, "programID", FIRST_PROGRAM);
        String type = text(xml, "type", "static");
        double offset = number(xml, "offset", 0);
        List<SumoNet.Phase> phases = new ArrayList<>();
        Map<String, SumoNet.Phase> named = new HashMap<>();
        Map<String, String> parameters = new HashMap<>();
        while (nextWithin(xml, "tlLogic")) {
            if (xml.getLocalName().equals("param")) parameters.put(text(xml, "key", ""), text(xml, "value", ""));
            if (!xml.getLocalName().equals("phase")) continue;
            SumoNet.Phase phase = new SumoNet.Phase(
                    number(xml, "duration", 0),
                    number(xml, "minDur", Double.NaN),
                    number(xml, "maxDur", Double.NaN),
                    text(xml, "state", ""));
            phases.add(phase);
            named.put(text(xml, "name", ""), phase);
        }
        if (type.equals(RingBarrier.TYPE)) {
            List<SumoNet.Phase> unrolled = RingBarrier.unroll(named, parameters);
            if (!unrolled.isEmpty()) phases = unrolled;
        }
        programs.add(new SumoNet.Program(light, id, type, offset, List.copyOf(phases)));
    }

    /** Goes to the next element within the one that was entered; false at its end. */
    private static boolean nextWithin(XMLStreamReader xml, String element) throws XMLStreamException {
        while (xml.hasNext()) {
            int event = xml.next();
            if (event == XMLStreamReader.START_ELEMENT) return true;
            if (event == XMLStreamReader.END_ELEMENT && xml.getLocalName().equals(element)) return false;
        }
        return false;
    }

    private static String text(XMLStreamReader xml, String name, String otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null ? otherwise : value;
    }

    private static double number(XMLStreamReader xml, String name, double otherwise) {
        String value = xml.getAttributeValue(null, name);
        return value == null || value.isBlank() ? otherwise : Double.parseDouble(value);
    }

    private static double[] numbers(String text) {
        if (text.isBlank()) return new double[0];
        String[] parts = text.split(",");
        double[] numbers = new double[parts.length];
        for (int i = 0; i < parts.length; i++) numbers[i] = Double.parseDouble(parts[i]);
        return numbers;
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : List.of(text.trim().split("\\s+"));
    }
}
