package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.ElectionOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** D is ten greatest timeouts, six seconds. */
class EventualElectionTests {
    private static final String CHECKER = "eventual-election";
    private static final ElectionOptions DEAF = new ElectionOptions(0, true);

    /** Three nodes that follow n1 from 500 ms on. */
    private static Story settled() {
        return Story.ofThree().at(500).elect("n1", 1, "n2").follow("n1", "n2", "n3");
    }

    @Nested
    class Coming {

        @Test
        void aLeaderAllFollowInTimeIsFine() {
            judge(settled().at(60_000).end()).valid();
        }

        @Test
        void noLeaderAtAllIsNamed() {
            judge(Story.ofThree().at(6_000).end()).invalid("no-leader", 2);
        }

        @Test
        void aLeaderThatOneMemberDoesNotFollowIsNamed() {
            judge(Story.ofThree()
                            .at(500)
                            .elect("n1", 1, "n2")
                            .follow("n1", "n2")
                            .at(60_000)
                            .end())
                    .invalid("one-does-not-follow", 2, 8, 9);
        }

        @Test
        void aMemberThatFollowsInAnotherTermIsNamed() {
            judge(settled().at(5_000).enter("n3", 2).at(60_000).end()).invalid("other-term", 2, 8, 9, 12);
        }

        @Test
        void aLeaderExactlyInTimeIsFineAndOneTooLateIsNot() {
            Story inTime = Story.ofThree().at(6_000).elect("n1", 1, "n2").follow("n1", "n2", "n3");
            judge(inTime.at(60_000).end()).valid();
            Story late = Story.ofThree().at(6_001).elect("n1", 1, "n2").follow("n1", "n2", "n3");
            judge(late.at(60_000).end()).invalid("too-late", 2);
        }

        @Test
        void anyNumberOfElectionsWithinTheTimeIsFine() {
            Story story = Story.ofThree();
            for (int term = 1; term <= 9; term++) {
                story.at(term * 600L).elect("n1", term, "n2").follow("n1", "n2", "n3");
            }
            judge(story.at(60_000).end()).valid();
        }

        @Test
        void lessTimeThanThatIsNotJudged() {
            judge(Story.ofThree().at(5_999).end())
                    .unknown(
                            "no stretch of calm lasted 6.000 s: no majority was left alone long enough to owe a leader");
        }

        @Test
        void theScenariosOwnTimeIsTaken() {
            History history = Story.ofThree().at(3_000).end();
            Judged.by(CHECKER, new ElectionOptions(2_000_000_000, false), history)
                    .invalid("own-stability", 2);
        }

        @Test
        void nodesThatNeverSaidTheirTimeoutsAreNotJudged() {
            judge(History.of(java.util.List.of()))
                    .unknown("no node said what its election timeouts are: nothing to judge");
        }
    }

    @Nested
    class Keeping {

        @Test
        void aNewLeaderAfterTheTimeIsNamed() {
            judge(settled()
                            .at(9_000)
                            .elect("n2", 2, "n3")
                            .follow("n2", "n1", "n3")
                            .at(60_000)
                            .end())
                    .invalid("new-leader", 2, 8, 12);
        }

        @Test
        void aCandidateAfterTheTimeIsNamed() {
            judge(settled().at(9_000).stand("n3", 2).at(60_000).end()).invalid("candidate", 2, 8, 12);
        }

        @Test
        void aLeaderThatStepsDownAfterTheTimeIsNamed() {
            judge(settled().at(9_000).followIn(1, null, "n1").at(60_000).end()).invalid("steps-down", 2, 8, 12);
        }

        @Test
        void beingToldOfTheSameLeaderAgainIsFine() {
            judge(settled().at(9_000).follow("n1", "n2", "n3").at(60_000).end()).valid();
        }

        @Test
        void onePreCandidacyIsLetPass() {
            judge(settled()
                            .at(9_000)
                            .preCandidate("n2")
                            .at(9_050)
                            .follow("n1", "n2")
                            .at(15_001)
                            .preCandidate("n2")
                            .at(15_050)
                            .follow("n1", "n2")
                            .at(60_000)
                            .end())
                    .valid();
        }

