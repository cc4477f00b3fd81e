package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import org.junit.jupiter.api.Test;

/** A node that its machine held up owes nothing meanwhile; but no stall excuses a broken promise of safety. */
class StalledNodesTests {
    private static final ElectionOptions OPTIONS = new ElectionOptions(0, true);

    /** n1 leads, is held up from 20 s to 21 s, and is deposed by n2, which n1 hears of too late. */
    private static Story deposedAfterDelay(boolean told) {
        Story story = Story.ofThree()
                .at(500)
                .elect("n1", 1, "n2")
                .follow("n1", "n2", "n3")
                .at(20_700)
                .elect("n2", 2, "n3")
                .follow("n2", "n3")
                .at(21_000);
        if (told) {
            story.stalled("n1", 1_000);
        }
        return story.enter("n1", 2).follow("n2", "n1").at(21_100);
    }

    @Test
    void aLeaderLostToAStallIsNoFaultOfTheCluster() {
        judge(deposedAfterDelay(true).at(60_000).end()).valid();
    }

    @Test
    void theSameWithoutAStallIs() {
        assertInvalid(judge(deposedAfterDelay(false).at(60_000).end()));
    }

    @Test
    void aStallBeforeTheCalmExcusesNothingInIt() {
        Story story = Story.ofThree()
                .at(500)
                .elect("n1", 1, "n2")
                .follow("n1", "n2", "n3")
                .at(2_000)
                .stalled("n1", 1_000)
                .at(20_700)
                .elect("n2", 2, "n3")
                .follow("n2", "n3")
                .at(60_000);
        assertInvalid(judge(story.end()));
    }

    @Test
    void aStallThatLastsToTheEndLeavesWhatWasBeforeIt() {
        assertInvalid(
                judge(Story.ofThree().at(12_000).stalled("n1", 1_000).at(12_001).end()));
    }

    @Test
    void twoLeadersOfATermAreInvalidInTheMiddleOfAStall() {
        History history = Story.ofThree()
                .at(500)
                .elect("n1", 1, "n2")
                .at(600)
                .lead("n3", 1, "n3", "n2")
                .at(1_000)
                .stalled("n3", 900)
                .at(60_000)
                .end();
        assertInvalid(Judged.by("election-safety", OPTIONS, history));
    }

    private static Judged judge(History history) {
        return Judged.by("eventual-election", OPTIONS, history);
    }

    private static void assertInvalid(Judged judged) {
        assertThat(judged.verdict().validity()).as(judged.text()).isEqualTo(Validity.INVALID);
    }
}
