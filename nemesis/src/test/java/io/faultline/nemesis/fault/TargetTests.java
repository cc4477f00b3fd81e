package io.faultline.nemesis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.nemesis.kit.Seeded;
import io.faultline.nemesis.kit.Values;
import io.faultline.nemesis.kit.View;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A target")
class TargetTests {

    private static final List<String> ORDER = List.of("n4", "n2", "n5", "n1", "n3");
    private static final View CALM = View.of(5).leader("n2");

    @Test
    void leaderIsTheLeader() {
        assertThat(new Target.Leader(ORDER).resolve(CALM)).containsExactly("n2");
    }

    @Test
    void leaderWithoutALeaderIsTheFirstOfTheOrderThatIsUpAndNotPaused() {
        Target leader = new Target.Leader(ORDER);
        assertThat(leader.resolve(View.of(5))).containsExactly("n4");
        assertThat(leader.resolve(View.of(5).down("n4"))).containsExactly("n2");
        assertThat(leader.resolve(View.of(5).down("n4").paused("n2"))).containsExactly("n5");
    }

    @Test
    void leaderOfAClusterThatIsAllDownIsStillSomebody() {
        View dead = View.of(5).down("n1", "n2", "n3", "n4", "n5");
        assertThat(new Target.Leader(ORDER).resolve(dead)).containsExactly("n4");
    }

    @Test
    void followersAreAllOthers() {
        assertThat(new Target.Followers(ORDER).resolve(CALM)).containsExactly("n4", "n5", "n1", "n3");
        assertThat(new Target.Followers(ORDER).resolve(View.of(5))).containsExactly("n4", "n2", "n5", "n1");
    }

    @Test
    void majorityAndMinorityAreTheFirstOfTheOrder() {
        assertThat(new Target.Majority(ORDER).resolve(CALM)).containsExactly("n4", "n2", "n5");
        assertThat(new Target.Minority(ORDER).resolve(CALM)).containsExactly("n4", "n2");
    }

    @Test
    void minorityWithTheLeaderHasItInFront() {
        View view = View.of(5).leader("n3");
        assertThat(new Target.MinorityWithLeader(ORDER).resolve(view)).containsExactly("n3", "n4");
        assertThat(new Target.MinorityWithoutLeader(ORDER).resolve(CALM)).containsExactly("n4", "n5");
    }

    @Test
    void randomPrefersNodesStillAlive() {
        View view = View.of(5).down("n4").paused("n2");
        assertThat(new Target.Random(2, ORDER).resolve(view)).containsExactly("n5", "n1");
        assertThat(new Target.Random(5, ORDER).resolve(view)).containsExactly("n5", "n1", "n3", "n2", "n4");
    }

    @Test
    void namedIsWhoItSays() {
        assertThat(new Target.Named(List.of("n3", "n1")).resolve(CALM.down("n3")))
                .containsExactly("n3", "n1");
    }

    @Test
    void refusesNonsense() {
        assertThatThrownBy(() -> new Target.Named(List.of())).hasMessage("nodes must name at least one node");
        assertThatThrownBy(() -> new Target.Leader(List.of("n1", "n1"))).hasMessageStartingWith("order names n1 twice");
        assertThatThrownBy(() -> new Target.Random(6, ORDER)).hasMessage("count must be within 1..5, but is 6");
    }

    @Test
    void isNeverEmptyAndNeverNamesANodeTwiceOrAStranger() {
        Seeded.forSeeds(2000, seed -> {
            int size = 1 + (int) (seed % 7);
            Values values = new Values(seed, size);
            Target target = values.target();
            View view = values.view();
            List<String> resolved = target.resolve(view);
            assertThat(resolved).as("%s in %s", target, view).isNotEmpty().doesNotHaveDuplicates();
            assertThat(view.nodes()).containsAll(resolved);
            assertThat(target.resolve(view)).isEqualTo(resolved);
        });
    }

    @Test
    void minorityLeavesAMajority() {
        for (int size = 3; size <= 9; size++) {
            View view = View.of(size);
            assertThat(new Target.Minority(view.nodes()).resolve(view)).hasSizeLessThanOrEqualTo((size - 1) / 2);
            assertThat(new Target.Majority(view.nodes()).resolve(view)).hasSize(size / 2 + 1);
        }
    }
}