        @Test
        void twoPreCandidaciesOfOneNodeInShortOrderAreNamed() {
            judge(settled()
                            .at(9_000)
                            .preCandidate("n2")
                            .at(9_050)
                            .follow("n1", "n2")
                            .at(9_600)
                            .preCandidate("n2")
                            .at(60_000)
                            .end())
                    .invalid("pre-candidate-again", 2, 8, 12, 14);
        }

        /** Without pre-vote a node that is cut off stands again and again, and nobody hears it. */
        @Test
        void whatNodesOutsideDoIsTheirOwnAffair() {
            Story story = Story.ofThree()
                    .at(100)
                    .isolate("n3")
                    .at(500)
                    .elect("n1", 1, "n2")
                    .follow("n1", "n2");
            judge(story.at(9_000)
                            .stand("n3", 5)
                            .at(9_600)
                            .stand("n3", 6)
                            .at(60_000)
                            .end())
                    .valid();
        }

        @Test
        void preCandidaciesOutsideAreTheirOwnAffairToo() {
            Story story = Story.ofThree()
                    .at(100)
                    .isolate("n3")
                    .at(500)
                    .elect("n1", 1, "n2")
                    .follow("n1", "n2");
            judge(story.at(9_000)
                            .preCandidate("n3")
                            .at(9_600)
                            .preCandidate("n3")
                            .at(60_000)
                            .end())
                    .valid();
        }

        @Test
        void whatHappensAfterAChangeOfConditionIsAnotherStretch() {
            judge(settled()
                            .at(9_000)
                            .crash("n1")
                            .at(9_600)
                            .elect("n2", 2, "n3")
                            .follow("n2", "n3")
                            .at(60_000)
                            .end())
                    .valid();
        }
    }

    @Nested
    class Groups {

        @Test
        void aMajorityCutOffFromTheRestOwesALeader() {
            judge(Story.ofFive().at(100).isolate("n4", "n5").at(9_000).end()).invalid("majority-cut-off", 5);
        }

        @Test
        void aMinorityOwesNone() {
            Story story = Story.ofFive().at(100).isolate("n1", "n2").at(700).elect("n3", 1, "n4", "n5");
            judge(story.follow("n3", "n4", "n5").at(9_000).end()).valid();
        }

        @Test
        void nobodyOwesAnythingWhenNoGroupIsAMajority() {
            notJudged(Story.ofFive()
                    .at(100)
                    .isolate("n1", "n2")
                    .crash("n5")
                    .at(60_000)
                    .end());
        }

        @Test
        void oneOneWayCutInsideIsNotJudged() {
            notJudged(Story.ofThree().cut("n1", "n2").at(60_000).end());
        }

        @Test
        void aBridgeIsNotJudged() {
            notJudged(Story.ofFive()
                    .cut("n1", "n4")
                    .cut("n4", "n1")
                    .cut("n1", "n5")
                    .cut("n5", "n1")
                    .cut("n2", "n4")
                    .cut("n4", "n2")
                    .cut("n2", "n5")
                    .cut("n5", "n2")
                    .at(60_000)
                    .end());
        }

        @Test
        void aNodeThatCanStillBeHeardFromOutsideIsNotJudged() {
            notJudged(Story.ofThree().deaf("n3").at(60_000).end());
        }

        @Test
        void aDegradedLinkInsideIsNotJudgedAndOneInTheMinorityDoesNotMatter() {
            notJudged(Story.ofThree().degrade("n1", "n2").at(60_000).end());
            judge(Story.ofFive()
                            .at(100)
                            .isolate("n4", "n5")
                            .degrade("n4", "n5")
                            .at(9_000)
                            .end())
                    .invalid("degraded-minority", 5);
        }

        @Test
        void anImpairedMemberIsNotJudgedAndAnImpairedOutsiderDoesNotMatter() {
            notJudged(Story.ofThree().impair("n2").at(60_000).end());
            judge(Story.ofFive()
                            .at(100)
                            .isolate("n4", "n5")
                            .impair("n4")
                            .at(9_000)
                            .end())
                    .invalid("impaired-minority", 5);
        }

        @Test
        void pausedAndDownNodesAreNoMembersOfTheGroup() {
            Story story = Story.ofFive().at(100).pause("n5").crash("n4").at(700).elect("n1", 1, "n2", "n3");
            judge(story.follow("n1", "n2", "n3").at(60_000).end()).valid();
        }

