package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Whoever counts a majority counts that of the configuration in force, and nobody else is owed anything. */
class MembersInForceTests {
    private static final List<String> NOBODY = List.of();

    private static LogFact configuration(long index, List<String> voters, List<String> learners) {
        return new LogFact.ConfigChanged(index, voters, learners);
    }

    private static Story tell(Story story, LogFact fact, String... nodes) {
        for (String node : nodes) {
            story.says(node, fact);
        }
        return story;
    }

    // ---- who elects ----

    @Nested
    class LeaderVotes {
        private static Judged judge(Story story) {
            return Judged.by("leader-votes", story.end());
        }

        /** Five nodes, of which the first few vote and the last may learn, as n1 has it in its log. */
        private static Story of(List<String> voters, List<String> learners) {
            return Story.ofFive()
                    .at(100)
                    .says("n1", configuration(7, voters, learners))
                    .at(500);
        }

        @Test
        void twoOfThreeAreAMajorityWhenTwoOfFiveWereRemoved() {
            judge(of(List.of("n1", "n2", "n3"), NOBODY).elect("n1", 1, "n2")).valid();
        }

        @Test
        void twoOfFourAreNone() {
            judge(of(List.of("n1", "n2", "n3", "n4"), NOBODY).elect("n1", 1, "n2"))
                    .invalid("two-of-four-in-force", 11);
        }

        @Test
        void theVoteOfOneThatWasRemovedIsNamed() {
            judge(of(List.of("n1", "n2", "n3", "n4"), NOBODY).elect("n1", 1, "n2", "n5"))
                    .invalid("removed-voter", 13);
        }

        @Test
        void theVoteOfALearnerIsNamedAsWithM05() {
            judge(of(List.of("n1", "n2", "n3"), List.of("n4")).elect("n1", 1, "n4"))
                    .invalid("m05-learner-votes", 11);
        }

        @Test
        void oneThatHasLearnedAndThenGotAVoteVotes() {
            Story story = of(List.of("n1", "n2", "n3"), List.of("n4"));
            story.says("n1", configuration(9, List.of("n1", "n2", "n3", "n4"), NOBODY));
            judge(story.elect("n1", 1, "n2", "n4")).valid();
        }

        @Test
        void aLeaderThatItsConfigurationLeavesOutDoesNotCountItself() {
            Story story = of(List.of("n2", "n3"), NOBODY).stand("n1", 1).vote("n2", 1, "n1");
            judge(story.vote("n3", 1, "n1").lead("n1", 1, "n2", "n3")).valid();
        }

        @Test
        void ifItDoesItIsNamed() {
            Story story = of(List.of("n2", "n3"), NOBODY).stand("n1", 1).vote("n2", 1, "n1");
            judge(story.lead("n1", 1, "n1", "n2")).invalid("counts-itself-though-left-out", 11);
        }

        @Test
        void aConfigurationThatTheLogHasLostDoesNotCountAsWithM04() {
            Story story = of(List.of("n1", "n2", "n3", "n4"), NOBODY)
                    .says("n1", configuration(8, List.of("n1", "n2", "n3"), NOBODY))
                    .says("n1", new LogFact.Truncated(8));
            judge(story.elect("n1", 1, "n2")).invalid("m04-lost-configuration", 13);
        }

        @Test
        void oneThatTheLogStillHoldsCounts() {
            Story story = of(List.of("n1", "n2", "n3", "n4"), NOBODY)
                    .says("n1", configuration(8, List.of("n1", "n2", "n3"), NOBODY))
                    .says("n1", new LogFact.Truncated(9));
            judge(story.elect("n1", 1, "n2")).valid();
        }

        @Test
        void whatOthersHaveInForceDoesNotMatter() {
            Story story = Story.ofFive().at(100).says("n2", configuration(7, List.of("n1", "n2", "n3"), NOBODY));
            judge(story.at(500).elect("n1", 1, "n2")).invalid("another-nodes-configuration", 11);
        }

        @Test
        void afterARestartItIsWhatTheNodeFindsInItsLog() {
            Story story = Story.of("n1", "n2", "n3").at(0).start("n2", "n3").log(8, 1);
            story.says("n2", configuration(7, List.of("n1", "n2", "n3"), NOBODY))
                    .startInTerm("n1", 1);
            story.says("n1", configuration(7, List.of("n1", "n2", "n3", "n4", "n5"), NOBODY));
            judge(story.at(500).elect("n1", 2, "n2")).invalid("found-at-start", 10);
        }

        @Test
        void aNodeOfWhichEventsAreMissingIsBelieved() {
            Story story = of(List.of("n1", "n2", "n3", "n4"), NOBODY).loseOneEvent("n1");
            judge(story.elect("n1", 1, "n2")).valid();
        }
    }

    // ---- who has won ----

    @Nested
    class WonElections {
        private static Judged judge(Story story) {
            return Judged.by("won-elections", story.at(9_000).end());
        }

