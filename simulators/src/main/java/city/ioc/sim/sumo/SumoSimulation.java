package city.ioc.sim.sumo;

import city.ioc.contracts.street.VehicleClass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A running simulation in steps of a second: signals go in, vehicles come out. What is said to SUMO between two steps rides in the
 * packet of the step, so that a step costs one round trip, and a second one when vehicles have departed. Confined to one thread.
 */
final class SumoSimulation {
    private static final int[] VEHICLE = {
        Traci.VAR_LANE, Traci.VAR_LANE_POSITION, Traci.VAR_SPEED, Traci.VAR_WAITING_TIME
    };

    private final SumoProcess sumo;
    private final TraciWriter packet = new TraciWriter();
    private final List<Integer> unanswered = new ArrayList<>();
    private final Map<String, SumoVehicle> vehicles = new LinkedHashMap<>();
    private final Map<String, SumoVehicle.VehicleKind> kinds = new HashMap<>();
    private final Map<String, String> lightStates = new HashMap<>();
    private final List<String> departed = new ArrayList<>();
    private final List<String> arrived = new ArrayList<>();
    private final Set<String> switched;
    private final Map<String, String> restated = new LinkedHashMap<>();
    private long step;

    /**
     * A simulation at its beginning.
     *
     * @param switched lights whose programs SUMO changes by the time of day: what they are to show is told in every step
     */
    SumoSimulation(SumoProcess sumo, Set<String> switched) {
        this.sumo = sumo;
        this.switched = Set.copyOf(switched);
        packet.begin(Traci.SUBSCRIBE_SIMULATION)
                .writeDouble(Traci.ALWAYS)
                .writeDouble(Traci.ALWAYS)
                .writeString("")
                .writeByte(2)
                .writeByte(Traci.VAR_DEPARTED)
                .writeByte(Traci.VAR_ARRIVED)
                .end();
        TraciReader in = sumo.exchange(packet);
        in.readStatus(Traci.SUBSCRIBE_SIMULATION);
        readSubscription(in);
    }

    /** Watches what a light shows, for {@link #lightState}. */
    void watchLight(String light) {
        packet.begin(Traci.SUBSCRIBE_TRAFFIC_LIGHT)
                .writeDouble(Traci.ALWAYS)
                .writeDouble(Traci.ALWAYS)
                .writeString(light)
                .writeByte(1)
                .writeByte(Traci.VAR_LIGHT_STATE)
                .end();
        TraciReader in = sumo.exchange(packet);
        in.readStatus(Traci.SUBSCRIBE_TRAFFIC_LIGHT);
        readSubscription(in);
    }

    /** What a watched light shows. */
    String lightState(String light) {
        return lightStates.getOrDefault(light, "");
    }

    /** Sets what a light shows from the next step on. */
    void show(String light, String state) {
        if (switched.contains(light)) restated.put(light, state);
        else tell(light, state);
    }

    private void tell(String light, String state) {
        packet.begin(Traci.SET_TRAFFIC_LIGHT)
                .writeByte(Traci.VAR_LIGHT_STATE)
                .writeString(light)
                .writeByte(Traci.TYPE_STRING)
                .writeString(state)
                .end();
        unanswered.add(Traci.SET_TRAFFIC_LIGHT);
    }

    /** Lives one step. */
    void step() {
        step++;
        restated.forEach(this::tell);
        packet.begin(Traci.SIMULATION_STEP).writeDouble(0).end();
        TraciReader in = sumo.exchange(packet);
        for (int command : unanswered) in.readStatus(command);
        unanswered.clear();
        departed.clear();
        arrived.clear();
        in.readStatus(Traci.SIMULATION_STEP);
        for (int left = in.readInt(); left > 0; left--) readSubscription(in);
        for (String id : arrived) vehicles.remove(id);
        // Whom a calibrator takes off the street has not arrived; SUMO just speaks of him no more.
        vehicles.values().removeIf(vehicle -> vehicle.step != step);
        departed.removeAll(arrived);
        if (!departed.isEmpty()) welcome();
    }

    /** All vehicles on the street, longest on it first. */
    Collection<SumoVehicle> vehicles() {
        return vehicles.values();
    }

    /** The number of the last step. */
    long steps() {
        return step;
    }

    private void readSubscription(TraciReader in) {
        int answer = in.readHead();
        String id = in.readString();
        int variables = in.readByte();
        switch (answer) {
            case Traci.SUBSCRIBE_VEHICLE + Traci.ANSWER -> readVehicle(in, id, variables);
            case Traci.SUBSCRIBE_SIMULATION + Traci.ANSWER -> {
                for (int i = 0; i < variables; i++)
                    (head(in, Traci.TYPE_STRINGS) == Traci.VAR_DEPARTED ? departed : arrived).addAll(in.readStrings());
            }
            case Traci.SUBSCRIBE_TRAFFIC_LIGHT + Traci.ANSWER -> {
                head(in, Traci.TYPE_STRING);
                lightStates.put(id, in.readString(lightStates.getOrDefault(id, "")));
            }
            default ->
                throw new SumoException(String.format("SUMO sent an answer 0x%x that was not asked for", answer));
        }
    }

