package io.faultline.checkers.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.NodeFact;
import io.faultline.checkers.history.Role;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.Story;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SafetyCheckersTests {

    @Nested
    class ElectionSafety {
        private static final String CHECKER = "election-safety";

        @Test
        void twoNodesThatLeadOneTermAreNamedWithWhoVotedForWhom() {
            Story story = Story.ofFive()
                    .at(500)
                    .stand("n1", 3)
                    .stand("n4", 3)
                    .vote("n2", 3, "n1")
                    .vote("n3", 3, "n1")
                    .lead("n1", 3, "n1", "n2", "n3")
                    .vote("n5", 3, "n4")
                    .at(510)
                    .vote("n2", 3, "n4")
                    .lead("n4", 3, "n4", "n5", "n2");
            Judged.by(CHECKER, story.end()).invalid("two-leaders", 12, 15, 18, 19);
        }

        @Test
        void aNodeThatLeadsATermAgainAfterARestartIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .elect("n1", 1, "n2")
                                    .at(600)
                                    .crash("n1")
                                    .at(700)
                                    .restart("n1")
                                    .at(1200)
                                    .lead("n1", 1, "n1", "n2")
                                    .end())
                    .invalid("leader-again-after-restart", 8, 12);
        }

        @Test
        void aNodeThatLeadsATermTwiceWithoutARestartIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .elect("n1", 1, "n2")
                                    .followIn(1, null, "n1")
                                    .lead("n1", 1, "n1", "n2")
                                    .end())
                    .invalid("leader-again", 8, 10);
        }

        @Test
        void leadersOfDifferentTermsAreFineEvenAtTheSameTime() {
            Judged.by(
                            CHECKER,
                            Story.ofFive()
                                    .at(500)
                                    .elect("n1", 1, "n2", "n3")
                                    .at(501)
                                    .elect("n5", 2, "n2", "n3")
                                    .end())
                    .valid();
        }

        @Test
        void aHistoryWithoutALeaderIsNotJudged() {
            Judged.by(CHECKER, Story.ofThree().end()).unknown("no node became leader: nothing to judge");
        }
    }

    @Nested
    class OneVote {
        private static final String CHECKER = "one-vote";

        @Test
        void aSecondCandidateInTheSameTermIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n3", 1, "n1")
                                    .at(510)
                                    .vote("n3", 1, "n2")
                                    .end())
                    .invalid("two-candidates", 4, 5);
        }

        @Test
        void aVoteForgottenInARestartIsNamedWithBothIncarnations() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n3", 1, "n1")
                                    .crash("n3")
                                    .at(510)
                                    .restart("n3")
                                    .vote("n3", 1, "n2")
                                    .end())
                    .invalid("forgotten-in-restart", 4, 8);
        }

        @Test
        void aCandidateThatVotesForAnotherInItsTermIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .vote("n1", 1, "n2")
                                    .end())
                    .invalid("candidate-votes-for-another", 4, 6);
        }

        @Test
        void theSameVoteAgainIsFineAlsoAfterARestart() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n3", 1, "n1")
                                    .vote("n3", 1, "n1")
                                    .crash("n3")
                                    .restart("n3")
                                    .vote("n3", 1, "n1")
                                    .end())
                    .valid();
        }

        @Test
        void anotherCandidateInAnotherTermIsFine() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n3", 1, "n1")
                                    .vote("n3", 2, "n2")
                                    .end())
                    .valid();
        }

        @Test
        void twoVotersMayDiffer() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n3", 1, "n1")
                                    .vote("n2", 1, "n2")
                                    .end())
                    .valid();
        }
    }

    @Nested
    class TermsMonotone {
        private static final String CHECKER = "terms-monotone";

        @Test
        void aTermThatGoesBackIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 5)
                                    .at(510)
                                    .followIn(3, "n2", "n1")
                                    .end())
                    .invalid("goes-back", 3, 4);
        }

        @Test
        void aVoteInAnOlderTermIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 5)
                                    .say("n1", 4, Role.FOLLOWER, new NodeFact.VoteGranted("n2"))
                                    .end())
                    .invalid("vote-in-older-term", 3, 4);
        }

        @Test
        void aTermForgottenInARestartIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 5)
                                    .crash("n1")
                                    .at(600)
                                    .startInTerm("n1", 4)
                                    .end())
                    .invalid("forgotten-in-restart", 3, 5);
        }

        @Test
        void aTermThatStaysOverARestartIsFine() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 5)
                                    .crash("n1")
                                    .restart("n1")
                                    .end())
                    .valid();
        }

        @Test
        void nodesMayBeInDifferentTerms() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 5)
                                    .enter("n2", 1)
                                    .end())
                    .valid();
        }

        /** A disk that fails while term 2 is being flushed: the node says so in term 2, and rightly starts in term 1. */
        @Test
        void theTermInWhichADiskFailedMayNeverHaveReachedIt() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 1)
                                    .say("n1", 2, Role.FOLLOWER, new NodeFact.StorageFailed("write failed"))
                                    .crash("n1")
                                    .at(600)
                                    .startInTerm("n1", 1)
                                    .end())
                    .valid();
        }

        /** A node whose disk cannot be read at its start knows no term. */
        @Test
        void aNodeThatCannotReadItsDiskMayNameAnyTerm() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n1", 7)
                                    .crash("n1")
                                    .say("n1", 0, Role.FOLLOWER, new NodeFact.StorageFailed("damaged record"))
                                    .end())
                    .valid();
        }
    }

    @Nested
    class LeaderVotes {
        private static final String CHECKER = "leader-votes";

        @Test
        void aLeaderElectedByAMajorityIsFine() {
            Judged.by(CHECKER, Story.ofFive().at(500).elect("n1", 1, "n2", "n3").end())
                    .valid();
        }

        @Test
        void aMinorityIsNamed() {
            Judged.by(CHECKER, Story.ofFive().at(500).elect("n1", 1, "n2").end())
                    .invalid("minority", 10);
        }

        @Test
        void halfOfAnEvenClusterIsNoMajority() {
            Judged.by(
                            CHECKER,
                            Story.of("n1", "n2", "n3", "n4")
                                    .start("n1", "n2", "n3", "n4")
                                    .at(500)
                                    .elect("n1", 1, "n2")
                                    .end())
                    .invalid("half", 9);
        }

        @Test
        void aVoterCountedTwiceIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofFive()
                                    .at(500)
                                    .stand("n1", 1)
                                    .vote("n2", 1, "n1")
                                    .lead("n1", 1, "n1", "n2", "n2")
                                    .end())
                    .invalid("counted-twice", 10);
        }

        @Test
        void aVoterThatIsNoMemberIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .lead("n1", 1, "n1", "n9")
                                    .end())
                    .invalid("no-member", 6);
        }

        @Test
        void aVoteOfAnOlderTermIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n2", 1, "n1")
                                    .stand("n1", 2)
                                    .lead("n1", 2, "n1", "n2")
                                    .end())
                    .invalid("older-term", 8);
        }

        @Test
        void aVoteThatWasAnothersIsNamedWithThatVote() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .vote("n2", 1, "n3")
                                    .lead("n1", 1, "n1", "n2")
                                    .end())
                    .invalid("anothers-vote", 7, 8);
        }

        @Test
        void aVoteThatComesAfterTheWinIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .lead("n1", 1, "n1", "n2")
                                    .vote("n2", 1, "n1")
                                    .end())
                    .invalid("vote-after-win", 6);
        }

        @Test
        void aLeaderThatDidNotVoteForItselfIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n2", 1, "n1")
                                    .vote("n3", 1, "n1")
                                    .lead("n1", 1, "n2", "n3")
                                    .end())
                    .invalid("not-itself", 7);
        }

        @Test
        void aVoteAtTheSameInstantButEarlierInOrderIsFine() {
            Judged.by(CHECKER, Story.ofThree().at(500).elect("n1", 1, "n3").end())
                    .valid();
        }

        @Test
        void aVoteGivenInTheVotersLifeBeforeARestartCounts() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .vote("n2", 1, "n1")
                                    .crash("n2")
                                    .restart("n2")
                                    .lead("n1", 1, "n1", "n2")
                                    .end())
                    .valid();
        }

        @Test
        void theOnlyNodeOfAClusterElectsItself() {
            Judged.by(CHECKER, Story.of("n1").start("n1").at(500).elect("n1", 1).end())
                    .valid();
        }
    }

    @Nested
    class FollowedLeader {
        private static final String CHECKER = "followed-leader";

        @Test
        void aLeaderThatWonIsFine() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .elect("n1", 1, "n2")
                                    .follow("n1", "n2", "n3")
                                    .end())
                    .valid();
        }

        @Test
        void aLeaderThatNeverWonIsNamed() {
            Judged.by(CHECKER, Story.ofThree().at(500).followIn(1, "n1", "n2").end())
                    .invalid("never-won", 4);
        }

        @Test
        void aLeaderThatWonOnlyLaterIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n1", 1)
                                    .followIn(1, "n1", "n3")
                                    .vote("n2", 1, "n1")
                                    .lead("n1", 1, "n1", "n2")
                                    .end())
                    .invalid("won-later", 7, 10);
        }

        @Test
        void aFollowerThatKeepsItsOwnOlderTermIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .elect("n1", 2, "n2")
                                    .followIn(1, "n1", "n3")
                                    .end())
                    .invalid("own-older-term", 10);
        }

        @Test
        void aTermWonByAnotherIsNamedWithItsLeader() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .elect("n1", 1, "n2")
                                    .followIn(1, "n2", "n3")
                                    .end())
                    .invalid("won-by-another", 8, 10);
        }

        @Test
        void followingNobodyIsFine() {
            Judged.by(CHECKER, Story.ofThree().at(500).followIn(1, null, "n2").end())
                    .valid();
        }
    }

    @Nested
    class VoteRefusals {
        private static final String CHECKER = "vote-refusals";

        @Test
        void anOlderTermIsAReason() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n2", 4)
                                    .refuse("n2", 4, "n1", 3, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        @Test
        void aVoteForAnotherIsAReason() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n2", 1, "n3")
                                    .refuse("n2", 1, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        @Test
        void aVoteForAnotherBeforeARestartIsAReason() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n2", 1, "n3")
                                    .crash("n2")
                                    .restart("n2")
                                    .refuse("n2", 1, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        @Test
        void theOwnCandidacyIsAReason() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .stand("n2", 1)
                                    .refuse("n2", 1, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        @Test
        void aLogThatIsBehindIsAReason() {
            Judged.by(
                            CHECKER,
                            Story.of("n1", "n2", "n3")
                                    .log(7, 2)
                                    .start("n2")
                                    .at(500)
                                    .enter("n2", 3)
                                    .refuse("n2", 3, "n1", 3, new LogTail(9, 1))
                                    .refuse("n2", 3, "n1", 3, new LogTail(6, 2))
                                    .end())
                    .valid();
        }

        @Test
        void aLogAsGoodAsTheVotersIsNone() {
            Judged.by(
                            CHECKER,
                            Story.of("n1", "n2", "n3")
                                    .log(7, 2)
                                    .start("n2")
                                    .at(500)
                                    .enter("n2", 3)
                                    .refuse("n2", 3, "n1", 3, new LogTail(7, 2))
                                    .end())
                    .invalid("no-reason", 0, 2);
        }

        @Test
        void aLogThatMayHaveGrownIsBelieved() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .enter("n2", 3)
                                    .says("n2", new LogFact.Appended(1, List.of(3L), List.of("a")))
                                    .refuse("n2", 3, "n1", 3, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        /** The vote may be on the disk of a node that died before it could report it. */
        @Test
        void aRefusalInATermOlderThanTheIncarnationIsBelieved() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .crash("n2")
                                    .startInTerm("n2", 1)
                                    .refuse("n2", 1, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .valid();
        }

        @Test
        void takingAVoteBackIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .vote("n2", 1, "n1")
                                    .at(550)
                                    .refuse("n2", 1, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .invalid("takes-back", 4, 5);
        }

        @Test
        void refusingAHigherTermWithoutAdoptingItIsNamed() {
            Judged.by(
                            CHECKER,
                            Story.ofThree()
                                    .at(500)
                                    .refuse("n2", 0, "n1", 1, LogTail.EMPTY)
                                    .end())
                    .invalid("higher-term", 3);
        }
    }

    @Nested
    class RpcPace {
        @Test
        void aMeterThatReportsIsNamed() {
            Judged.by(
                            "rpc-pace",
                            Story.ofThree()
                                    .at(500)
                                    .says("n1", new NodeFact.RpcRate("n2", "append", 14, 1_000_000_000, 11))
                                    .end())
                    .invalid("too-many", 3);
        }

        @Test
        void aSilentMeterIsFine() {
            Judged.by("rpc-pace", Story.ofThree().end()).valid();
        }

        @Test
        void onlyTheFirstFewOfManyAreShownAndTheRestIsCounted() {
            Story story = Story.ofThree();
            for (int i = 0; i < 1000; i++) {
                story.says("n1", new NodeFact.RpcRate("n2", "append", 14, 1_000_000_000, 11));
            }
            var verdict = Judged.by("rpc-pace", story.end()).verdict();
            assertThat(verdict.evidence()).hasSize(5);
            assertThat(verdict.evidence().get(4).events()).isEqualTo(List.of(7L));
            assertThat(verdict.summary()).startsWith("1000 findings, the first 5 shown; first: n1 sent n2 14");
        }
    }
}