        @Test
        void aNodeIsUpOnlyFromItsOwnStart() {
            Story story = Story.of("n1", "n2", "n3")
                    .start("n1", "n2")
                    .at(500)
                    .elect("n1", 1, "n2")
                    .follow("n1", "n2");
            judge(story.at(60_000).end()).valid();
        }

        @Test
        void aNodeWhoseStorageFailedIsNotUp() {
            Story story =
                    settled().at(700).says("n3", new io.faultline.checkers.history.NodeFact.StorageFailed("disk full"));
            judge(story.at(60_000).end()).valid();
        }

        @Test
        void theOnlyNodeOfAClusterElectsItself() {
            judge(Story.of("n1").start("n1").at(500).elect("n1", 1).at(60_000).end())
                    .valid();
            judge(Story.of("n1").start("n1").at(60_000).end()).invalid("only-node", 0);
        }
    }

    @Nested
    class Stretches {

        /** n4 and n5 are cut off and cannot be heard: that they crash and restart gives the majority no new time. */
        @Test
        void aRestartOutsideDoesNotGiveTheMajorityNewTime() {
            judge(Story.ofFive()
                            .at(100)
                            .isolate("n4", "n5")
                            .at(4_000)
                            .crash("n4")
                            .at(5_000)
                            .restart("n4")
                            .at(6_101)
                            .end())
                    .invalid("restart-outside", 5);
        }

        @Test
        void aRestartInsideDoes() {
            notJudged(Story.ofThree().at(4_000).start("n3").at(9_999).end());
            judge(Story.ofThree().at(4_000).start("n3").at(10_000).end()).invalid("restart-inside", 3);
        }

        @Test
        void aNodeThatJoinsGivesTheGroupNewTime() {
            notJudged(Story.of("n1", "n2", "n3")
                    .start("n1", "n2")
                    .at(4_000)
                    .start("n3")
                    .at(9_999)
                    .end());
        }

        @Test
        void aCutInsideThatIsHealedAtOnceGivesNewTime() {
            notJudged(Story.ofThree().at(4_000).cut("n1", "n2").heal().at(9_999).end());
        }

        /** What was stuck in a link to a node that is down may arrive when the link is healed. */
        @Test
        void aLinkHealedTowardsANodeThatIsDownGivesNewTime() {
            notJudged(Story.ofThree()
                    .at(100)
                    .isolate("n3")
                    .crash("n3")
                    .at(5_000)
                    .heal()
                    .at(10_999)
                    .end());
        }

        @Test
        void aConditionThatSaysTheSameAgainGivesNoNewTime() {
            judge(Story.ofThree().at(4_000).heal().at(6_000).end()).invalid("same-condition", 2);
        }

        @Test
        void eachStretchIsJudgedByItself() {
            var verdict = judge(settled()
                            .at(10_000)
                            .isolate("n3")
                            .at(20_000)
                            .heal()
                            .at(20_100)
                            .follow("n1", "n3")
                            .at(30_000)
                            .end())
                    .verdict();
            assertThat(verdict.validity()).isEqualTo(Validity.VALID);
            assertThat(verdict.measures()).containsEntry("judgedStretches", 3L).containsEntry("medianTimeToLeader", 0L);
        }
    }

    @Nested
    class Deaf {

        @Test
        void withPreVoteTheOthersOweALeaderWhenThatIsAskedFor() {
            Judged.by(CHECKER, DEAF, Story.ofThree().deaf("n3").at(60_000).end())
                    .invalid("deaf", 3);
        }

        @Test
        void withoutPreVoteADeafNodeIsNotJudged() {
            History history = Story.of("n1", "n2", "n3")
                    .withoutPreVote()
                    .start("n1", "n2", "n3")
                    .deaf("n3")
                    .at(60_000)
                    .end();
            assertThat(Judged.by(CHECKER, DEAF, history).verdict().validity()).isEqualTo(Validity.UNKNOWN);
        }

