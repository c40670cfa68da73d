package city.ioc.sim.sumo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;

/**
 * A net written by hand: streets from north, east and south meet at X. The north and the south go straight on (links 0 and 3) and
 * turn left (1 and 4), the east goes straight on (2); pedestrians cross the east (5, a crossing of 12 m). Lefts yield to the oncoming
 * street, and pedestrians to nobody.
 */
final class CrossingNet {
    /** Speed of every street, m/s: 50 km/h. Who turns left goes at half of it. */
    static final double SPEED_MPS = 13.89;

    private CrossingNet() {}

    static SumoNet read(Path folder, String... phases) {
        Path file = folder.resolve("x.net.xml");
        try {
            Files.writeString(file, text(phases));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return SumoNetReader.read(file);
    }

    static List<SignalLink> links(SumoNet net) {
        return SignalLink.of(net, net.signalled().getOrDefault("X", List.of()));
    }

    static ProgramStages stages(SumoNet net) {
        BitSet used = new BitSet();
        links(net).forEach(link -> used.set(link.index()));
        return ProgramStages.of(net.findProgram("X").orElseThrow().phases(), used);
    }

    static LinkGroups groups(SumoNet net) {
        return LinkGroups.of(links(net), stages(net));
    }

    /** @param phases as {@code "30 GgrGgr"} */
    private static String text(String... phases) {
        StringBuilder program = new StringBuilder();
        for (String phase : phases)
            program.append(
                    String.format("<phase duration=\"%s\" state=\"%s\"/>%n", phase.split(" ")[0], phase.split(" ")[1]));
        return """
                <net version="1.9">
                  <location netOffset="0,0" convBoundary="-100,-100,100,100" origBoundary="-100,-100,100,100" projParameter="!"/>
                  <edge id=":X_0" function="internal"><lane id=":X_0_0" index="0" speed="13.89" length="20" shape="-2,10 -2,-10"/></edge>
                  <edge id=":X_1" function="internal"><lane id=":X_1_0" index="0" speed="6.94" length="17" shape="-2,10 10,-2"/></edge>
                  <edge id=":X_2" function="internal"><lane id=":X_2_0" index="0" speed="13.89" length="20" shape="10,2 -10,2"/></edge>
                  <edge id=":X_3" function="internal"><lane id=":X_3_0" index="0" speed="13.89" length="20" shape="2,-10 2,10"/></edge>
                  <edge id=":X_4" function="internal"><lane id=":X_4_0" index="0" speed="6.94" length="17" shape="2,-10 -10,2"/></edge>
                  <edge id=":X_c0" function="crossing"><lane id=":X_c0_0" index="0" allow="pedestrian" speed="1" length="12" shape="8,6 8,-6"/></edge>
                  <edge id=":X_w0" function="walkingarea"><lane id=":X_w0_0" index="0" allow="pedestrian" speed="1" length="2" shape="8,8 8,6"/></edge>
                  <edge id="n" from="N" to="X"><lane id="n_0" index="0" speed="13.89" length="90" shape="-2,100 -2,10"/></edge>
                  <edge id="e" from="E" to="X"><lane id="e_0" index="0" speed="13.89" length="90" shape="100,2 10,2"/></edge>
                  <edge id="s" from="S" to="X"><lane id="s_0" index="0" speed="13.89" length="90" shape="2,-100 2,-10"/></edge>
                  <edge id="nx" from="X" to="N"><lane id="nx_0" index="0" speed="13.89" length="90" shape="2,10 2,100"/></edge>
                  <edge id="ex" from="X" to="E"><lane id="ex_0" index="0" speed="13.89" length="90" shape="10,-2 100,-2"/></edge>
                  <edge id="sx" from="X" to="S"><lane id="sx_0" index="0" speed="13.89" length="90" shape="-2,-10 -2,-100"/></edge>
                  <edge id="wx" from="X" to="W"><lane id="wx_0" index="0" speed="13.89" length="90" shape="-10,2 -100,2"/></edge>
                  <tlLogic id="X" type="static" programID="0" offset="0">
                    PHASES
                  </tlLogic>
                  <junction id="X" type="traffic_light" x="0" y="0" incLanes="n_0 e_0 s_0 :X_w0_0"
                      intLanes=":X_0_0 :X_1_0 :X_2_0 :X_3_0 :X_4_0 :X_c0_0">
                    <request index="0" response="000000" foes="010100"/>
                    <request index="1" response="101000" foes="101100"/>
                    <request index="2" response="111011" foes="111011"/>
                    <request index="3" response="000000" foes="000110"/>
                    <request index="4" response="000001" foes="000101"/>
                    <request index="5" response="000000" foes="000110"/>
                  </junction>
                  <junction id="N" type="dead_end" x="0" y="100"/>
                  <junction id="E" type="dead_end" x="100" y="0"/>
                  <junction id="S" type="dead_end" x="0" y="-100"/>
                  <junction id="W" type="dead_end" x="-100" y="0"/>
                  <connection from="n" to="sx" fromLane="0" toLane="0" via=":X_0_0" tl="X" linkIndex="0" dir="s"/>
                  <connection from="n" to="ex" fromLane="0" toLane="0" via=":X_1_0" tl="X" linkIndex="1" dir="l"/>
                  <connection from="e" to=":X_w0" fromLane="0" toLane="0" dir="s"/>
                  <connection from="e" to="wx" fromLane="0" toLane="0" via=":X_2_0" tl="X" linkIndex="2" dir="s"/>
                  <connection from="s" to="nx" fromLane="0" toLane="0" via=":X_3_0" tl="X" linkIndex="3" dir="s"/>
                  <connection from="s" to="wx" fromLane="0" toLane="0" via=":X_4_0" tl="X" linkIndex="4" dir="l"/>
                  <connection from=":X_w0" to=":X_c0" fromLane="0" toLane="0" tl="X" linkIndex="5" dir="s"/>
                </net>
                """.replace("PHASES", program);
    }
}
