package io.faultline.checkers.election;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import org.junit.jupiter.api.Test;

/** Ten heartbeats are one second. */
class DeposedLeaderTests {

    /** n1 leads term 1 from 500 ms on. */
    private static Story led() {
        return Story.ofThree().at(500).elect("n1", 1, "n2");
    }

    @Test
    void aLeaderWithinReachOfAHigherTermForASecondIsNamed() {
        judge(led().at(1_000).enter("n3", 2).at(2_000).end()).invalid("within-reach", 8, 9);
    }

    @Test
    void aLittleLessThanASecondIsTooShortToTell() {
        judge(led().at(1_000).enter("n3", 2).at(1_999).end()).valid();
    }

    @Test
    void aLeaderThatStepsDownInTimeIsFine() {
        judge(led().at(1_000)
                        .enter("n3", 2)
                        .at(1_900)
                        .followIn(2, null, "n1")
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aLeaderThatMovesOnToAHigherTermIsFine() {
        judge(led().at(1_000)
                        .enter("n3", 2)
                        .at(1_800)
                        .elect("n1", 3, "n2")
                        .at(1_900)
                        .enter("n3", 3)
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void theSameTermIsNoHigherTerm() {
        judge(led().at(1_000).enter("n3", 1).at(9_000).end()).valid();
    }

    @Test
    void aCutLinkInEitherDirectionExcusesIt() {
        judge(led().at(600).cut("n1", "n3").at(1_000).enter("n3", 2).at(9_000).end())
                .valid();
        judge(led().at(600).cut("n3", "n1").at(1_000).enter("n3", 2).at(9_000).end())
                .valid();
    }

    @Test
    void aDegradedLinkExcusesIt() {
        judge(led().at(600)
                        .degrade("n3", "n1")
                        .at(1_000)
                        .enter("n3", 2)
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aCutBetweenOthersDoesNotExcuseIt() {
        judge(led().at(600)
                        .cut("n1", "n2")
                        .cut("n2", "n3")
                        .at(1_000)
                        .enter("n3", 2)
                        .at(2_500)
                        .end())
                .invalid("others-cut", 8, 11);
    }

    @Test
    void theSecondBeginsWhenTheLinkIsHealed() {
        judge(led().at(600)
                        .cut("n1", "n3")
                        .at(1_000)
                        .enter("n3", 2)
                        .at(5_000)
                        .heal()
                        .at(5_999)
                        .end())
                .valid();
        judge(led().at(600)
                        .cut("n1", "n3")
                        .at(1_000)
                        .enter("n3", 2)
                        .at(5_000)
                        .heal()
                        .at(6_000)
                        .end())
                .invalid("after-heal", 8, 10);
    }

    @Test
    void aPauseOfEitherBeginsTheSecondAnew() {
        judge(led().at(1_000)
                        .enter("n3", 2)
                        .at(1_500)
                        .pause("n1")
                        .at(4_000)
                        .resume("n1")
                        .at(4_900)
                        .end())
                .valid();
        judge(led().at(1_000)
                        .enter("n3", 2)
                        .at(1_500)
                        .pause("n3")
                        .at(1_600)
                        .resume("n3")
                        .at(2_500)
                        .end())
                .valid();
    }

    @Test
    void aTamperedClockOrDiskExcusesIt() {
        judge(led().at(1_000).enter("n3", 2).impair("n1").at(9_000).end()).valid();
    }

    @Test
    void aRestartOfTheOtherBeginsTheSecondAnew() {
        judge(led().at(1_000).enter("n3", 2).at(1_600).start("n3").at(2_500).end())
                .valid();
    }

    @Test
    void aLeaderThatCrashedDoesNotLeadOn() {
        judge(led().at(1_000).enter("n3", 2).at(1_600).crash("n1").at(9_000).end())
                .valid();
    }

    @Test
    void whatEitherSaysInBetweenDoesNotExcuseIt() {
        LogTail log = LogTail.EMPTY;
        judge(led().at(1_000)
                        .enter("n3", 2)
                        .at(1_300)
                        .refuse("n1", 1, "n2", 1, log)
                        .refuse("n3", 2, "n2", 1, log)
                        .at(1_600)
                        .enter("n3", 3)
                        .at(2_000)
                        .end())
                .invalid("said-in-between", 8, 9);
    }

    /** A meter and a failing disk name a term that may not be on the disk yet. */
    @Test
    void theTermAMeterNamesIsNotTheNodesWord() {
        NodeFact rate = new NodeFact.RpcRate("n1", "vote", 30, 1_000_000_000, 21);
        judge(led().at(1_000).say("n3", 2, Role.CANDIDATE, rate).at(9_000).end())
                .valid();
    }

    private static Judged judge(History history) {
        return Judged.by("deposed-leader", history);
    }
}
