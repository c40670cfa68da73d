package city.ioc.sim.sumo;

import java.util.Locale;

/**
 * The file's programs as SUMO's vehicle actuation: the same phases, greens between 5 and 50 s where the file names no bounds (the
 * defaults of SUMO's netconvert), ended by SUMO's own default detectors. Pure.
 */
final class ActuatedPrograms {
    private static final double MIN_S = 5;
    private static final double MAX_S = 50;

    private ActuatedPrograms() {}

    /** An additional file with an actuated program for every light we would control. */
    static String write(SumoNet net, SumoSignals signals) {
        StringBuilder xml = new StringBuilder("<additional>\n");
        for (SumoSignal signal : signals.controlled()) {
            SumoNet.Program program = net.findProgram(signal.light()).orElseThrow();
            xml.append(String.format(
                    Locale.ROOT,
                    "  <tlLogic id=\"%s\" type=\"actuated\" programID=\"ioc-actuated\" offset=\"%.0f\">%n",
                    escape(signal.light()),
                    program.offsetS()));
            for (SumoNet.Phase phase : program.phases()) {
                xml.append(String.format(
                        Locale.ROOT, "    <phase duration=\"%.2f\" state=\"%s\"", phase.durationS(), phase.state()));
                boolean green =
                        phase.state().matches(".*[Gg].*") && !phase.state().matches(".*[yYu].*");
                if (green) {
                    double min = Double.isNaN(phase.minS()) ? MIN_S : phase.minS();
                    double max = Double.isNaN(phase.maxS()) ? MAX_S : phase.maxS();
                    xml.append(String.format(Locale.ROOT, " minDur=\"%.2f\" maxDur=\"%.2f\"", min, Math.max(min, max)));
                }
                xml.append("/>\n");
            }
            xml.append("  </tlLogic>\n");
        }
        return xml.append("</additional>\n").toString();
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
