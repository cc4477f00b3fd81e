package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.clients.ClientStory.Begun;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Keys that elements are appended or added to: each accusation beside its near miss. */
class ListAndSetTests {
    private final ClientStory story = new ClientStory();

    private static List<Object> list(long... elements) {
        return Arrays.stream(elements).<Object>mapToObj(element -> element).toList();
    }

    // ---- lists ----

    @Test
    void anAcknowledgedElementThatALaterReadLacksIsMissed() {
        story.ok("append", "l", 1L).ok("append", "l", 2L).read("l", list(1));
        assertThat(story.accusers()).containsExactly("stale-reads");
        assertThat(story.evidence("stale-reads").why())
                .isEqualTo(
                        "the read of process 2 (event 4) saw 1 elements of l and not 2, which the append of process 1"
                                + " (event 2) had appended");
        ClientStory unknown = new ClientStory().ok("append", "l", 1L).info("append", "l", 2L);
        assertThat(unknown.read("l", list(1)).read("l", list(1, 2)).accusers()).isEmpty();
    }

    @Test
    void aListDoesNotShrink() {
        story.info("append", "l", 1L).read("l", list(1)).read("l", null);
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory together = new ClientStory().info("append", "l", 1L);
        Begun read = together.begin("read", "l", null);
        together.read("l", list(1));
        assertThat(read.ok(null).accusers()).isEmpty();
    }

    @Test
    void twoListsOfWhichNeitherBeginsTheOtherContradict() {
        story.info("append", "l", 1L).info("append", "l", 2L).read("l", list(1)).read("l", list(2, 1));
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory prefix = new ClientStory().info("append", "l", 1L).info("append", "l", 2L);
        assertThat(prefix.read("l", list(2)).read("l", list(2, 1)).accusers()).isEmpty();
    }

    @Test
    void elementsStandInTheOrderInWhichTheyWereAcknowledged() {
        story.ok("append", "l", 1L).ok("append", "l", 2L).read("l", list(2, 1));
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory together = new ClientStory();
        Begun first = together.begin("append", "l", 1L);
        together.ok("append", "l", 2L);
        assertThat(first.ok(1L).read("l", list(2, 1)).accusers()).isEmpty();
    }

    @Test
    void anUnknownAppendMayComeBehindLaterOnes() {
        story.info("append", "l", 1L).ok("append", "l", 2L).read("l", list(2)).read("l", list(2, 1));
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void anElementIsThereOnceAndOnlyIfItWasAskedFor() {
        assertThat(new ClientStory().ok("append", "l", 1L).read("l", list(1, 1)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().ok("append", "l", 1L).read("l", list(1, 9)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().fail("append", "l", 1L).read("l", list(1)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().read("l", list(1)).ok("append", "l", 1L).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().ok("append", "l", 1L).read("l", "1").accusers())
                .containsExactly("exactly-once");
    }

    @Test
    void aListWithADoubledElementSpeaksAgainstItselfOnly() {
        story.ok("append", "l", 1L).read("l", list(1, 1)).ok("append", "l", 2L).read("l", list(1, 2));
        assertThat(story.accusers()).containsExactly("exactly-once");
    }

    @Test
    void aReadInWhichLaterElementsAreSeenTooEarlyIsFoundThoughItBeginsTheLongest() {
        story.ok("append", "l", 1L).read("l", list(1, 2)).ok("append", "l", 2L).read("l", list(1, 2));
        assertThat(story.accusers()).containsExactly("exactly-once");
    }

    @Test
    void stepsOfTransactionsCountToo() {
        story.ok("txn", null, List.of(List.of("append", "l", 1L)));
        List<Object> read = Arrays.asList("r", "l", null);
        story.begin("txn", null, List.of(read)).ok(List.of(Arrays.asList("r", "l", List.of())));
        assertThat(story.accusers()).containsExactly("stale-reads");
        ClientStory own = new ClientStory();
        own.begin("txn", null, List.of(List.of("append", "l", 1L), read))
                .ok(List.of(List.of("append", "l", 1L), List.of("r", "l", list(1))));
        assertThat(own.accusers()).isEmpty();
    }

    @Test
    void anElementThatTwoAppendedTellsNothing() {
        story.ok("append", "l", 1L).ok("append", "l", 1L).read("l", list(1, 1));
        assertThat(story.accusers()).isEmpty();
        assertThat(story.verdict("exactly-once").validity()).isEqualTo(Validity.UNKNOWN);
        ClientStory again = new ClientStory().fail("append", "l", 1L).ok("append", "l", 1L);
        assertThat(again.read("l", list(1)).verdict("exactly-once").validity()).isEqualTo(Validity.VALID);
    }

    // ---- sets ----

    @Test
    void aSetHoldsWhatWasAddedInAnyOrder() {
        story.ok("add", "s", 1L).ok("add", "s", 2L).info("add", "s", 3L).read("s", list(2, 1));
        story.read("s", list(3, 1, 2)).read("s", list(1, 3, 2));
        assertThat(story.accusers()).isEmpty();
    }

    @Test
    void anElementOfASetIsMissedOnceItWasAcknowledgedOrSeen() {
        story.ok("add", "s", 1L).ok("add", "s", 2L).read("s", list(2));
        assertThat(story.accusers()).containsExactly("stale-reads");
        assertThat(story.evidence("stale-reads").events()).containsExactly(0L, 1L, 4L, 5L);
        ClientStory seen = new ClientStory().info("add", "s", 1L).read("s", list(1));
        assertThat(seen.read("s", list()).accusers()).containsExactly("stale-reads");
        ClientStory together = new ClientStory();
        Begun add = together.begin("add", "s", 1L);
        together.read("s", list());
        assertThat(add.ok(1L).read("s", list(1)).accusers()).isEmpty();
    }

    @Test
    void anElementOfASetIsThereOnceAndOnlyIfItWasAskedFor() {
        assertThat(new ClientStory().ok("add", "s", 1L).read("s", list(1, 1)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().ok("add", "s", 1L).read("s", list(1, 9)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory().fail("add", "s", 1L).read("s", list(1)).accusers())
                .containsExactly("exactly-once");
        assertThat(new ClientStory()
                        .ok("add", "s", 1L)
                        .read("s", list(1, 2))
                        .ok("add", "s", 2L)
                        .accusers())
                .containsExactly("exactly-once");
    }
}