        private static Story of(List<String> voters) {
            return Story.ofFive()
                    .at(100)
                    .says("n1", configuration(7, voters, NOBODY))
                    .at(500);
        }

        @Test
        void twoOfThreeHaveWonWhenTwoOfFiveWereRemoved() {
            judge(of(List.of("n1", "n2", "n3")).stand("n1", 1).vote("n2", 1, "n1"))
                    .invalid("two-of-three-in-force", 8, 10);
        }

        @Test
        void twoOfFourHaveNot() {
            judge(of(List.of("n1", "n2", "n3", "n4")).stand("n1", 1).vote("n2", 1, "n1"))
                    .valid();
        }

        @Test
        void theGrantOfOneThatWasRemovedDoesNotCount() {
            judge(of(List.of("n1", "n2", "n3")).stand("n1", 1).vote("n5", 1, "n1"))
                    .valid();
        }

        @Test
        void oneThatIsLeftOutNeedsAMajorityWithoutItself() {
            judge(of(List.of("n2", "n3")).stand("n1", 1).vote("n2", 1, "n1")).valid();
            judge(of(List.of("n2", "n3")).stand("n1", 1).vote("n2", 1, "n1").vote("n3", 1, "n1"))
                    .invalid("left-out-and-won", 8, 10, 12);
        }
    }

    // ---- who is heard ----

    @Nested
    class DeposedLeader {
        private static Judged judge(Story story) {
            return Judged.by("deposed-leader", story.end());
        }

        private static Story led() {
            return Story.ofThree().at(500).elect("n1", 1, "n2");
        }

        @Test
        void nobodyAsksOneThatWasRemovedForItsTerm() {
            Story story = led().says("n1", configuration(7, List.of("n1", "n2"), NOBODY));
            judge(story.at(1_000).enter("n3", 2).at(9_000)).valid();
        }

        @Test
        void aLearnerIsAsked() {
            Story story = Story.ofThree().at(100).says("n1", configuration(7, List.of("n1", "n2"), List.of("n3")));
            story.at(500).elect("n1", 1, "n2");
            judge(story.at(1_000).enter("n3", 2).at(9_000)).invalid("learner-of-higher-term", 9, 10);
        }

        @Test
        void aVoterIsAskedWhileAnotherIsRemoved() {
            Story story = led().says("n1", configuration(7, List.of("n1", "n2"), NOBODY));
            judge(story.at(1_000).enter("n2", 2).at(9_000)).invalid("voter-of-higher-term", 8, 10);
        }
    }

    // ---- who owes a leader ----

    @Nested
    class EventualElection {
        private static final LogFact WITHOUT_TWO = configuration(7, List.of("n1", "n2", "n3"), NOBODY);
        private static final LogFact LEARNING = configuration(7, List.of("n1", "n2", "n3"), List.of("n4"));

        private static final String NOTHING =
                "no stretch of calm lasted 2.000 s: no majority was left alone long enough to owe a leader";

        private static Judged judge(Story story) {
            return Judged.by("eventual-election", new ElectionOptions(2_000_000_000, true), story.end());
        }

        /** n1 leads all; from 1.5 s on n4 and n5 are removed, as those know who stay, and n1 that it is committed. */
        private static Story removed() {
            Story story = Story.ofFive().at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2", "n3", "n4", "n5");
            return tell(story.at(1_500), WITHOUT_TWO, "n1", "n2", "n3").says("n1", new LogFact.Committed(7));
        }

        @Test
        void nodesThatWereRemovedNeedFollowNobodyAndMayAskForVotes() {
            Story story = removed().at(2_200).preCandidate("n4").at(2_900).preCandidate("n4");
            story.at(3_600).preCandidate("n4").preCandidate("n5");
            judge(story.at(9_000)).valid();
        }

        @Test
        void nodesThatWereNeverMembersNeedFollowNobodyEither() {
            Story story = Story.ofThree()
                    .start("n4", "n5")
                    .at(500)
                    .elect("n1", 1, "n2")
                    .follow("n1", "n2", "n3");
            judge(story.at(9_000)).valid();
        }

        @Test
        void oneThatStaysMust() {
            judge(removed().at(5_000).enter("n3", 2).at(9_000)).invalid("voter-that-leaves", 12, 22, 23);
        }

        @Test
        void aMajorityOfThoseWhoStayOwesALeaderThoughItIsAMinorityOfAll() {
            Story story = removed().at(2_000).isolate("n1");
            judge(story.at(9_000)).invalid("two-of-three-left-alone", 13, 14, 23);
        }

        @Test
        void aMajorityOfAllOwesNoneIfItIsAMinorityOfThoseWhoStay() {
            Story story = removed().at(2_000).isolate("n1").isolate("n2");
            judge(story.at(2_600).stand("n3", 2).at(9_000)).unknown(NOTHING);
        }

