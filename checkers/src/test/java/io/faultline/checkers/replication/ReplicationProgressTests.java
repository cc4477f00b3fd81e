package io.faultline.checkers.replication;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.LogStory;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** D is six seconds here: ten times the greatest election timeout. */
class ReplicationProgressTests {
    private static final String CHECKER = "replication-progress";
    private static final List<String> ALL = List.of("n1", "n2", "n3");

    private static LogStory led() {
        return LogStory.ofThree().leads("n1", 1);
    }

    @Test
    void anEntryThatALeaderDoesNotCommitInCalmIsNamedAsWithR16() {
        LogStory story = led().appendAll(ALL, 1, "1a").at(7_000);
        Judged.by(CHECKER, story.end()).invalid("r16-not-committed", 4);
    }

    @Test
    void aClusterThatGetsOnIsValid() {
        LogStory story = led().appendAll(ALL, 1, "1a")
                .commit("n1", 1)
                .commit("n2", 1)
                .commit("n3", 1)
                .at(7_000);
        Judged.by(CHECKER, story.end()).valid();
    }

    @Test
    void itMayTakeItsTimeToCommit() {
        LogStory story = led().appendAll(ALL, 1, "1a").at(6_000).commitAndApply("n1", 1, 1);
        Judged.by(CHECKER, story.end()).notAccused();
    }

    @Test
    void aFollowerThatNeverHearsWhatIsCommittedIsNamedAsWithR15() {
        LogStory story = led().append("n1", 1, "1a")
                .append("n2", 1, "1a")
                .commit("n1", 1)
                .commit("n2", 1)
                .at(7_000);
        Judged.by(CHECKER, story.end()).invalid("r15-follower-behind", 7);
    }

    @Test
    void aFollowerOutsideTheMajorityIsOwedNothing() {
        LogStory story = LogStory.ofThree()
                .isolate("n3")
                .leads("n1", 1)
                .append("n1", 1, "1a")
                .append("n2", 1, "1a")
                .commit("n1", 1)
                .commit("n2", 1)
                .at(8_000);
        Judged.by(CHECKER, story.end()).notAccused();
    }

    @Test
    void timeCountsFromWhenTheMajorityWasLeftAlone() {
        LogStory story = led().append("n1", 1, "1a")
                .isolate("n1")
                .at(9_000)
                .heal()
                .append("n2", 1, "1a")
                .at(14_000)
                .commit("n1", 1);
        Judged.by(CHECKER, story.end()).notAccused();
    }

    @Test
    void whoHasManyEntriesToCatchUpWithHasLonger() {
        String[] many = new String[200];
        Arrays.fill(many, "1a");
        LogStory story = led().append("n1", 1, many)
                .append("n2", 1, many)
                .commit("n1", 200)
                .commit("n2", 200)
                .at(17_000);
        Judged.by(CHECKER, story.commit("n3", 200).end()).notAccused();
    }

    @Test
    void aLeaderThatLosesItsOfficeOwesNothingMore() {
        LogStory story = led().append("n1", 1, "1a").at(5_000).enters("n1", 2).at(9_000);
        Judged.by(CHECKER, story.end()).notAccused();
    }

    @Test
    void nothingIsOwedToANodeThatWasRemoved() {
        LogStory story = led().append("n1", 1, "1a")
                .append("n2", 1, "1a")
                .says("n1", new LogFact.ConfigChanged(1, List.of("n1", "n2"), List.of()))
                .commit("n1", 1)
                .commit("n2", 1)
                .at(8_000);
        Judged.by(CHECKER, story.end()).notAccused();
    }
}
