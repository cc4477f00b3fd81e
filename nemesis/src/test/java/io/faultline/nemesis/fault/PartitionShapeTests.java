package io.faultline.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.kit.Nodes;
import io.faultline.nemesis.kit.View;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("A partition shape")
class PartitionShapeTests {

    /** Returns the groups of nodes that see each other both ways, as sizes in order of appearance. */
    private static List<Integer> groupSizes(int size, PartitionShape shape) {
        List<Set<String>> groups = new ArrayList<>();
        for (String node : Nodes.of(size)) {
            Set<String> seen = seenBy(node, size, shape.links(Nodes.of(size), Direction.BOTH));
            if (!groups.contains(seen)) {
                groups.add(seen);
            }
        }
        return groups.stream().map(Set::size).toList();
    }

    private static Set<String> seenBy(String node, int size, Set<Link> cut) {
        Set<String> seen = new TreeSet<>();
        for (String other : Nodes.of(size)) {
            if (other.equals(node) || !cut.contains(new Link(node, other)) && !cut.contains(new Link(other, node))) {
                seen.add(other);
            }
        }
        return seen;
    }

    @ParameterizedTest(name = "{0} of {1} nodes gives groups of {2}")
    @CsvSource({
        "ONE_NODE,3,'1,2'",
        "ONE_NODE,4,'1,3'",
        "ONE_NODE,5,'1,4'",
        "ONE_NODE,7,'1,6'",
        "HALVES,3,'1,2'",
        "HALVES,4,'2,2'",
        "HALVES,5,'2,3'",
        "HALVES,7,'3,4'",
        "MAJORITY_MINORITY,3,'1,2'",
        "MAJORITY_MINORITY,4,'1,3'",
        "MAJORITY_MINORITY,5,'2,3'",
        "MAJORITY_MINORITY,7,'3,4'",
        "LEADER_ALONE,5,'1,4'",
        "LEADER_WITH_MINORITY,3,'1,2'",
        "LEADER_WITH_MINORITY,4,'1,3'",
        "LEADER_WITH_MINORITY,5,'2,3'",
        "LEADER_WITH_MINORITY,7,'3,4'",
        "THIRDS,3,'1,1,1'",
        "THIRDS,4,'2,1,1'",
        "THIRDS,5,'2,2,1'",
        "THIRDS,7,'3,2,2'"
    })
    void splits(PartitionShape shape, int size, String expected) {
        List<Integer> sizes =
                Arrays.stream(expected.split(",")).map(Integer::valueOf).toList();
        assertThat(groupSizes(size, shape)).isEqualTo(sizes);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7})
    void thirdsLeaveNoMajority(int size) {
        assertThat(groupSizes(size, PartitionShape.THIRDS)).allMatch(group -> group <= size / 2);
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6, 7, 9})
    void onTheRingEachNodeSeesAMajorityAndNoTwoTheSame(int size) {
        Set<Link> cut = PartitionShape.MAJORITIES_RING.links(Nodes.of(size), Direction.BOTH);
        Set<Set<String>> views = new HashSet<>();
        for (String node : Nodes.of(size)) {
            Set<String> seen = seenBy(node, size, cut);
            assertThat(seen).hasSizeGreaterThan(size / 2);
            views.add(seen);
        }
        assertThat(views).hasSize(size);
        assertThat(cut).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7})
    void theBridgeSeesAllAndTheSidesSeeOnlyItAndThemselves(int size) {
        Set<Link> cut = PartitionShape.BRIDGE.links(Nodes.of(size), Direction.BOTH);
        int left = (size - 1) / 2;
        assertThat(seenBy("n1", size, cut)).hasSize(size);
        for (int i = 2; i <= size; i++) {
            int side = i - 2 < left ? left : size - 1 - left;
            assertThat(seenBy("n" + i, size, cut)).hasSize(side + 1).contains("n1");
        }
    }

    @Test
    void bridgeOfFiveCutsTheEightLinksBetweenTwoPairs() {
        assertThat(PartitionShape.BRIDGE.links(Nodes.of(5), Direction.BOTH))
                .extracting(Link::toString)
                .containsExactly("n2→n4", "n2→n5", "n3→n4", "n3→n5", "n4→n2", "n4→n3", "n5→n2", "n5→n3");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 7})
    void halfSeenTheLeaderKeepsTheOtherHalfAndCutsNobodyOff(int size) {
        Set<Link> cut = PartitionShape.LEADER_HALF_SEEN.links(Nodes.of(size), Direction.BOTH);
        assertThat(seenBy("n1", size, cut)).hasSize(size - (size - 1) / 2);
        for (String node : Nodes.of(size).subList(1, size)) {
            assertThat(seenBy(node, size, cut)).containsAll(Nodes.of(size).subList(1, size));
        }
    }

    @Test
    void withTheLeaderAloneAndTheRestHalvedNobodySeesAMajority() {
        Set<Link> cut = PartitionShape.LEADER_ALONE_REST_HALVED.links(Nodes.of(5), Direction.BOTH);
        assertThat(seenBy("n1", 5, cut)).containsExactly("n1");
        assertThat(seenBy("n2", 5, cut)).containsExactlyInAnyOrder("n2", "n3");
        assertThat(seenBy("n5", 5, cut)).containsExactlyInAnyOrder("n4", "n5");
    }

    @Test
    void deafHearsNobodyAndMuteIsHeardByNobody() {
        assertThat(PartitionShape.DEAF.links(Nodes.of(3), Direction.BOTH))
                .containsExactly(new Link("n2", "n1"), new Link("n3", "n1"));
        assertThat(PartitionShape.MUTE.links(Nodes.of(3), Direction.BOTH))
                .containsExactly(new Link("n1", "n2"), new Link("n1", "n3"));
    }

    @Test
    void singleLinkIsTheOneFromTheFirstToTheSecond() {
        assertThat(PartitionShape.SINGLE_LINK.links(List.of("n4", "n2", "n1"), Direction.BOTH))
                .containsExactly(new Link("n4", "n2"));
    }

    @ParameterizedTest
    @EnumSource(PartitionShape.class)
    void outAndInTogetherAreBothAndNeverTheSame(PartitionShape shape) {
        Set<Link> both = shape.links(Nodes.of(5), Direction.BOTH);
        Set<Link> out = shape.links(Nodes.of(5), Direction.OUT);
        Set<Link> in = shape.links(Nodes.of(5), Direction.IN);
        if (shape.oneWay()) {
            assertThat(out).isEqualTo(both);
            assertThat(in).isEqualTo(both);
            return;
        }
        Set<Link> joined = new TreeSet<>(out);
        joined.addAll(in);
        assertThat(joined).isEqualTo(both);
        assertThat(out).doesNotContainAnyElementsOf(in);
        assertThat(in).isEqualTo(new TreeSet<>(out.stream().map(Link::reversed).toList()));
    }

    @ParameterizedTest
    @EnumSource(PartitionShape.class)
    void cleanShapesFallIntoFullyConnectedGroups(PartitionShape shape) {
        Set<Link> cut = shape.links(Nodes.of(5), Direction.BOTH);
        boolean grouped = true;
        for (String node : Nodes.of(5)) {
            Set<String> seen = seenBy(node, 5, cut);
            for (String other : seen) {
                grouped &= seenBy(other, 5, cut).equals(seen);
            }
        }
        boolean bothWays = cut.stream().allMatch(link -> cut.contains(link.reversed()));
        assertThat(shape.clean()).isEqualTo(grouped && bothWays);
    }

    @Test
    void needsEnoughNodes() {
        assertThatThrownBy(() -> PartitionShape.BRIDGE.links(Nodes.of(2), Direction.BOTH))
                .hasMessage("BRIDGE needs at least 3 nodes, but there are 2");
    }

    @Test
    void aboutTheLeaderPutsTheLeaderInTheSmallGroup() {
        Partition cut =
                new Partition(PartitionShape.LEADER_WITH_MINORITY, Nodes.of(5), Direction.BOTH, CutKind.BLACK_HOLE);
        Injection.CutLinks resolved =
                (Injection.CutLinks) cut.resolve(View.of(5).leader("n4"));
        assertThat(seenBy("n4", 5, resolved.links())).containsExactly("n1", "n4");
    }

    @Test
    void aboutTheLeaderWithoutALeaderTakesTheFirstOfTheOrderThatRuns() {
        Partition cut = new Partition(
                PartitionShape.LEADER_ALONE, List.of("n2", "n5", "n1", "n3", "n4"), Direction.BOTH, CutKind.REFUSED);
        Injection.CutLinks resolved =
                (Injection.CutLinks) cut.resolve(View.of(5).down("n2"));
        assertThat(seenBy("n5", 5, resolved.links())).containsExactly("n5");
    }

    @Test
    void takesNoSecondDirectionWhenItHasOne() {
        assertThatThrownBy(() -> new Partition(PartitionShape.DEAF, Nodes.of(3), Direction.OUT, CutKind.BLACK_HOLE))
                .hasMessage("DEAF has a direction of its own; write BOTH, not OUT");
    }
}
