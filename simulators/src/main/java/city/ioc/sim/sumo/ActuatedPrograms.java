package city.ioc.sim.sumo;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * The file's programs as SUMO's vehicle actuation: the same phases, greens between 5 and 50 s where the file names no bounds (the
 * defaults of SUMO's netconvert), ended by SUMO's own default detectors.
 */
final class ActuatedPrograms {
    private static final String PROGRAM = "tlLogic";
    private static final double MIN_S = 5;
    private static final double MAX_S = 50;

    private final List<SumoNet.Program> ofNet = new ArrayList<>();
    private final List<SumoNet.Program> ofOthers = new ArrayList<>();

    /**
     * Programs of the lights that we would control.
     *
     * @param net with the programs of additional files
     * @param own the net's file alone
     */
    ActuatedPrograms(SumoNet net, SumoNet own, SumoSignals signals) {
        for (SumoSignal signal : signals.controlled()) {
            Optional<SumoNet.Program> program = net.findProgram(signal.light());
            (program.equals(own.findProgram(signal.light())) ? ofNet : ofOthers).add(program.orElseThrow());
        }
    }

    /**
     * Writes the net with actuated programs in the place of its own: of a further program SUMO demands more than of one that the net
     * was built with, and refuses what the net itself lets go together at joined lights.
     */
    void writeNet(Path from, Path to) {
        try (InputStream in = SumoNetReader.open(from);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to))) {
            XMLStreamReader xml = SumoNetReader.reader(in);
            XMLStreamWriter written = writer(out);
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamReader.START_ELEMENT -> element(xml, written);
                    case XMLStreamReader.END_ELEMENT -> written.writeEndElement();
                    case XMLStreamReader.CHARACTERS -> written.writeCharacters(xml.getText());
                    default -> {}
                }
            }
            written.close();
        } catch (IOException | XMLStreamException e) {
            throw new SumoException("the net with actuated programs cannot be written to " + to + ": " + e, e);
        }
    }

    private void element(XMLStreamReader xml, XMLStreamWriter out) throws XMLStreamException {
        Optional<SumoNet.Program> replaced = xml.getLocalName().equals(PROGRAM) ? replaced(xml) : Optional.empty();
        if (replaced.isPresent()) {
            program(replaced.get(), replaced.get().id(), out);
            while (!xml.isEndElement() || !xml.getLocalName().equals(PROGRAM)) xml.next();
            return;
        }
        out.writeStartElement(xml.getLocalName());
        for (int i = 0; i < xml.getAttributeCount(); i++)
            if (xml.getAttributePrefix(i).isEmpty())
                out.writeAttribute(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }

    private Optional<SumoNet.Program> replaced(XMLStreamReader xml) {
        String light = xml.getAttributeValue(null, "id");
        String id =
                Optional.ofNullable(xml.getAttributeValue(null, "programID")).orElse(SumoNetReader.FIRST_PROGRAM);
        return ofNet.stream()
                .filter(program -> program.light().equals(light) && program.id().equals(id))
                .findFirst();
    }

    /** Writes an additional file with actuated programs after those that other additional files bring. */
    void writeAdditional(Path to) {
        try (OutputStream out = Files.newOutputStream(to)) {
            XMLStreamWriter written = writer(out);
            written.writeStartElement("additional");
            for (SumoNet.Program program : ofOthers) program(program, "ioc-actuated", written);
            written.writeEndElement();
            written.close();
        } catch (IOException | XMLStreamException e) {
            throw new SumoException("actuated programs cannot be written to " + to + ": " + e, e);
        }
    }

    private static XMLStreamWriter writer(OutputStream out) throws XMLStreamException {
        return XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(out, "UTF-8");
    }

    private static void program(SumoNet.Program program, String id, XMLStreamWriter out) throws XMLStreamException {
        out.writeStartElement(PROGRAM);
        out.writeAttribute("id", program.light());
        out.writeAttribute("type", "actuated");
        out.writeAttribute("programID", id);
        out.writeAttribute("offset", number("%.0f", program.offsetS()));
        for (SumoNet.Phase phase : program.phases()) {
            out.writeStartElement("phase");
            out.writeAttribute("duration", number("%.2f", phase.durationS()));
            out.writeAttribute("state", phase.state());
            boolean green = phase.state().matches(".*[Gg].*") && !phase.state().matches(".*[yYu].*");
            if (green) {
                double min = Double.isNaN(phase.minS()) ? MIN_S : phase.minS();
                double max = Double.isNaN(phase.maxS()) ? MAX_S : phase.maxS();
                out.writeAttribute("minDur", number("%.2f", min));
                out.writeAttribute("maxDur", number("%.2f", Math.max(min, max)));
            }
            out.writeEndElement();
        }
        out.writeEndElement();
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }
}
