package io.faultline.checkers.election;

import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import org.junit.jupiter.api.Test;

/** A candidate has 200 ms, half the least timeout, from the last grant it needs. */
class WonElectionsTests {

    /** n1 stands at 500 ms and n2 grants it its vote at 510 ms, which makes a majority of three. */
    private static Story won() {
        return Story.ofThree().at(500).stand("n1", 1).at(510).vote("n2", 1, "n1");
    }

    @Test
    void aCandidateThatLeadsIsFine() {
        judge(won().at(515).lead("n1", 1, "n1", "n2").at(9_000).end()).valid();
    }

    @Test
    void aCandidateThatLeadsLateIsFine() {
        judge(won().at(900).lead("n1", 1, "n1", "n2").at(9_000).end()).valid();
    }

    @Test
    void aCandidateThatNeverLeadsIsNamedWithItsVoters() {
        judge(won().at(711).end()).invalid("never-leads", 5, 7);
    }

    @Test
    void aCandidateThatGivesUpAndStandsAnewIsNamed() {
        judge(won().at(950).stand("n1", 2).at(9_000).end()).invalid("stands-anew", 5, 7);
    }

    @Test
    void aHistoryThatEndsTooSoonDoesNotTell() {
        judge(won().at(710).end()).valid();
    }

    @Test
    void aCandidateThatHearsOfALeaderOrAHigherTermInTimeIsFine() {
        judge(won().at(700).followIn(2, null, "n1").at(9_000).end()).valid();
    }

    @Test
    void aCandidateThatCrashesInTimeIsFine() {
        judge(won().at(700).crash("n1").at(9_000).end()).valid();
    }

    @Test
    void aCandidateThatIsPausedIsFine() {
        judge(won().at(600)
                        .pause("n1")
                        .at(800)
                        .resume("n1")
                        .at(950)
                        .stand("n1", 2)
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aMinorityOfGrantsIsNoWin() {
        judge(Story.ofFive()
                        .at(500)
                        .stand("n1", 1)
                        .vote("n2", 1, "n1")
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void grantsOfAnotherTermOrToAnotherCandidateAreNone() {
        judge(Story.ofThree()
                        .at(500)
                        .vote("n2", 1, "n1")
                        .vote("n3", 2, "n2")
                        .stand("n1", 2)
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aGrantOverALinkThatIsCutMayNotHaveArrived() {
        judge(Story.ofThree()
                        .at(500)
                        .stand("n1", 1)
                        .at(505)
                        .cut("n2", "n1")
                        .at(510)
                        .vote("n2", 1, "n1")
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aGrantOverALinkThatWasHealedJustBeforeMayNotHaveArrived() {
        judge(Story.ofThree()
                        .at(100)
                        .cut("n2", "n1")
                        .at(300)
                        .heal()
                        .at(500)
                        .stand("n1", 1)
                        .at(510)
                        .vote("n2", 1, "n1")
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void aGrantOverADegradedLinkMayNotHaveArrived() {
        judge(Story.ofThree()
                        .degrade("n2", "n1")
                        .at(500)
                        .stand("n1", 1)
                        .at(510)
                        .vote("n2", 1, "n1")
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void whatACandidateSaysMeanwhileDoesNotEndItsCandidacy() {
        judge(won().at(560).draw("n1", 470).at(9_000).end()).invalid("says-something-meanwhile", 5, 7);
    }

    /** It asks again and again, so somebody gives it what it has already. */
    @Test
    void grantsRepeatedUntilItGivesUpDoNotExcuseIt() {
        judge(won().at(560)
                        .vote("n2", 1, "n1")
                        .at(900)
                        .vote("n2", 1, "n1")
                        .at(950)
                        .stand("n1", 2)
                        .at(9_000)
                        .end())
                .invalid("repeated-grants", 5, 7);
    }

    @Test
    void aVoterThatCrashesLaterThanItsGrantArrivedDoesNotExcuseIt() {
        judge(Story.ofFive()
                        .at(500)
                        .stand("n1", 1)
                        .vote("n2", 1, "n1")
                        .at(701)
                        .crash("n2")
                        .at(702)
                        .vote("n3", 1, "n1")
                        .at(9_000)
                        .end())
                .invalid("voter-crashes-later", 7, 9, 12);
    }

    @Test
    void aVoterThatCrashesRightAfterMayNotHaveSentItsGrant() {
        judge(won().at(511).crash("n2").at(9_000).end()).valid();
    }

    @Test
    void oneUnsureGrantDoesNotExcuseACandidateThatHasEnoughOthers() {
        judge(Story.ofThree()
                        .at(300)
                        .cut("n3", "n1")
                        .at(500)
                        .stand("n1", 1)
                        .at(505)
                        .vote("n3", 1, "n1")
                        .at(510)
                        .vote("n2", 1, "n1")
                        .at(9_000)
                        .end())
                .invalid("one-unsure-grant", 6, 10);
    }

    /** Requests leave before the candidate's own vote is on its disk, and so before it says that it stands. */
    @Test
    void grantsThatStandBeforeTheCandidacyCount() {
        judge(Story.ofThree()
                        .at(500)
                        .vote("n2", 1, "n1")
                        .at(510)
                        .stand("n1", 1)
                        .at(9_000)
                        .end())
                .invalid("grant-before-candidacy", 4, 7);
    }

    @Test
    void theTimeRunsFromTheLastGrantItNeeds() {
        Story story = Story.ofThree().at(500).stand("n1", 1).at(680).vote("n2", 1, "n1");
        judge(story.at(880).followIn(2, null, "n1").at(9_000).end()).valid();
    }

    @Test
    void aVoterThatCrashesRightAfterTheCandidacyItGrantedBeforeMayNotCount() {
        judge(Story.ofThree()
                        .at(500)
                        .vote("n2", 1, "n1")
                        .at(690)
                        .stand("n1", 1)
                        .at(705)
                        .crash("n2")
                        .at(9_000)
                        .end())
                .valid();
    }

    /** The grant of its first attempt went to a process that is dead. */
    @Test
    void grantsToACandidateThatCrashedBeforeItStoodDoNotCount() {
        judge(Story.ofThree()
                        .at(500)
                        .vote("n2", 1, "n1")
                        .crash("n1")
                        .at(510)
                        .restart("n1")
                        .at(950)
                        .stand("n1", 1)
                        .at(9_000)
                        .end())
                .valid();
    }

    @Test
    void theOnlyNodeOfAClusterNeedsNoOther() {
        judge(Story.of("n1").start("n1").at(500).stand("n1", 1).at(701).end()).invalid("only-node", 3);
        judge(Story.of("n1").start("n1").at(500).elect("n1", 1).at(9_000).end()).valid();
    }

    private static Judged judge(History history) {
        return Judged.by("won-elections", history);
    }
}
