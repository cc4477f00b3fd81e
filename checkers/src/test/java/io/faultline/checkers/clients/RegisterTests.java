package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that are read, written, compared-and-set and deleted: each accusation beside its near miss. */
class RegisterTests {
    private final ClientStory story = new ClientStory();

    private static List<Object> pair(Object expected, Object value) {
        return Arrays.asList(expected, value);
    }

    // ---- stale ----

    @Test
    void aReadOfAValueThatWasOverwrittenBeforeItBeganIsStale() {
        story.ok("write", "x", 1L).ok("write", "x", 2L).read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
        Evidence evidence = story.evidence("stale-reads");
        assertThat(evidence.why())
                .isEqualTo("the read of process 2 (event 4) saw 1 in x, though the write of process 1 (event 2) had"
                        + " changed it since the write of process 0 (event 0)");
        assertThat(evidence.events()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void aReadThatBeganBeforeTheOverwriteEndedMaySeeEither() {
        story.ok("write", "x", 1L);
        Begun read = story.begin("read", "x", null);
        story.ok("write", "x", 2L);
        read.ok(1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void writesThatWereUnderWayTogetherMayHaveHappenedInEitherOrder() {
        Begun first = story.begin("write", "x", 1L);
        story.ok("write", "x", 2L);
        first.ok(1L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void anUnknownWriteMayComeThroughLate() {
        story.info("write", "x", 1L).ok("write", "x", 2L).read("x", 2L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void anUnknownWriteThatWasSeenAndThenOverwrittenDoesNotComeBack() {
        story.info("write", "x", 1L).read("x", 1L).ok("write", "x", 2L).read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
        assertThat(story.evidence("stale-reads").why())
                .contains("had changed it since the read of process 1 (event 2)");
    }

    @Test
    void anUnknownOverwriteCountsFromWhenItWasSeen() {
        story.ok("write", "x", 1L).info("write", "x", 2L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
        ClientStory seen = new ClientStory().ok("write", "x", 1L).info("write", "x", 2L);
        assertThat(seen.read("x", 2L).read("x", 1L).accusers()).containsExactly("stale-reads");
    }

    @Test
    void aFailedOverwriteDidNotHappen() {
        story.ok("write", "x", 1L).fail("write", "x", 2L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void aValueThatFailedOnceAndWasWrittenAgainMayBeSeen() {
        story.fail("write", "x", 1L).ok("write", "x", 1L).fail("write", "x", 1L).read("x", 1L);
        assertThat(story.verdict("stale-reads").validity()).isEqualTo(Validity.VALID);
        assertThat(story.verdict("exactly-once").validity()).isEqualTo(Validity.VALID);
    }

    // ---- nothing ----

    @Test
    void nothingIsReadAfterAnAcknowledgedWriteOnlyWhereSomebodyRemovedIt() {
        assertThat(new ClientStory().ok("write", "x", 1L).read("x", null).accusers())
                .containsExactly("stale-reads");
        assertThat(new ClientStory().read("x", null).ok("write", "x", 1L).accusers())
                .isEmpty();
        for (ClientStory removed : List.of(
                new ClientStory().ok("write", "x", 1L).info("delete", "x", null),
                new ClientStory().info("delete", "x", null).ok("write", "x", 1L),
                new ClientStory().ok("write", "x", 1L).ok("write", "x", null),
                new ClientStory().ok("write", "x", 1L).ok("cas", "x", pair(1L, null)))) {
            assertThat(removed.read("x", null).accusers()).isEmpty();
        }
    }

    @Test
    void whatWasRemovedBeforeTheLastWriteBeganIsNotRemovedAfterIt() {
        story.ok("write", "x", 1L).ok("delete", "x", null).ok("write", "x", 2L).read("x", null);
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory late = new ClientStory().ok("write", "x", 1L);
        Begun read = late.begin("read", "x", null);
        late.ok("delete", "x", null);
        assertThat(read.ok(null).accusers()).isEmpty();
    }

    @Test
    void aFailedDeleteRemovesNothing() {
        story.ok("write", "x", 1L).fail("delete", "x", null).read("x", null);
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    @Test
    void aDeletedValueIsStale() {
        story.ok("write", "x", 1L).ok("delete", "x", null).read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    // ---- invented ----

    @Test
    void aValueThatNobodyWroteOrThatFailedOrThatComesLaterIsInvented() {
        assertThat(new ClientStory().ok("write", "x", 1L).read("x", 7L).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("write", "x", 1L)
                        .fail("write", "x", 2L)
                        .read("x", 2L)
                        .accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("write", "x", 1L)
                        .read("x", 2L)
                        .ok("write", "x", 2L)
                        .accusers())
                .containsExactly("exactly-once");
        Begun write = story.begin("write", "x", 1L);
        assertThat(write.ok(1L).read("x", 1L).accusers()).isEmpty();
    }

    // ---- compare and set ----

    @Test
    void oneValueIsTakenByOneCompareAndSetOnly() {
        story.ok("write", "x", 1L).ok("cas", "x", pair(1L, 2L)).ok("cas", "x", pair(1L, 3L));
        assertThat(story.accusers()).contains("exactly-once", "stale-reads");
        ClientStory chain = new ClientStory().ok("write", "x", 1L).ok("cas", "x", pair(1L, 2L));
        assertThat(chain.ok("cas", "x", pair(2L, 3L)).read("x", 3L).accusers()).isEmpty();
        ClientStory refused = new ClientStory().ok("write", "x", 1L).ok("cas", "x", pair(1L, 2L));
        assertThat(refused.fail("cas", "x", pair(1L, 3L)).accusers()).isEmpty();
    }

    @Test
    void twoThatWereUnderWayTogetherCanNotBothHaveTakenAValue() {
        story.ok("write", "x", 1L);
        Begun one = story.begin("cas", "x", pair(1L, 2L));
        Begun other = story.begin("cas", "x", pair(1L, 3L));
        one.ok(pair(1L, 2L));
        other.ok(pair(1L, 3L));
        assertThat(story.accusers()).containsExactly("exactly-once");
    }

    @Test
    void anUnknownCompareAndSetWhoseValueWasSeenHasSeenWhatItExpected() {
        story.ok("write", "x", 1L).ok("write", "x", 2L).info("cas", "x", pair(1L, 3L));
        assertThat(story.accusers()).isEmpty();
        ClientStory seen = new ClientStory().ok("write", "x", 1L).ok("write", "x", 2L);
        assertThat(seen.info("cas", "x", pair(1L, 3L)).read("x", 3L).accusers()).containsExactly("stale-reads");
    }

    @Test
    void whatAChainOfCompareAndSetsBeganFromWasThereBefore() {
        story.info("write", "x", 1L)
                .info("cas", "x", pair(1L, 2L))
                .info("cas", "x", pair(2L, 3L))
                .read("x", 3L)
                .ok("write", "x", 4L)
                .read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    @Test
    void aKeyWithoutAValueMayBeSetFromNothing() {
        story.ok("cas", "x", pair(null, 1L)).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
        ClientStory again = new ClientStory().ok("cas", "x", pair(null, 1L));
        assertThat(again.ok("cas", "x", pair(null, 2L)).accusers()).containsExactly("stale-reads");
    }

    // ---- transactions ----

    @Test
    void stepsOfTransactionsCountToo() {
        story.ok("txn", null, List.of(List.of("w", "x", 1L), List.of("w", "y", 1L)));
        story.ok("txn", null, List.of(List.of("w", "x", 2L), pairOf("r", "x", 2L), pairOf("r", "y", 1L)));
        assertThat(story.accusers()).isEmpty();
        story.begin("txn", null, List.of(pairOf("r", "x", null))).ok(List.of(pairOf("r", "x", 1L)));
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    private static List<Object> pairOf(String kind, String key, Object value) {
        return Arrays.asList(kind, key, value);
    }

    // ---- what can't be judged ----

    @Test
    void valuesThatAreWrittenTwiceTellNothing() {
        story.ok("write", "x", 1L).ok("write", "x", 2L).ok("write", "x", 1L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
        assertThat(story.verdict("stale-reads").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(story.verdict("stale-reads").summary())
                .isEqualTo("not all that was seen can be judged: x was given 1 by the write of process 0 (event 0) and"
                        + " by the write of process 2 (event 4)");
    }

    @Test
    void aKeyOfSeveralKindsOrWithAnOperationNobodyKnowsIsNotJudged() {
        for (ClientStory odd : List.of(
                new ClientStory().ok("write", "x", 1L).ok("append", "x", 2L),
                new ClientStory().ok("write", "x", 1L).ok("add", "x", 2L),
                new ClientStory().ok("write", "x", 1L).ok("increment", "x", null),
                new ClientStory().ok("write", "x", 1L).ok("cas", "x", 2L),
                new ClientStory().ok("txn", null, List.of(List.of("w", "x"))).read("x", 1L))) {
            odd.read("x", 9L);
            assertThat(odd.accusers()).isEmpty();
            for (String checker : List.of("stale-reads", "durability", "exactly-once")) {
                assertThat(odd.verdict(checker).validity()).as(checker).isEqualTo(Validity.UNKNOWN);
            }
        }
    }

    @Test
    void anAnswerToWhatWasNeverAskedLeavesADoubt() {
        Begun write = story.begin("write", "x", 1L);
        write.ok(1L).read("x", 1L);
        assertThat(story.verdict("stale-reads").validity()).isEqualTo(Validity.VALID);
        write.ok(1L);
        assertThat(story.verdict("stale-reads").summary()).contains("ended something that it never began (event 4)");
    }

    @Test
    void keysThatLookAlikeAreTwo() {
        story.ok("write", 1L, 1L).ok("write", "1", 2L).read(1L, 1L).read("1", 2L);
        story.ok("enqueue", "1", 3L).ok("acquire", "1", "a").read("1", 2L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void operationsWithoutAKeyAreAllOfOneThing() {
        story.ok("write", null, 1L).ok("write", null, 2L).read(null, 1L);
        assertThat(story.evidence("stale-reads").why()).contains("saw 1 in the only key");
    }
}
