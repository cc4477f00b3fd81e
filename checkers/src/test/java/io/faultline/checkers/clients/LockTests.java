package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import org.junit.jupiter.api.Test;

/** Locks: each accusation beside its near miss. */
class LockTests {
    private static ClientStory held() {
        return new ClientStory().acquire("m", "a", 1L);
    }

    // ---- holders ----

    @Test
    void aLockHasOneHolder() {
        ClientStory two = held().acquire("m", "b", 2L);
        assertThat(two.accusers()).containsExactly("fencing-tokens");
        assertThat(two.evidence("fencing-tokens").why())
                .isEqualTo(
                        "the acquire of process 1 (event 2) got m, which the acquire of process 0 (event 0) had taken"
                                + " and not given back");
        assertThat(two.evidence("fencing-tokens").events()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(held().acquire("n", "b", 2L).accusers()).isEmpty();
    }

    @Test
    void aLockThatMayHaveBeenGivenBackMayBeTaken() {
        assertThat(held().ok("release", "m", "a").acquire("m", "b", 2L).accusers())
                .isEmpty();
        assertThat(held().info("release", "m", "a").acquire("m", "b", 2L).accusers())
                .isEmpty();
        ClientStory late = new ClientStory().info("release", "m", "a").acquire("m", "a", 1L);
        assertThat(late.acquire("m", "b", 2L).accusers()).isEmpty();
        ClientStory underWay = held();
        Begun acquire = underWay.begin("acquire", "m", "b");
        underWay.ok("release", "m", "a");
        assertThat(acquire.ok(2L).accusers()).isEmpty();
    }

    @Test
    void aReleaseThatFailedOrCameBeforeOrAfterOrOfAnotherOwnerFreesNothing() {
        assertThat(held().fail("release", "m", "a").acquire("m", "b", 2L).accusers())
                .containsExactly("fencing-tokens");
        assertThat(new ClientStory()
                        .info("acquire", "m", "a")
                        .ok("release", "m", "a")
                        .acquire("m", "a", 1L)
                        .acquire("m", "b", 2L)
                        .accusers())
                .containsExactly("fencing-tokens");
        assertThat(held().acquire("m", "b", 2L).ok("release", "m", "a").accusers())
                .containsExactly("fencing-tokens");
        assertThat(held().info("release", "m", "c").acquire("m", "b", 2L).accusers())
                .containsExactly("fencing-tokens");
    }

    @Test
    void twoThatAcquiredTogetherCanNotBothHoldIt() {
        ClientStory story = new ClientStory();
        Begun one = story.begin("acquire", "m", "a");
        Begun other = story.begin("acquire", "m", "b");
        one.ok(1L);
        assertThat(other.ok(2L).accusers()).containsExactly("fencing-tokens");
        ClientStory turns = new ClientStory();
        Begun first = turns.begin("acquire", "m", "a");
        Begun second = turns.begin("acquire", "m", "b");
        first.ok(1L);
        turns.ok("release", "m", "a");
        assertThat(second.ok(2L).accusers()).isEmpty();
    }

    @Test
    void aHolderWhoMayGiveItBackAtOnceMustNotComeInBetween() {
        ClientStory story = held();
        Begun acquire = story.begin("acquire", "m", "b");
        story.info("release", "m", "b");
        acquire.ok(2L);
        assertThat(story.accusers()).containsExactly("fencing-tokens");
    }

    @Test
    void onlyItsHolderGivesALockBack() {
        assertThat(held().ok("release", "m", "b").accusers()).containsExactly("fencing-tokens");
        assertThat(held().fail("release", "m", "b").accusers()).isEmpty();
        assertThat(held().info("release", "m", "a")
                        .info("acquire", "m", "b")
                        .ok("release", "m", "b")
                        .accusers())
                .isEmpty();
    }

    @Test
    void aLockIsGivenBackAsOftenAsItMayHaveBeenTaken() {
        assertThat(held().ok("release", "m", "a").ok("release", "m", "a").accusers())
                .containsExactly("fencing-tokens");
        assertThat(held().ok("release", "m", "a")
                        .info("acquire", "m", "a")
                        .ok("release", "m", "a")
                        .accusers())
                .isEmpty();
        assertThat(held().ok("release", "m", "a")
                        .fail("acquire", "m", "a")
                        .ok("release", "m", "a")
                        .accusers())
                .containsExactly("fencing-tokens");
    }

    @Test
    void anUnknownAcquireHoldsNothingForCertain() {
        ClientStory story = new ClientStory().info("acquire", "m", "a").acquire("m", "b", 1L);
        assertThat(story.accusers()).isEmpty();
        assertThat(new ClientStory()
                        .fail("acquire", "m", "a")
                        .acquire("m", "b", 1L)
                        .accusers())
                .isEmpty();
    }

    // ---- tokens ----

    @Test
    void tokensGrow() {
        ClientStory back = new ClientStory().acquire("m", "a", 5L).ok("release", "m", "a");
        assertThat(back.acquire("m", "b", 4L).accusers()).containsExactly("fencing-tokens");
        ClientStory together = new ClientStory();
        Begun later = together.begin("acquire", "m", "a");
        together.acquire("m", "b", 4L).ok("release", "m", "b");
        assertThat(later.ok(3L).accusers()).isEmpty();
    }

    @Test
    void oneTokenIsOfOneOwner() {
        ClientStory shared = held().ok("release", "m", "a").acquire("m", "b", 1L);
        assertThat(shared.accusers()).containsExactly("fencing-tokens");
        assertThat(shared.evidence("fencing-tokens").why())
                .isEqualTo("the acquire of process 2 (event 4) got token 1 of m, and the acquire of process 0 (event 0)"
                        + " got token 1 of m, for another owner");
    }

    @Test
    void aHolderGetsItsTokenAgainButNotAfterItsRelease() {
        assertThat(held().acquire("m", "a", 1L).accusers()).isEmpty();
        assertThat(held().ok("release", "m", "a").acquire("m", "a", 1L).accusers())
                .containsExactly("fencing-tokens");
        assertThat(held().ok("release", "m", "a").acquire("m", "a", 2L).accusers())
                .isEmpty();
        assertThat(held().info("release", "m", "a").acquire("m", "a", 1L).accusers())
                .isEmpty();
        ClientStory underWay = held();
        Begun release = underWay.begin("release", "m", "a");
        underWay.acquire("m", "a", 1L);
        assertThat(release.ok("a").accusers()).isEmpty();
    }

    @Test
    void withoutATokenNothingCanBeTold() {
        ClientStory story = held().ok("release", "m", "a").acquire("m", "b", null);
        assertThat(story.accusers()).isEmpty();
        assertThat(story.verdict("fencing-tokens").validity()).isEqualTo(Validity.UNKNOWN);
    }
}
