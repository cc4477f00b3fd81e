package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import org.junit.jupiter.api.Test;

/** Queues: each accusation beside its near miss. */
class QueueTests {
    private final ClientStory story = new ClientStory();

    private static ClientStory with(long... elements) {
        ClientStory story = new ClientStory();
        for (long element : elements) {
            story.ok("enqueue", "q", element);
        }
        return story;
    }

    // ---- exactly once ----

    @Test
    void anElementLeavesAQueueOnceAndOnlyIfItWasPutIn() {
        assertThat(with(1).dequeue("q", 1L).dequeue("q", 1L).accusers()).containsExactly("exactly-once");
        assertThat(with(1).dequeue("q", 1L).dequeue("q", 2L).accusers()).containsExactly("exactly-once");
        assertThat(with(1).fail("enqueue", "q", 2L)
                        .dequeue("q", 1L)
                        .dequeue("q", 2L)
                        .accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().dequeue("q", 1L).ok("enqueue", "q", 1L).accusers())
                .containsExactly("exactly-once");
        assertThat(story.info("enqueue", "q", 1L).dequeue("q", 1L).accusers()).isEmpty();
    }

    @Test
    void anElementThatTwoPutInTellsNothing() {
        ClientStory twice = with(1, 1).dequeue("q", 1L).dequeue("q", 1L);
        assertThat(twice.accusers()).isEmpty();
        assertThat(twice.verdict("fifo").validity()).isEqualTo(Validity.UNKNOWN);
    }

    // ---- order ----

    @Test
    void anElementLeavesAQueueInItsTurn() {
        ClientStory swapped = with(1, 2).dequeue("q", 2L).dequeue("q", 1L);
        assertThat(swapped.accusers()).containsExactly("fifo");
        assertThat(swapped.evidence("fifo").events()).containsExactly(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
        assertThat(swapped.evidence("fifo").why())
                .isEqualTo("the dequeue of process 3 (event 6) got 1 out of q only after the dequeue of process 2"
                        + " (event 4) had got 2, which was put in later");
        assertThat(with(1, 2).dequeue("q", 1L).dequeue("q", 2L).accusers()).isEmpty();
    }

    @Test
    void whatWasUnderWayTogetherHasNoOrder() {
        ClientStory both = with(1, 2);
        Begun one = both.begin("dequeue", "q", null);
        both.dequeue("q", 2L);
        assertThat(one.ok(1L).accusers()).isEmpty();
        Begun in = story.begin("enqueue", "q", 1L);
        story.ok("enqueue", "q", 2L);
        assertThat(in.ok(1L).dequeue("q", 2L).dequeue("q", 1L).accusers()).isEmpty();
    }

    @Test
    void anElementThatNobodyGotMustNotBeOvertaken() {
        assertThat(with(1, 2).dequeue("q", 2L).accusers()).containsExactly("fifo");
        assertThat(with(1, 2).info("dequeue", "q", null).dequeue("q", 2L).accusers())
                .isEmpty();
        assertThat(with(1, 2, 3).info("dequeue", "q", null).dequeue("q", 3L).accusers())
                .containsExactly("fifo");
        assertThat(with(1, 2).fail("dequeue", "q", null).dequeue("q", 2L).accusers())
                .containsExactly("fifo");
        assertThat(with(1, 2).dequeue("q", 2L).info("dequeue", "q", null).accusers())
                .containsExactly("fifo");
    }

    @Test
    void anUnknownEnqueueMayComeBehindLaterOnesOrNever() {
        ClientStory late = story.info("enqueue", "q", 1L).ok("enqueue", "q", 2L);
        assertThat(late.dequeue("q", 2L).dequeue("q", null).dequeue("q", 1L).accusers())
                .isEmpty();
    }

    // ---- empty ----

    @Test
    void aQueueIsEmptyOnlyWhenAllMayHaveBeenTakenOut() {
        ClientStory lost = with(1).dequeue("q", null);
        assertThat(lost.accusers()).containsExactly("stale-reads");
        assertThat(lost.evidence("stale-reads").events()).containsExactly(0L, 1L, 2L, 3L);
        assertThat(with(1).info("dequeue", "q", null).dequeue("q", null).accusers())
                .isEmpty();
        assertThat(with(1, 2).info("dequeue", "q", null).dequeue("q", null).accusers())
                .containsExactly("stale-reads");
        assertThat(with(1).dequeue("q", null).info("dequeue", "q", null).accusers())
                .containsExactly("stale-reads");
    }

    @Test
    void aQueueIsNotEmptyBeforeAnElementThatIsTakenOutLater() {
        assertThat(with(1).dequeue("q", null).dequeue("q", 1L).accusers()).containsExactly("stale-reads");
        // The unknown one can't have taken what another got.
        assertThat(with(1).info("dequeue", "q", null)
                        .dequeue("q", null)
                        .dequeue("q", 1L)
                        .accusers())
                .containsExactly("stale-reads");
        ClientStory together = with(1);
        Begun empty = together.begin("dequeue", "q", null);
        together.dequeue("q", 1L);
        assertThat(empty.ok(null).accusers()).isEmpty();
    }

    @Test
    void aQueueIsNotEmptyWhileOneElementFollowsAnother() {
        ClientStory chain = with(1);
        Begun empty = chain.begin("dequeue", "q", null);
        chain.ok("enqueue", "q", 2L).dequeue("q", 1L);
        assertThat(empty.ok(null).dequeue("q", 2L).accusers()).containsExactly("stale-reads");
        ClientStory gap = with(1);
        Begun between = gap.begin("dequeue", "q", null);
        gap.dequeue("q", 1L).ok("enqueue", "q", 2L);
        assertThat(between.ok(null).dequeue("q", 2L).accusers()).isEmpty();
    }
}