        @Test
        void aLearnerFollowsToo() {
            Story story = Story.ofFive().at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2", "n3");
            tell(story, LEARNING, "n1", "n2", "n3", "n4").says("n1", new LogFact.Committed(7));
            judge(story.at(9_000)).invalid("learner-follows-nobody", 12, 13, 14, 19);
        }

        @Test
        void whoDoesNotKnowOfTheChangeYetLeavesNothingToJudge() {
            Story story = Story.ofFive().at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2");
            tell(story, WITHOUT_TWO, "n1", "n2").says("n1", new LogFact.Committed(7));
            judge(story.at(9_000))
                    .unknown(
                            "no stretch of calm lasted 2.000 s: no majority was left alone long enough to owe a leader");
        }

        @Test
        void aChangeThatNobodySawCommittedDoesNotCount() {
            Story story = Story.ofFive().at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2", "n3");
            tell(story, WITHOUT_TWO, "n1", "n2", "n3");
            judge(story.at(9_000))
                    .unknown(
                            "no stretch of calm lasted 2.000 s: no majority was left alone long enough to owe a leader");
        }

        @Test
        void withoutPreVoteOneThatWasRemovedMayDisturb() {
            Story story = Story.of("n1", "n2", "n3").withoutPreVote().at(0).start("n1", "n2", "n3");
            story.at(500).elect("n1", 1, "n2").follow("n1", "n2", "n3");
            tell(story.at(1_500), configuration(7, List.of("n1", "n2"), NOBODY), "n1", "n2")
                    .says("n1", new LogFact.Committed(7));
            judge(story.at(9_000).stand("n3", 2).enterAsDeposed("n1", 2).at(20_000))
                    .unknown(
                            "no stretch of calm lasted 2.000 s: no majority was left alone long enough to owe a leader");
        }

        @Test
        void oneThatWasRemovedAndIsCutOffIsNoMatterEvenWithoutPreVote() {
            Story story = Story.of("n1", "n2", "n3").withoutPreVote().at(0).start("n1", "n2", "n3");
            story.at(500).elect("n1", 1, "n2").follow("n1", "n2", "n3");
            tell(story.at(1_500), configuration(7, List.of("n1", "n2"), NOBODY), "n1", "n2")
                    .says("n1", new LogFact.Committed(7));
            judge(story.at(2_000).isolate("n3").at(9_000).enter("n2", 2).at(20_000))
                    .invalid("without-the-removed", 8, 15, 16);
        }

        /** What a removed node was about when it stopped may reach the others when it starts again. */
        @Test
        void aRemovedNodeThatStartsGivesTheOthersTheirTimeAnew() {
            Story early =
                    removed().at(4_000).crash("n4").at(6_000).restart("n4").at(6_500);
            judge(early.elect("n2", 2, "n3").follow("n2", "n1", "n3").at(20_000))
                    .valid();
            Story late = removed().at(4_000).crash("n4").at(6_000).restart("n4").at(8_500);
            judge(late.elect("n2", 2, "n3").follow("n2", "n1", "n3").at(20_000)).invalid("too-late-anew", 12, 25, 26);
        }

        @Test
        void aRemovedNodeThatIsHeardLateLeavesNothingToJudge() {
            Story story = Story.ofFive().at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2", "n3", "n4", "n5");
            tell(story.degrade("n4", "n1"), WITHOUT_TWO, "n1", "n2", "n3").says("n1", new LogFact.Committed(7));
            judge(story.at(9_000).enter("n3", 2).at(20_000))
                    .unknown(
                            "no stretch of calm lasted 2.000 s: no majority was left alone long enough to owe a leader");
        }

        @Test
        void eachChangeGivesThoseItConcernsTheirTimeAnew() {
            Story story = removed().at(5_000);
            tell(story, configuration(9, List.of("n2", "n3"), NOBODY), "n1", "n2", "n3")
                    .says("n2", new LogFact.Committed(9));
            story.followIn(1, null, "n1").at(6_000).elect("n2", 2, "n3").follow("n2", "n3");
            judge(story.at(20_000)).valid();
        }
    }

    // ---- how it is told ----

    @Test
    void aNodeThatFindsNoConfigurationInItsLogHasTheOneItWasStartedWith() {
        History history = Story.of("n1", "n2", "n3")
                .at(0)
                .start("n1", "n2", "n3")
                .at(10)
                .says("n2", configuration(1, List.of("n1", "n2"), NOBODY))
                .at(500)
                .say("n1", 1, Role.LEADER, new NodeFact.Leader(List.of("n1")))
                .end();
        Trace trace = Trace.of(history);
        assertThat(trace.voters(trace.configuration(4))).isEqualTo(0b111);
        assertThat(trace.voters(trace.configuration(3))).isEqualTo(0b011);
        assertThat(trace.memberships().established(5))
                .as("nothing was committed")
                .isZero();
    }
}
