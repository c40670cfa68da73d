package city.ioc.sim.sumo;

import city.ioc.contracts.live.Lamp;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/** Writes what the groups show as SUMO's state, a letter a link. Immutable. */
public final class LampLetters {
    private static final int NONE = -1;

    private final char[] constant;
    private final int[] ball;
    private final int[] arrow;
    private final String[] stages;

    /** @param links how long SUMO's state is */
    LampLetters(int links, LinkGroups groups, ProgramStages program) {
        constant = new char[links];
        ball = new int[links];
        arrow = new int[links];
        stages = program.stages().toArray(String[]::new);
        var always = program.alwaysGreen();
        for (int i = 0; i < links; i++) {
            ball[i] = groups.ballOf(i);
            arrow[i] = groups.arrowOf(i);
            constant[i] = ball[i] >= 0 || always.get(i) ? groups.ballLetter(i) : 'r';
        }
    }

    /**
     * The state.
     *
     * @param lamp what a group shows, by index
     * @param stage the stage that runs at rest; -1 in between
     */
    String state(IntFunction<Lamp> lamp, int stage) {
        char[] letters = constant.clone();
        for (int i = 0; i < letters.length; i++) {
            if (ball[i] != NONE) letters[i] = letter(lamp.apply(ball[i]), constant[i], 'r');
            if (arrow[i] != NONE && lamp.apply(arrow[i]) == Lamp.GREEN) letters[i] = 'G';
            if (letters[i] == 'r' && mayTurnAfterStop(stage, i)) letters[i] = 's';
        }
        return new String(letters);
    }

    /** Groups that a state shows green, as bits: all links of a ball go, all links of an arrow go protected. */
    long green(String state, int groups) {
        long lit = 0;
        long dark = 0;
        for (int i = 0; i < ball.length && i < state.length(); i++) {
            char letter = state.charAt(i);
            if (ball[i] != NONE && ProgramStages.isGreen(letter)) lit |= 1L << ball[i];
            if (ball[i] != NONE && !ProgramStages.isGreen(letter)) dark |= 1L << ball[i];
            if (arrow[i] != NONE && letter == 'G') lit |= 1L << arrow[i];
            if (arrow[i] != NONE && letter != 'G') dark |= 1L << arrow[i];
        }
        return lit & ~dark & (groups == 64 ? -1L : (1L << groups) - 1);
    }

    /** The groups that release a place in the state: its ball, its arrow, both or none. */
    List<Integer> groupsOf(int link) {
        List<Integer> groups = new ArrayList<>();
        if (ball[link] != NONE) groups.add(ball[link]);
        if (arrow[link] != NONE) groups.add(arrow[link]);
        return groups;
    }

    /** Places in the state that a group's lamps stand for, as ball or as arrow. */
    List<Integer> linksOf(int group) {
        List<Integer> links = new ArrayList<>();
        for (int i = 0; i < ball.length; i++) if (ball[i] == group || arrow[i] == group) links.add(i);
        return links;
    }

    /** Turning right at red after a stop, where the file allows it in this stage. */
    private boolean mayTurnAfterStop(int stage, int link) {
        return stage >= 0
                && stage < stages.length
                && link < stages[stage].length()
                && stages[stage].charAt(link) == 's';
    }

    private static char letter(Lamp lamp, char green, char red) {
        return switch (lamp) {
            case GREEN -> green;
            case AMBER -> 'y';
            case RED_AMBER -> 'u';
            case FLASHING_AMBER -> 'o';
            case DARK -> 'O';
            case RED, CLEARANCE, UNKNOWN -> red;
        };
    }
}
