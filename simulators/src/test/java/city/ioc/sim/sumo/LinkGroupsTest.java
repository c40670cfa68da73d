package city.ioc.sim.sumo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signal groups of {@link CrossingNet} under different programs: links 0, 1 north, 2 east, 3, 4 south, 5 pedestrians. */
class LinkGroupsTest {
    @TempDir
    Path folder;

    @Test
    void anApproachThatGoesTogetherIsOneGroupAndPedestriansAreTheirOwn() {
        LinkGroups groups = groups("30 GgrGgr", "3 yyryyr", "20 rrGrrG", "3 rryrrr");
        assertThat(links(groups)).containsExactly(List.of(0, 1), List.of(2), List.of(3, 4), List.of(5));
        assertThat(groups.groups())
                .extracting(LinkGroups.Group::isPedestrian)
                .containsExactly(false, false, false, true);
    }

    @Test
    void groupsConflictWhereTheirWaysMeetUnlessTheFileLetsThemGoTogether() {
        LinkGroups groups = groups("30 GgrGgr", "3 yyryyr", "20 rrGrrG", "3 rryrrr");
        assertThat(conflicts(groups)).containsEntry("north", "east+walk").containsEntry("south", "east");
        assertThat(conflicts(groups)).containsEntry("east", "north+south").containsEntry("walk", "north");
    }

    @Test
    void theWayFromASidewalkToAWalkingAreaIsNoneOfTheJunctionsWays() {
        List<SignalLink> links = CrossingNet.links(CrossingNet.read(folder, "30 GgrGgr", "20 rrGrrG"));
        assertThat(links).extracting(SignalLink::request).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(links.get(0).conflictsWith(links.get(2))).isTrue();
        assertThat(links.get(0).conflictsWith(links.get(3))).isFalse();
        assertThat(links.get(4).yieldsTo(links.get(0))).isTrue();
        assertThat(links.get(0).yieldsTo(links.get(4))).isFalse();
    }

    @Test
    void aTurnThatYieldsInOneStageAndIsProtectedInAnotherHasABallAndAnArrow() {
        LinkGroups groups = groups("30 GgrGgr", "3 yyryyr", "10 rGrrGr", "3 ryrryr", "20 rrGrrr", "3 rryrrr");
        SignalLink left = CrossingNet.links(net("30 GgrGgr")).get(1);
        int ball = groups.ballOf(left);
        int arrow = groups.arrowOf(left);
        assertThat(ball).isNotEqualTo(arrow);
        assertThat(groups.isArrow(arrow)).isTrue();
        assertThat(groups.isArrow(ball)).isFalse();
        assertThat(groups.groups().get(ball).stages().stream()).containsExactly(0, 1);
        assertThat(groups.groups().get(arrow).stages().stream()).containsExactly(1);
        assertThat(groups.ballLetter(left.index())).isEqualTo('g');
    }

    @Test
    void whoTurnsOnABallAloneYieldsToTheOncomingStreet() {
        LinkGroups groups = groups("30 GgrGgr", "3 yyryyr", "20 rrGrrr", "3 rryrrr");
        List<SignalLink> links = CrossingNet.links(net("30 GgrGgr"));
        int north = groups.ballOf(0);
        int south = groups.ballOf(3);
        assertThat(groups.yieldsTo(links.get(1))).isEqualTo(1L << south);
        assertThat(groups.yieldsTo(links.get(4))).isEqualTo(1L << north);
        assertThat(groups.yieldsTo(links.get(0))).isZero();
    }

    @Test
    void whatIsGreenInEveryStageNeedsNoGroup() {
        LinkGroups groups = groups("30 GgrGgG", "3 yyryyG", "20 rrGrrG", "3 rryrrG");
        assertThat(groups.ballOf(5)).isNegative();
        assertThat(links(groups)).hasSize(3);
    }

    private SumoNet net(String... phases) {
        return CrossingNet.read(folder, phases);
    }

    private LinkGroups groups(String... phases) {
        return CrossingNet.groups(net(phases));
    }

    private static List<List<Integer>> links(LinkGroups groups) {
        return groups.groups().stream()
                .map(group -> group.links().stream().map(SignalLink::index).toList())
                .toList();
    }

    /** With whom each group conflicts, by the names of the groups of the first program. */
    private static TreeMap<String, String> conflicts(LinkGroups groups) {
        List<String> names = List.of("north", "east", "south", "walk");
        TreeMap<String, String> conflicts = new TreeMap<>();
        for (int a = 0; a < names.size(); a++)
            for (int b = 0; b < names.size(); b++)
                if (groups.conflicts(a, b)) conflicts.merge(names.get(a), names.get(b), (x, y) -> x + "+" + y);
        return conflicts;
    }
}
