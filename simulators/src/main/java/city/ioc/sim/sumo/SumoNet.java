package city.ioc.sim.sumo;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A SUMO network as its file says it. Immutable. Lengths in metres, speeds in m/s, places in the net's own metres. */
public final class SumoNet {
    private final Map<String, Edge> edges = new LinkedHashMap<>();
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final Map<String, Junction> junctions = new LinkedHashMap<>();
    private final List<Connection> connections;
    private final Map<String, List<Connection>> fromLane = new HashMap<>();
    private final Map<String, List<Connection>> toLane = new HashMap<>();
    private final Map<String, List<Connection>> ofLight = new LinkedHashMap<>();
    private final List<Program> programs;
    private final boolean isLefthand;
    private final Bounds bounds;

    /** An edge of the street, inside a junction, a pedestrian crossing or a walking area; {@code name} of the street or empty. */
    record Edge(String id, String name, String function, String from, String to, List<Lane> lanes) {
        boolean isInternal() {
            return function.equals("internal");
        }

        boolean isForPedestrians() {
            return function.equals("crossing") || function.equals("walkingarea");
        }
    }

    /**
     * A lane.
     *
     * @param allow vehicle classes that may use it; empty where {@code disallow} says it
     */
    record Lane(
            String id,
            String edge,
            int index,
            double lengthM,
            double speedMps,
            double widthM,
            Polyline shape,
            String allow,
            String disallow) {}

    /**
     * Where traffic may go from a lane.
     *
     * @param via the internal lane it takes; empty where the net has none
     * @param light the traffic light that releases it; empty where none does
     */
    record Connection(
            String from,
            String fromLane,
            String to,
            String toLane,
            String via,
            String light,
            int linkIndex,
            String dir,
            int order) {}

    /** A junction; {@code foes} and {@code response} by the number of a request within it. */
    record Junction(
            String id,
            String type,
            double x,
            double y,
            List<String> incomingLanes,
            List<String> internalLanes,
            Map<Integer, Request> requests) {}

    /** With whom a way through a junction conflicts, and whom it has to let pass; index 0 is the last character. */
    record Request(String response, String foes) {
        boolean conflictsWith(int other) {
            return at(foes, other);
        }

        boolean yieldsTo(int other) {
            return at(response, other);
        }

        private static boolean at(String bits, int index) {
            int place = bits.length() - 1 - index;
            return place >= 0 && bits.charAt(place) == '1';
        }
    }

    /** A signal program; of several for one light SUMO runs the one that was loaded last. */
    record Program(String light, String id, String type, double offsetS, List<Phase> phases) {}

    /** A phase; bounds are NaN where the file names none. */
    record Phase(double durationS, double minS, double maxS, String state) {}

    /** What the net covers: in its own metres and in the original's coordinates, degrees where {@code isGeographic}. */
    record Bounds(double[] metres, double[] original, boolean isGeographic) {}

    SumoNet(
            List<Edge> edges,
            List<Connection> connections,
            List<Junction> junctions,
            List<Program> programs,
            boolean isLefthand,
            Bounds bounds) {
        for (Edge edge : edges) {
            this.edges.put(edge.id(), edge);
            for (Lane lane : edge.lanes()) lanes.put(lane.id(), lane);
        }
        this.connections = List.copyOf(connections);
        for (Connection each : connections) {
            fromLane.computeIfAbsent(each.fromLane(), id -> new ArrayList<>()).add(each);
            toLane.computeIfAbsent(each.toLane(), id -> new ArrayList<>()).add(each);
            if (!each.light().isEmpty())
                ofLight.computeIfAbsent(each.light(), id -> new ArrayList<>()).add(each);
        }
        for (Junction junction : junctions) this.junctions.put(junction.id(), junction);
        this.programs = List.copyOf(programs);
        this.isLefthand = isLefthand;
        this.bounds = bounds;
    }

    /** The same net with further programs loaded after its own. */
    SumoNet with(List<Program> further) {
        List<Program> all = new ArrayList<>(programs);
        all.addAll(further);
        return new SumoNet(
                List.copyOf(edges.values()), connections, List.copyOf(junctions.values()), all, isLefthand, bounds);
    }

    Optional<Lane> findLane(String id) {
        return Optional.ofNullable(lanes.get(id));
    }

    Lane getLane(String id) {
        return findLane(id).orElseThrow(() -> new SumoException("the net has no lane " + id));
    }

    Edge getEdge(String id) {
        Edge edge = edges.get(id);
        if (edge == null) throw new SumoException("the net has no edge " + id);
        return edge;
    }

    Map<String, Lane> lanes() {
        return lanes;
    }

    Map<String, Edge> edges() {
        return edges;
    }

    Map<String, Junction> junctions() {
        return junctions;
    }

    /** Connections that begin on a lane, in the file's order. */
    List<Connection> leaving(String lane) {
        return fromLane.getOrDefault(lane, List.of());
    }

    /** Connections that lead onto a lane. */
    List<Connection> entering(String lane) {
        return toLane.getOrDefault(lane, List.of());
    }

    /** Connections that a traffic light releases, by light. */
    Map<String, List<Connection>> signalled() {
        return ofLight;
    }

    /** The program that runs when nobody chooses another: the last one loaded. One without phases only changes another. */
    Optional<Program> findProgram(String light) {
        return programs.stream()
                .filter(program ->
                        program.light().equals(light) && !program.phases().isEmpty())
                .reduce((first, last) -> last);
    }

    boolean isLefthand() {
        return isLefthand;
    }

    Bounds bounds() {
        return bounds;
    }
}
