package io.faultline.checkers.election;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.history.Timing;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import org.junit.jupiter.api.Test;

class ElectionTimeoutsTests {

    @Test
    void aTimeoutIsDrawnFromItsHalfOpenInterval() {
        judge(Story.ofThree().draw("n1", 400).draw("n1", 599).end()).valid();
    }

    @Test
    void aTimeoutBelowTheIntervalIsNamed() {
        judge(Story.ofThree().draw("n1", 399).end()).invalid("too-short", 3);
    }

    @Test
    void aTimeoutAtTheUpperBoundIsNamed() {
        judge(Story.ofThree().draw("n1", 600).end()).invalid("too-long", 3);
    }

    @Test
    void fiveEqualTimeoutsAreNoChance() {
        judge(Story.ofThree()
                        .draw("n1", 500)
                        .draw("n1", 500)
                        .draw("n1", 500)
                        .draw("n1", 500)
                        .draw("n1", 500)
                        .end())
                .invalid("all-equal", 3, 7);
    }

    @Test
    void fixedTimeoutsAreNoticedAcrossRestartsToo() {
        Story story = Story.ofThree().draw("n1", 500).draw("n1", 500);
        judge(story.crash("n1")
                        .restart("n1")
                        .draw("n1", 500)
                        .draw("n1", 500)
                        .crash("n1")
                        .restart("n1")
                        .draw("n1", 500)
                        .end())
                .invalid("all-equal-across-restarts", 3, 13);
    }

    @Test
    void fourEqualTimeoutsMayBeChance() {
        Story story = Story.ofThree().draw("n1", 410);
        for (int i = 0; i < 4; i++) {
            story.draw("n1", 500).draw("n2", 500);
        }
        judge(story.draw("n1", 510).draw("n1", 500).end()).valid();
    }

    @Test
    void aNarrowIntervalMayGiveEqualTimeoutsAndAFixedOneMust() {
        Story story = Story.of("n1", "n2", "n3").timing(new Timing(150_000_000, 151_000_000, 75_000_000, 50_000_000));
        story.start("n1").timing(new Timing(150_000_000, 150_000_000, 75_000_000, 50_000_000));
        story.start("n2");
        for (int i = 0; i < 20; i++) {
            story.draw("n1", 150).draw("n2", 150);
        }
        judge(story.end()).valid();
    }

    @Test
    void standingRightAfterTheStartIsNamed() {
        judge(Story.ofThree().draw("n2", 450).at(399).preCandidate("n1").end()).invalid("after-start", 0, 4);
    }

    @Test
    void standingOneLeastTimeoutAfterTheStartIsFine() {
        judge(Story.ofThree().draw("n2", 450).at(400).preCandidate("n1").end()).valid();
    }

    @Test
    void standingRightAfterAVoteForAnotherIsNamed() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .vote("n1", 1, "n3")
                        .at(600)
                        .preCandidate("n1")
                        .end())
                .invalid("after-vote", 5, 6);
    }

    @Test
    void standingRightAfterLosingTheLeadershipIsNamed() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .elect("n1", 1, "n2")
                        .at(2_000)
                        .enterAsDeposed("n1", 2)
                        .at(2_010)
                        .preCandidate("n1")
                        .end())
                .invalid("deposed-leader", 11, 12);
    }

    @Test
    void standingRightAfterHearingOfALeaderIsNamed() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .elect("n1", 1, "n2")
                        .follow("n1", "n3")
                        .at(700)
                        .stand("n3", 2)
                        .end())
                .invalid("after-leader", 11, 14);
    }

    @Test
    void whomTheLeaderHandsOverToMayStandAtOnce() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .elect("n1", 1, "n2")
                        .follow("n1", "n3")
                        .at(700)
                        .say("n3", 2, Role.CANDIDATE, new NodeFact.TermChanged())
                        .say("n3", 2, Role.CANDIDATE, new NodeFact.VoteGranted("n3"))
                        .say("n3", 2, Role.CANDIDATE, new NodeFact.Candidate(true))
                        .end())
                .valid();
    }

    @Test
    void theNextRoundTooSoonIsNamed() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .preCandidate("n1")
                        .at(600)
                        .preCandidate("n1")
                        .end())
                .invalid("next-round", 4, 5);
    }

    @Test
    void theNextElectionTooSoonIsNamed() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .stand("n1", 1)
                        .at(600)
                        .stand("n1", 2)
                        .end())
                .invalid("next-election", 6, 9);
    }

    @Test
    void aCandidacyAfterWonPreVotesWaitsForNothing() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .preCandidate("n1")
                        .draw("n1", 512)
                        .at(501)
                        .stand("n1", 1)
                        .end())
                .valid();
    }

    @Test
    void aCandidacyAfterPreVotesThatEndedOtherwiseDoesWait() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .preCandidate("n1")
                        .followIn(0, null, "n1")
                        .at(501)
                        .stand("n1", 1)
                        .end())
                .invalid("after-lost-pre-votes", 4, 8);
    }

    /** Hearing of a higher term does not put the timer off (Figure 2), so neither may it be asked to. */
    @Test
    void standingRightAfterHearingOfAHigherTermIsFine() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(490)
                        .enter("n1", 5)
                        .at(500)
                        .preCandidate("n1")
                        .end())
                .valid();
    }

    @Test
    void aTimeoutIsMeasuredOnTheNodesOwnClock() {
        // The trial's clock says 100 ms, the node's, which jumps, 500 ms.
        History history = History.of(Story.ofThree().draw("n2", 450).at(100).preCandidate("n1").end().events().stream()
                .map(event -> event instanceof io.faultline.checkers.history.NodeEvent node && node.index() == 4
                        ? new io.faultline.checkers.history.NodeEvent(
                                4, node.time(), "n1", 1, 2, 500_000_000, 0, Role.PRE_CANDIDATE, node.fact())
                        : event)
                .toList());
        judge(history).valid();
    }

    @Test
    void whatHappenedBeforeARestartIsForgotten() {
        judge(Story.ofThree()
                        .draw("n2", 450)
                        .at(500)
                        .vote("n1", 1, "n3")
                        .crash("n1")
                        .at(501)
                        .restart("n1")
                        .at(901)
                        .preCandidate("n1")
                        .end())
                .valid();
    }

    @Test
    void aHistoryWithoutADrawIsNotJudged() {
        judge(Story.ofThree().end()).unknown("no node drew a timeout: nothing to judge");
    }

    private static Judged judge(History history) {
        return Judged.by("election-timeouts", history);
    }
}
