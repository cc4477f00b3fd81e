package io.faultline.checkers.replication;

import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.LogStory;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnTermCommitTests {
    private static final String CHECKER = "own-term-commit";

    private static LogStory five() {
        return LogStory.of("n1", "n2", "n3", "n4", "n5");
    }

    /** Figure 8 (c): the old entry is on a majority, that of the leader's own term is not. */
    private static LogStory figureEight() {
        return five().leads("n1", 1)
                .appendAll(List.of("n1", "n2"), 1, "1a")
                .leads("n1", 3)
                .append("n1", 2, "3c")
                .append("n3", 1, "1a");
    }

    @Test
    void anEntryOfAnOlderTermMustNotBeCommittedByCountingAsWithR01() {
        Judged.by(CHECKER, figureEight().commit("n1", 1).end()).invalid("r01-figure-8", 6, 13);
    }

    @Test
    void itGoesWithOneOfTheLeadersOwnTerm() {
        Judged.by(
                        CHECKER,
                        figureEight()
                                .appendAll(List.of("n2", "n3"), 2, "3c")
                                .commit("n1", 2)
                                .end())
                .valid();
    }

    @Test
    void followersAreNotJudged() {
        LogStory story = five().leads("n1", 1).append("n2", 1, "1a");
        Judged.by(CHECKER, story.commit("n2", 1).end())
                .unknown("no leader committed an entry that is known: nothing to judge");
    }
}
