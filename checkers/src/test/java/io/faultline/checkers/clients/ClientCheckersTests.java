package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each accusation beside its near miss. */
class ClientCheckersTests {
    private final ClientStory story = new ClientStory();

    // ---- registers ----

    @Test
    void aReadOfAValueThatWasOverwrittenBeforeItBeganIsStale() {
        story.ok("write", "x", 1L).ok("write", "x", 2L).read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
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
    void anUnknownWriteMayComeThroughLate() {
        Begun late = story.begin("write", "x", 1L);
        late.info();
        story.ok("write", "x", 2L).read("x", 2L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void anUnknownOverwriteMayNotHaveHappened() {
        story.ok("write", "x", 1L);
        story.begin("write", "x", 2L).info();
        story.read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void nothingIsReadAfterAnAcknowledgedWriteOnlyWhereSomebodyDeletes() {
        story.ok("write", "x", 1L).read("x", null);
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory other = new ClientStory().ok("write", "x", 1L);
        other.begin("delete", "x", null).info();
        assertThat(other.read("x", null).accusers()).isEmpty();
    }

    @Test
    void aDeletedValueIsStale() {
        story.ok("write", "x", 1L).ok("delete", "x", null).read("x", 1L);
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    @Test
    void aValueThatNobodyWroteOrThatFailedOrThatComesLaterIsInvented() {
        assertThat(new ClientStory().ok("write", "x", 1L).read("x", 7L).accusers())
                .containsExactly("exactly-once");
        ClientStory failed = new ClientStory().ok("write", "x", 1L);
        failed.begin("write", "x", 2L).fail();
        assertThat(failed.read("x", 2L).accusers()).containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("write", "x", 1L)
                        .read("x", 2L)
                        .ok("write", "x", 2L)
                        .accusers())
                .containsExactly("exactly-once");
    }

    @Test
    void oneValueIsTakenByOneCompareAndSetOnly() {
        story.ok("write", "x", 1L).ok("cas", "x", List.of(1L, 2L));
        story.ok("cas", "x", List.of(1L, 3L));
        assertThat(story.accusers()).contains("exactly-once", "stale-reads");
        ClientStory chain = new ClientStory().ok("write", "x", 1L).ok("cas", "x", List.of(1L, 2L));
        assertThat(chain.ok("cas", "x", List.of(2L, 3L)).read("x", 3L).accusers())
                .isEmpty();
    }

    @Test
    void valuesThatAreWrittenTwiceTellNothing() {
        story.ok("write", "x", 1L).ok("write", "x", 2L).ok("write", "x", 1L).read("x", 1L);
        assertThat(story.accusers()).isEmpty();
    }

    // ---- lists ----

    @Test
    void anAcknowledgedElementThatALaterReadLacksIsMissed() {
        story.ok("append", "l", 1L).ok("append", "l", 2L).read("l", List.of(1L));
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory unknown = new ClientStory().ok("append", "l", 1L);
        unknown.begin("append", "l", 2L).info();
        assertThat(unknown.read("l", List.of(1L)).read("l", List.of(1L, 2L)).accusers())
                .isEmpty();
    }

    @Test
    void aListDoesNotShrink() {
        story.begin("append", "l", 1L).info();
        story.read("l", List.of(1L)).read("l", null);
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    @Test
    void twoListsOfWhichNeitherBeginsTheOtherContradict() {
        story.begin("append", "l", 1L).info();
        story.begin("append", "l", 2L).info();
        story.read("l", List.of(1L)).read("l", List.of(2L, 1L));
        assertThat(story.accusers()).containsExactly("exactly-once");
    }

    @Test
    void anElementIsThereOnceAndOnlyIfItWasAskedFor() {
        assertThat(new ClientStory()
                        .ok("append", "l", 1L)
                        .read("l", List.of(1L, 1L))
                        .accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("append", "l", 1L)
                        .read("l", List.of(1L, 9L))
                        .accusers())
                .containsExactly("exactly-once");
        ClientStory failed = new ClientStory();
        failed.begin("append", "l", 1L).fail();
        assertThat(failed.read("l", List.of(1L)).accusers()).containsExactly("exactly-once");
    }

    @Test
    void stepsOfTransactionsCountToo() {
        story.begin("txn", null, List.of(List.of("append", "l", 1L))).ok(List.of(List.of("append", "l", 1L)));
        List<Object> read = Arrays.asList("r", "l", null);
        story.begin("txn", null, List.of(read)).ok(List.of(Arrays.asList("r", "l", List.of())));
        assertThat(story.accusers()).containsExactly("stale-reads");
    }

    // ---- counters ----

    @Test
    void aCounterLiesBetweenWhatWasAcknowledgedAndWhatWasAskedFor() {
        story.ok("add", "c", 2L);
        story.begin("add", "c", 3L).info();
        story.read("c", 2L).read("c", 5L);
        assertThat(story.accusers()).isEmpty();
        assertThat(new ClientStory().ok("add", "c", 2L).read("c", 1L).accusers())
                .containsExactly("stale-reads");
        assertThat(new ClientStory().ok("add", "c", 2L).read("c", 4L).accusers())
                .containsExactly("exactly-once");
    }

    // ---- queues ----

    @Test
    void anElementLeavesAQueueOnceAndInItsTurn() {
        ClientStory twice = new ClientStory().ok("enqueue", "q", 1L);
        twice.begin("dequeue", "q", null).ok(1L);
        twice.begin("dequeue", "q", null).ok(1L);
        assertThat(twice.accusers()).containsExactly("exactly-once");

        ClientStory swapped = new ClientStory().ok("enqueue", "q", 1L).ok("enqueue", "q", 2L);
        swapped.begin("dequeue", "q", null).ok(2L);
        swapped.begin("dequeue", "q", null).ok(1L);
        assertThat(swapped.accusers()).containsExactly("fifo");

        ClientStory together = new ClientStory().ok("enqueue", "q", 1L).ok("enqueue", "q", 2L);
        Begun first = together.begin("dequeue", "q", null);
        together.begin("dequeue", "q", null).ok(2L);
        first.ok(1L);
        assertThat(together.accusers()).isEmpty();
    }

    @Test
    void aQueueIsEmptyOnlyWhenAllMayHaveBeenTakenOut() {
        ClientStory lost = new ClientStory().ok("enqueue", "q", 1L);
        lost.begin("dequeue", "q", null).ok(null);
        assertThat(lost.accusers()).containsExactly("stale-reads");

        ClientStory unknown = new ClientStory().ok("enqueue", "q", 1L);
        unknown.begin("dequeue", "q", null).info();
        unknown.begin("dequeue", "q", null).ok(null);
        assertThat(unknown.accusers()).isEmpty();
    }

    // ---- locks ----

    @Test
    void aLockHasOneHolderAndItsTokensGrow() {
        ClientStory two = new ClientStory();
        two.begin("acquire", "m", "a").ok(1L);
        two.begin("acquire", "m", "b").ok(2L);
        assertThat(two.accusers()).containsExactly("fencing-tokens");

        ClientStory released = new ClientStory();
        released.begin("acquire", "m", "a").ok(1L);
        released.begin("release", "m", "a").info();
        released.begin("acquire", "m", "b").ok(2L);
        assertThat(released.accusers()).isEmpty();

        ClientStory back = new ClientStory();
        back.begin("acquire", "m", "a").ok(5L);
        back.ok("release", "m", "a");
        back.begin("acquire", "m", "b").ok(4L);
        assertThat(back.accusers()).containsExactly("fencing-tokens");
    }

    // ---- the end ----

    @Test
    void whatIsMissingInTheFinalReadsIsLost() {
        story.ok("append", "l", 1L).finalReads().read("l", null);
        assertThat(story.accusers()).containsExactly("stale-reads", "durability");
        ClientStory before =
                new ClientStory().ok("append", "l", 1L).read("l", null).finalReads();
        assertThat(before.read("l", List.of(1L)).accusers()).containsExactly("stale-reads");
    }

    @Test
    void withoutFinalReadsNobodyKnowsWhatIsThere() {
        story.ok("append", "l", 1L).read("l", List.of(1L));
        assertThat(story.verdict("durability").validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void tooFewSuccessesAreNoReasonToBeGreen() {
        story.ok("write", "x", 1L);
        assertThat(story.verdict("availability").validity()).isEqualTo(Validity.UNKNOWN);
        ClientStory enough = new ClientStory();
        for (long i = 0; i < 10; i++) {
            enough.ok("write", "x", i);
        }
        assertThat(enough.verdict("availability").validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void ofAHistoryWithoutClientsNothingIsSaid() {
        assertThat(ClientCheckers.of(story.history())).isEmpty();
    }
}