    private void readVehicle(TraciReader in, String id, int variables) {
        SumoVehicle vehicle = vehicles.get(id);
        if (vehicle == null) throw new SumoException("SUMO speaks of vehicle " + id + ", which has not departed");
        vehicle.laneBefore = vehicle.lane;
        vehicle.positionBeforeM = vehicle.positionM;
        vehicle.step = step;
        for (int i = 0; i < variables; i++) {
            int variable = in.readByte();
            if (in.readByte() != 0) throw new SumoException("SUMO does not know vehicle " + id + ": " + skip(in));
            int type = in.readByte();
            switch (variable) {
                case Traci.VAR_LANE -> {
                    String lane = in.readString(vehicle.lane);
                    if (!lane.equals(vehicle.lane)) vehicle.watch = null;
                    vehicle.lane = lane;
                }
                case Traci.VAR_LANE_POSITION -> vehicle.positionM = in.readDouble();
                case Traci.VAR_SPEED -> vehicle.speedMps = in.readDouble();
                case Traci.VAR_WAITING_TIME -> vehicle.waitedS = in.readDouble();
                default ->
                    throw new SumoException(
                            String.format("SUMO sent variable 0x%x of type 0x%x unasked", variable, type));
            }
        }
    }

    private static String skip(TraciReader in) {
        return in.readByte() == Traci.TYPE_STRING ? in.readString() : "no reason given";
    }

    /** Reads the number, status and type of a variable; the number is what matters. */
    private static int head(TraciReader in, int type) {
        int variable = in.readByte();
        if (in.readByte() != 0) throw new SumoException("SUMO cannot give a variable: " + skip(in));
        in.readType(type);
        return variable;
    }

    /** Asks what has departed, and from now on where it is. */
    private void welcome() {
        for (String id : departed) {
            ask(Traci.GET_VEHICLE, Traci.VAR_TYPE, id);
            packet.begin(Traci.SUBSCRIBE_VEHICLE)
                    .writeDouble(Traci.ALWAYS)
                    .writeDouble(Traci.ALWAYS)
                    .writeString(id)
                    .writeByte(VEHICLE.length);
            for (int variable : VEHICLE) packet.writeByte(variable);
            packet.end();
        }
        TraciReader in = sumo.exchange(packet);
        List<String> types = new ArrayList<>();
        List<Runnable> later = new ArrayList<>();
        for (String id : departed) {
            if (in.readRefusal(Traci.GET_VEHICLE).isPresent()) {
                // A calibrator has taken it off the street in the step it set out in.
                in.readRefusal(Traci.SUBSCRIBE_VEHICLE);
                continue;
            }
            value(in, Traci.TYPE_STRING);
            String type = in.readString();
            in.readStatus(Traci.SUBSCRIBE_VEHICLE);
            SumoVehicle.VehicleKind kind = kinds.get(type);
            // The kind of a new type is asked afterwards; until then a car stands in.
            SumoVehicle vehicle =
                    new SumoVehicle(id, kind == null ? new SumoVehicle.VehicleKind(5, 2.5, VehicleClass.CAR) : kind);
            vehicles.put(id, vehicle);
            readSubscription(in);
            if (kind == null) {
                if (!types.contains(type)) types.add(type);
                later.add(() -> vehicles.put(id, withKind(vehicle, type)));
            }
        }
        if (types.isEmpty()) return;
        learn(types);
        later.forEach(Runnable::run);
    }

    private SumoVehicle withKind(SumoVehicle first, String type) {
        SumoVehicle vehicle = new SumoVehicle(first.id, kinds.getOrDefault(type, first.kind));
        vehicle.lane = first.lane;
        vehicle.positionM = first.positionM;
        vehicle.speedMps = first.speedMps;
        vehicle.waitedS = first.waitedS;
        vehicle.step = first.step;
        return vehicle;
    }

    private void learn(List<String> types) {
        for (String type : types) {
            ask(Traci.GET_VEHICLE_TYPE, Traci.VAR_LENGTH, type);
            ask(Traci.GET_VEHICLE_TYPE, Traci.VAR_MIN_GAP, type);
            ask(Traci.GET_VEHICLE_TYPE, Traci.VAR_VEHICLE_CLASS, type);
        }
        TraciReader in = sumo.exchange(packet);
        for (String type : types) {
            answer(in, Traci.GET_VEHICLE_TYPE, Traci.TYPE_DOUBLE);
            double length = in.readDouble();
            answer(in, Traci.GET_VEHICLE_TYPE, Traci.TYPE_DOUBLE);
            double gap = in.readDouble();
            answer(in, Traci.GET_VEHICLE_TYPE, Traci.TYPE_STRING);
            kinds.put(type, new SumoVehicle.VehicleKind(length, gap, classOf(in.readString())));
        }
    }

    /** Our class for one of SUMO's. */
    static VehicleClass classOf(String sumoClass) {
        return switch (sumoClass) {
            case "motorcycle", "moped" -> VehicleClass.MOTORCYCLE;
            case "bicycle" -> VehicleClass.BICYCLE;
            case "bus", "coach", "tram" -> VehicleClass.BUS;
            case "truck", "trailer" -> VehicleClass.TRUCK;
            case "delivery" -> VehicleClass.VAN;
            default -> VehicleClass.CAR;
        };
    }

    private void ask(int command, int variable, String id) {
        packet.begin(command).writeByte(variable).writeString(id).end();
    }

    private static void answer(TraciReader in, int command, int type) {
        in.readStatus(command);
        value(in, type);
    }

    private static void value(TraciReader in, int type) {
        in.readHead();
        in.readByte();
        in.readString();
        in.readType(type);
    }
}