        @Test
        void theOthersMayFollowTheDeafNode() {
            Story story = Story.ofThree().at(500).elect("n3", 1, "n1").follow("n3", "n1", "n2");
            Judged.by(CHECKER, DEAF, story.at(600).deaf("n3").at(60_000).end()).valid();
        }

        @Test
        void theOthersMayElectOneOfTheirOwn() {
            Story story =
                    Story.ofThree().deaf("n3").at(500).elect("n1", 1, "n2").follow("n1", "n2");
            Judged.by(CHECKER, DEAF, story.at(60_000).end()).valid();
        }

        @Test
        void aDeafNodeThatReachesOnlySomeIsNotJudged() {
            History history =
                    Story.ofFive().deaf("n5").cut("n5", "n1").at(60_000).end();
            assertThat(Judged.by(CHECKER, DEAF, history).verdict().validity()).isEqualTo(Validity.UNKNOWN);
        }

        @Test
        void aDeafLeaderThatCrashesGivesNewTime() {
            Story story = Story.ofThree()
                    .at(500)
                    .elect("n3", 1, "n1")
                    .follow("n3", "n1", "n2")
                    .at(600)
                    .deaf("n3");
            story.at(20_000).crash("n3").at(20_700).elect("n1", 2, "n2").follow("n1", "n2");
            Judged.by(CHECKER, DEAF, story.at(60_000).end()).valid();
        }
    }

    @Test
    void measuresTellHowLongItTookAndHowLongThereWasNoLeaderWhereNothingIsJudged() {
        Map<String, Object> measures = judge(settled()
                        .at(10_000)
                        .crash("n1", "n2")
                        .at(13_000)
                        .restart("n1", "n2")
                        .at(13_800)
                        .elect("n2", 2, "n3")
                        .follow("n2", "n1", "n3")
                        .at(20_000)
                        .end())
                .verdict()
                .measures();
        assertThat(measures)
                .containsEntry("stability", 6_000_000_000L)
                .containsEntry("judgedStretches", 2L)
                .containsEntry("longestTimeToLeader", 800_000_000L)
                .containsEntry("medianTimeToLeader", 800_000_000L)
                .containsEntry("judgedTime", 17_000_000_000L)
                .containsEntry("unjudgedTime", 3_000_000_000L)
                .containsEntry("unjudgedTimeWithoutLeader", 3_000_000_000L)
                .containsEntry("unjudgedLongestWithoutLeader", 3_000_000_000L);
    }

    @Test
    void aCrashedLeaderIsNoneFromTheMomentItCrashes() {
        Map<String, Object> measures = judge(settled()
                        .at(1_500)
                        .degrade("n1", "n2")
                        .at(2_000)
                        .crash("n1")
                        .at(2_700)
                        .elect("n2", 2, "n3")
                        .follow("n2", "n3")
                        .at(4_000)
                        .end())
                .verdict()
                .measures();
        assertThat(measures)
                .containsEntry("unjudgedTimeWithoutLeader", 1_200_000_000L)
                .containsEntry("unjudgedLongestWithoutLeader", 700_000_000L);
    }

    @Test
    void theTimeToLeaderEndsWhenTheLastMemberFollowsWhateverOthersDoThen() {
        Story story =
                Story.ofFive().isolate("n5").at(500).elect("n1", 1, "n2", "n3").follow("n1", "n2", "n3");
        Map<String, Object> measures = judge(story.at(700)
                        .follow("n1", "n4")
                        .at(900)
                        .stand("n5", 2)
                        .at(9_000)
                        .end())
                .verdict()
                .measures();
        assertThat(measures).containsEntry("longestTimeToLeader", 700_000_000L);
    }

    @Test
    void aFollowedLeaderIsNoLeaderlessTimeAlsoWhereNothingIsJudged() {
        Map<String, Object> measures = judge(
                        settled().at(1_500).degrade("n1", "n2").at(9_500).end())
                .verdict()
                .measures();
        assertThat(measures)
                .containsEntry("unjudgedTime", 9_500_000_000L)
                .containsEntry("unjudgedTimeWithoutLeader", 500_000_000L);
    }

    private static Judged judge(History history) {
        return Judged.by(CHECKER, history);
    }

    private static void notJudged(History history) {
        assertThat(judge(history).verdict().validity()).isEqualTo(Validity.UNKNOWN);
    }
}
