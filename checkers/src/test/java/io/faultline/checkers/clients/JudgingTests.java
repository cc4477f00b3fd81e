package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Judgement;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Histories;
import io.faultline.checkers.kit.Property;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who judges what, when nothing can be told, and what is there at the end. */
class JudgingTests {
    private final ClientStory story = new ClientStory();

    private static List<String> names(History history) {
        return Checkers.clients(history).stream().map(Checker::name).toList();
    }

    @Test
    void eachHistoryHasTheCheckersOfWhatIsInIt() {
        assertThat(names(story.history())).isEmpty();
        assertThat(names(new ClientStory().ok("append", "l", 1L).history()))
                .containsExactly("availability", "stale-reads", "durability", "exactly-once");
        assertThat(names(new ClientStory().dequeue("q", null).history()))
                .containsExactly("availability", "stale-reads", "durability", "exactly-once", "fifo");
        List<Checker> ofLocks =
                Checkers.clients(new ClientStory().acquire("m", "a", 1L).history());
        assertThat(ofLocks).extracting(Checker::name).containsExactly("availability", "fencing-tokens");
        assertThat(ofLocks).extracting(Checker::claim).allMatch(claim -> claim.matches("[a-z].*[a-z]"));
    }

    @Test
    void tooFewSuccessesAreNoReasonToBeGreen() {
        for (long i = 0; i < 8; i++) {
            story.ok("write", "x", i);
        }
        story.read("x", 7L);
        for (String checker : List.of("availability", "stale-reads", "durability", "exactly-once")) {
            assertThat(story.verdict(checker, ClientOptions.DEFAULT).validity())
                    .as(checker)
                    .isEqualTo(Validity.UNKNOWN);
        }
        story.read("x", 7L);
        for (String checker : List.of("availability", "stale-reads", "durability", "exactly-once")) {
            assertThat(story.verdict(checker, ClientOptions.DEFAULT).validity())
                    .as(checker)
                    .isEqualTo(Validity.VALID);
        }
    }

    @Test
    void tooFewSuccessesAreEnoughToAccuse() {
        story.ok("write", "x", 1L).read("x", 2L);
        assertThat(story.verdict("exactly-once", ClientOptions.DEFAULT).validity())
                .isEqualTo(Validity.INVALID);
    }

    @Test
    void whereNobodyLookedNothingIsGreen() {
        story.ok("write", "x", 1L).ok("enqueue", "q", 1L);
        for (String checker : List.of("stale-reads", "durability", "exactly-once", "fifo")) {
            assertThat(story.verdict(checker).validity()).as(checker).isEqualTo(Validity.UNKNOWN);
        }
        story.dequeue("q", 1L).fail("acquire", "m", "a");
        assertThat(story.verdict("fifo").validity()).isEqualTo(Validity.VALID);
        assertThat(story.verdict("fencing-tokens").validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void optionsAreBounded() {
        assertThatThrownBy(() -> new ClientOptions(0, 0)).hasMessageContaining("not 0");
        assertThatThrownBy(() -> new ClientOptions(1, -1)).hasMessageContaining("-1 ns");
    }

    // ---- the end ----

    @Test
    void whatIsMissingInTheFinalReadsIsLost() {
        story.ok("append", "l", 1L).finalReads().read("l", null);
        assertThat(story.verdict("durability").validity()).isEqualTo(Validity.INVALID);
        ClientStory before =
                new ClientStory().ok("append", "l", 1L).read("l", null).finalReads();
        before.read("l", List.of(1L));
        assertThat(before.accusers()).containsExactly("stale-reads");
        assertThat(before.verdict("durability").validity()).isEqualTo(Validity.VALID);
        assertThat(before.verdict("durability").summary())
                .isEqualTo("nothing acknowledged is missing in 1 thing looked at in the end");
    }

    @Test
    void anElementThatWasPutInAndIsNotInTheDrainedQueueIsLost() {
        story.ok("enqueue", "q", 1L).finalReads().dequeue("q", null);
        assertThat(story.verdict("durability").validity()).isEqualTo(Validity.INVALID);
        ClientStory there = new ClientStory().ok("enqueue", "q", 1L).finalReads();
        there.dequeue("q", 1L);
        assertThat(there.verdict("durability").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(there.dequeue("q", null).verdict("durability").validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void aThingThatNobodyLookedAtInTheEndMayHaveLostAnything() {
        story.ok("write", "x", 1L).ok("write", "y", 2L).ok("write", "z", 3L).read("y", 2L);
        story.finalReads().read("x", 1L);
        assertThat(story.verdict("durability").summary())
                .isEqualTo("nobody looked at the end at y, and 1 more, to which changes were acknowledged");
        assertThat(story.read("y", 2L).read("z", 3L).verdict("durability").validity())
                .isEqualTo(Validity.VALID);
    }

    @Test
    void withoutFinalReadsTheLastReadBehindAllChangesIsALookAtTheEnd() {
        story.ok("append", "l", 1L).read("l", List.of(1L));
        assertThat(story.verdict("durability").validity()).isEqualTo(Validity.VALID);
        assertThat(story.ok("append", "l", 2L).verdict("durability").validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(story.read("l", List.of(1L)).verdict("durability").validity())
                .isEqualTo(Validity.INVALID);
    }

    // ---- anything ----

    /** Whatever stands in a history, no checker fails, and what it says is the same when it is asked again. */
    @Test
    void noCheckerFailsOnNonsenseAndEvidenceNamesEventsInOrder() {
        Property.holds(3_000, draw -> {
            History history = draw.bool() ? Histories.nonsense(draw, 120) : NonsenseClients.of(draw, 120);
            Judgement judgement = Checkers.run(history, Checkers.clients(history));
            for (Verdict verdict : judgement.verdicts()) {
                assertThat(verdict.summary()).doesNotContain("the checker itself failed");
                assertThat(verdict.evidence()).hasSizeLessThanOrEqualTo(5);
                verdict.evidence()
                        .forEach(evidence -> assertThat(evidence.events())
                                .as(evidence.why())
                                .isNotEmpty()
                                .isSorted()
                                .doesNotHaveDuplicates()
                                .allMatch(index -> index >= 0 && index < history.size()));
            }
            History again = History.of(history.events());
            assertThat(Checkers.run(again, Checkers.clients(again))).isEqualTo(judgement);
        });
    }
}
