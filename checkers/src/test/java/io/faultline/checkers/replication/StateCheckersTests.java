package io.faultline.checkers.replication;

import io.faultline.checkers.history.History;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.LogStory;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is committed, applied and in force; the identifiers are those of the catalogue of mutants. */
class StateCheckersTests {
    private static final List<String> ALL = List.of("n1", "n2", "n3");

    /** A leader of term 1 and two entries on all nodes: events 3 to 8. */
    private static LogStory replicated() {
        return LogStory.ofThree().leads("n1", 1).appendAll(ALL, 1, "1a", "1b");
    }

    @Nested
    class CommitMonotone {
        private static final String CHECKER = "commit-monotone";

        @Test
        void aCommitIndexThatFallsIsNamedAsWithR06() {
            Judged.by(CHECKER, replicated().commit("n2", 2).commit("n2", 1).end())
                    .invalid("r06-falls", 9, 10);
        }

        @Test
        void aCommitIndexBeginsAnewAfterARestart() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commit("n2", 2)
                                    .restart("n2")
                                    .commit("n2", 1)
                                    .end())
                    .valid();
        }

        /** Installing a snapshot commits what it stands for, without a word of its own. */
        @Test
        void aCommitIndexThatFallsBehindAnInstalledSnapshotIsNamedAsWithR06() {
            LogStory story = replicated().commitAndApply("n1", 1, 2).install("n3", "n1", 2);
            Judged.by(CHECKER, story.commit("n3", 1).end()).invalid("r06-behind-snapshot", 11, 12);
        }

        /** What a crash lets through is never told of: the snapshot may have dropped all that was known of the log. */
        @Test
        void aSnapshotOverAnEntryThatNobodyToldOfCommitsNothingOfTheOldLog() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .appendAll(List.of("n1", "n3"), 1, "1x")
                    .enters("n3", 2)
                    .restart("n3", new LogStart(1, new LogTail(2, 2), null))
                    .leads("n2", 3)
                    .append("n2", 1, "3a", "3b")
                    .commit("n2", 2)
                    .install("n3", "n2", 2);
            Judged.by(CHECKER, story.commit("n3", 2).end()).valid();
        }

        @Test
        void aCommitIndexBeyondTheLogIsNamedAsWithR05() {
            Judged.by(CHECKER, replicated().commit("n2", 3).end()).invalid("r05-beyond-log", 6, 9);
        }

        /** The old leader's tail is as long as the new leader's commit index, and is taken for what was committed. */
        @Test
        void anUncommittedTailThatIsTakenForCommittedIsNamedAsWithR05() {
            Judged.by(CHECKER, oldLeaderWithTail().commit("n1", 2).end()).invalid("r05-old-tail", 11, 12);
        }

        @Test
        void anOldTailMayStayAsLongAsItIsNotCommitted() {
            Judged.by(CHECKER, oldLeaderWithTail().commit("n1", 1).end()).valid();
        }

        private LogStory oldLeaderWithTail() {
            return LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .append("n2", 1, "1a")
                    .leads("n2", 2)
                    .append("n2", 2, "2x")
                    .append("n3", 1, "1a", "2x")
                    .commit("n2", 2);
        }

        @Test
        void removingACommittedEntryIsNamedAsWithR02() {
            Judged.by(CHECKER, replicated().commit("n2", 2).truncate("n2", 2).end())
                    .invalid("r02-removes-committed", 9, 10);
        }

        @Test
        void removingWhatIsBehindTheCommittedEntriesIsFine() {
            Judged.by(CHECKER, replicated().commit("n2", 1).truncate("n2", 2).end())
                    .valid();
        }

        @Test
        void replacingACommittedEntryIsNamed() {
            Judged.by(
                            CHECKER,
                            replicated().commit("n2", 2).append("n2", 2, "2x").end())
                    .invalid("replaces-committed", 9, 11);
        }

        @Test
        void appendingCommittedEntriesAgainIsFine() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commit("n2", 2)
                                    .append("n2", 1, "1a", "1b")
                                    .end())
                    .valid();
        }

        @Test
        void aSnapshotOfAnotherEntryThanTheCommittedOneIsNamed() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commit("n1", 2)
                                    .takeSnapshot("n2", new SnapshotPoint(2, 2, "ab"))
                                    .end())
                    .invalid("snapshot-of-another", 9, 10);
        }

        @Test
        void withoutACommitNothingIsJudged() {
            Judged.by(CHECKER, replicated().end()).unknown("no node committed anything: nothing to judge");
        }
    }

    @Nested
    class StateMachineSafety {
        private static final String CHECKER = "state-machine-safety";

        @Test
        void differentStatesAfterOneEntryAreNamedAsWithR05() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .leads("n2", 2)
                    .append("n2", 1, "1a", "2x")
                    .commitAndApply("n2", 1, 2)
                    .commitAndApply("n1", 1, 2);
            Judged.by(CHECKER, story.end()).invalid("r05-other-state", 8, 10);
        }

        @Test
        void equalStatesAreFineInBatchesOfAnySize() {
            LogStory story = replicated()
                    .commitAndApply("n1", 1, 2)
                    .commitAndApply("n2", 1, 1)
                    .commitAndApply("n2", 2, 2);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void anEntryThatIsAppliedBeforeItIsCommittedIsNamed() {
            Judged.by(CHECKER, replicated().commit("n2", 1).apply("n2", 1, 2).end())
                    .invalid("beyond-commit", 9, 10);
        }

        @Test
        void aSnapshotWhoseLabelIsBehindItsDataIsNamedAsWithS03() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n1", 1, 2)
                                    .takeSnapshot("n1", new SnapshotPoint(1, 1, "ab"))
                                    .end())
                    .invalid("s03-label-behind", 10, 11);
        }

        @Test
        void aSnapshotOfTheStateThatWasIsFine() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n1", 1, 2)
                                    .takeSnapshot("n1", 1)
                                    .install("n3", "n1", 2)
                                    .end())
                    .valid();
        }

        @Test
        void aKeptStateToWhichEntriesAreAppliedAgainIsNamedAsWithC12() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n2", 1, 2)
                                    .restart("n2")
                                    .commit("n2", 2)
                                    .says("n2", new LogFact.Applied(1, List.of("aba", "abab")))
                                    .end())
                    .invalid("c12-applied-twice", 10, 13);
        }

        @Test
        void aStateThatIsMadeAnewAfterARestartIsFine() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n2", 1, 2)
                                    .restart("n2")
                                    .commitAndApply("n2", 1, 2)
                                    .end())
                    .valid();
        }

        @Test
        void aSnapshotThatIsFoundDamagedAtAStartIsNamed() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n1", 1, 2)
                                    .takeSnapshot("n1", 2)
                                    .restart("n1", new LogStart(1, new LogTail(2, 1), new SnapshotPoint(2, 1, "a?")))
                                    .end())
                    .invalid("damaged-snapshot", 10, 12);
        }

        @Test
        void withoutAnAppliedEntryNothingIsJudged() {
            Judged.by(CHECKER, replicated().commit("n1", 1).end())
                    .unknown("no node applied anything: nothing to judge");
        }
    }

    @Nested
    class AppliedInOrder {
        private static final String CHECKER = "applied-in-order";

        @Test
        void anEntryThatIsLeftOutIsNamed() {
            Judged.by(CHECKER, replicated().commit("n2", 2).apply("n2", 2, 2).end())
                    .invalid("leaves-out", 1, 10);
        }

        @Test
        void anEntryThatIsAppliedTwiceIsNamed() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n2", 1, 2)
                                    .apply("n2", 2, 2)
                                    .end())
                    .invalid("twice", 10, 11);
        }

        @Test
        void entriesThatAreAppliedInBatchesAreFine() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commit("n2", 2)
                                    .apply("n2", 1, 1)
                                    .apply("n2", 2, 2)
                                    .end())
                    .valid();
        }

        @Test
        void applyingFromTheBeginningOverASnapshotIsNamedAsWithC12() {
            Judged.by(
                            CHECKER,
                            restartedWithSnapshot().commitAndApply("n1", 1, 2).end())
                    .invalid("c12-over-snapshot", 12, 14);
        }

        @Test
        void applyingBehindTheSnapshotAfterARestartIsFine() {
            Judged.by(
                            CHECKER,
                            restartedWithSnapshot().commitAndApply("n1", 2, 2).end())
                    .valid();
        }

        private LogStory restartedWithSnapshot() {
            return replicated().commitAndApply("n1", 1, 1).takeSnapshot("n1", 1).restart("n1");
        }

        @Test
        void applyingAgainWhatAnInstalledSnapshotHoldsIsNamedAsWithS03() {
            Judged.by(CHECKER, installed().commit("n3", 2).apply("n3", 2, 2).end())
                    .invalid("s03-overlap", 11, 13);
        }

        @Test
        void applyingBehindAnInstalledSnapshotIsFine() {
            Judged.by(
                            CHECKER,
                            installed()
                                    .append("n3", 3, "1c")
                                    .commitAndApply("n3", 3, 3)
                                    .end())
                    .valid();
        }

        private LogStory installed() {
            return replicated().commitAndApply("n1", 1, 2).install("n3", "n1", 2);
        }

        @Test
        void anOldSnapshotThatReplacesANewerStateIsNamedAsWithS01() {
            Judged.by(
                            CHECKER,
                            replicated()
                                    .commitAndApply("n2", 1, 2)
                                    .install("n2", "n1", 1)
                                    .end())
                    .invalid("moves-back", 10, 11);
        }
    }

    @Nested
    class CommitQuorum {
        private static final String CHECKER = "commit-quorum";

        private LogStory fourOfWhichOneLearns() {
            return LogStory.of("n1", "n2", "n3", "n4")
                    .leads("n1", 1)
                    .appendAll(List.of("n1", "n2", "n3"), 1, "1a")
                    .says("n1", new LogFact.ConfigChanged(1, List.of("n1", "n2", "n3"), List.of("n4")))
                    .commit("n1", 1)
                    .append("n1", 2, "1b");
        }

        @Test
        void whatOnlyTheLeaderAndALearnerHoldIsNamedAsWithM07() {
            Judged.by(
                            CHECKER,
                            fourOfWhichOneLearns()
                                    .append("n4", 1, "1a", "1b")
                                    .commit("n1", 2)
                                    .end())
                    .invalid("m07-learner-counts", 12, 15);
        }

        @Test
        void whatTheLeaderAndAnotherVoterHoldIsFine() {
            Judged.by(
                            CHECKER,
                            fourOfWhichOneLearns()
                                    .append("n3", 2, "1b")
                                    .commit("n1", 2)
                                    .end())
                    .valid();
        }

        @Test
        void aLeaderThatIsBeingRemovedDoesNotCount() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .appendAll(List.of("n1", "n2"), 1, "1a")
                    .commit("n1", 1)
                    .append("n1", 2, "1b")
                    .says("n1", new LogFact.ConfigChanged(2, List.of("n2", "n3"), List.of()))
                    .append("n2", 2, "1b");
            Judged.by(CHECKER, story.commit("n1", 2).end()).invalid("counts-itself-though-removed", 8, 11);
        }

        @Test
        void anotherEntryInItsPlaceDoesNotCount() {
            LogStory story = LogStory.ofThree()
                    .leads("n2", 1)
                    .append("n2", 1, "1x")
                    .leads("n1", 2)
                    .append("n1", 1, "2a")
                    .commit("n1", 1);
            Judged.by(CHECKER, story.end()).invalid("another-entry", 6, 7);
        }

        @Test
        void whoDiedBeforeItCouldSayWhatItHoldsIsBelieved() {
            LogStory story = LogStory.ofThree().leads("n1", 1).append("n1", 1, "1a");
            story.restart("n2", new LogStart(1, new LogTail(1, 1), null));
            Judged.by(CHECKER, story.commit("n1", 1).end()).valid();
        }

        @Test
        void whatAFollowerCommitsIsItsLeadersWord() {
            LogStory story = LogStory.ofThree().leads("n1", 1).append("n2", 1, "1a");
            Judged.by(CHECKER, story.commit("n2", 1).end()).unknown("no leader committed anything: nothing to judge");
        }

        @Test
        void aLeaderWhoseConfigurationNobodyKnowsIsBelieved() {
            LogStory story = fourOfWhichOneLearns().loseOneEvent("n1").append("n1", 3, "1c");
            Judged.by(CHECKER, story.commit("n1", 3).end()).valid();
        }
    }

    @Nested
    class OneConfigChange {
        private static final String CHECKER = "one-config-change";

        private LogStory first() {
            return ready().append("n1", 2, "1b").says("n1", changed(2, "n1", "n2", "n3", "n4"));
        }

        /** n1 leads and has committed an entry of its own term. */
        private LogStory ready() {
            return LogStory.ofThree()
                    .leads("n1", 1)
                    .appendAll(List.of("n1", "n2"), 1, "1a")
                    .commit("n1", 1);
        }

        private static LogFact changed(long index, String... voters) {
            return new LogFact.ConfigChanged(index, List.of(voters), List.of());
        }

        @Test
        void aSecondChangeBeforeTheFirstIsCommittedIsNamedAsWithM02() {
            History history = first().append("n1", 3, "1c")
                    .says("n1", changed(3, "n1", "n2", "n3", "n4", "n5"))
                    .end();
            Judged.by(CHECKER, history).invalid("m02-two-in-flight", 9, 11);
        }

        @Test
        void aSecondChangeAfterTheFirstIsCommittedIsFine() {
            History history = first().commit("n1", 2)
                    .append("n1", 3, "1c")
                    .says("n1", changed(3, "n1", "n2", "n3", "n4", "n5"))
                    .end();
            Judged.by(CHECKER, history).valid();
        }

        @Test
        void aChangeBeforeTheLeaderHasCommittedInItsOwnTermIsNamedAsWithM01() {
            LogStory story = ready().leads("n2", 2)
                    .append("n2", 2, "2b")
                    .append("n2", 3, "2c")
                    .commit("n2", 1);
            Judged.by(CHECKER, story.says("n2", changed(3, "n1", "n2")).end()).invalid("m01-no-own-commit", 6, 8, 12);
        }

        @Test
        void aChangeAfterTheFirstEntryOfTheLeadersTermIsCommittedIsFine() {
            LogStory story = ready().leads("n2", 2)
                    .append("n2", 2, "2b")
                    .append("n2", 3, "2c")
                    .commit("n2", 2);
            Judged.by(CHECKER, story.says("n2", changed(3, "n1", "n2")).end()).valid();
        }

        @Test
        void twoVotersAtOnceAreNamed() {
            History history = ready().append("n1", 2, "1b")
                    .says("n1", changed(2, "n1", "n2", "n4"))
                    .end();
            Judged.by(CHECKER, history).invalid("two-voters", 0, 9);
        }

        @Test
        void aChangeOnTopOfOneThatTheLogHasLostIsNamedAsWithM04() {
            LogStory story = ready().append("n2", 2, "1b")
                    .says("n2", changed(2, "n1", "n2"))
                    .truncate("n2", 2)
                    .leads("n2", 2)
                    .append("n2", 2, "2b")
                    .commit("n2", 2)
                    .append("n2", 3, "2c");
            Judged.by(CHECKER, story.says("n2", changed(3, "n2")).end()).invalid("m04-lost-change", 1, 15);
        }

        @Test
        void aChangeOnTopOfTheOneThatIsInForceAgainIsFine() {
            LogStory story = ready().append("n2", 2, "1b")
                    .says("n2", changed(2, "n1", "n2"))
                    .truncate("n2", 2)
                    .says("n2", changed(0, "n1", "n2", "n3"))
                    .leads("n2", 2)
                    .append("n2", 2, "2b")
                    .commit("n2", 2)
                    .append("n2", 3, "2c");
            Judged.by(CHECKER, story.says("n2", changed(3, "n2", "n3")).end()).valid();
        }

        @Test
        void aLearnerMayComeWithAVoter() {
            History history = ready().append("n1", 2, "1b")
                    .says("n1", new LogFact.ConfigChanged(2, List.of("n1", "n2"), List.of("n3", "n4")))
                    .end();
            Judged.by(CHECKER, history).valid();
        }

        @Test
        void aFollowerMayTakeOverTwoChangesAtOnce() {
            History history = first().append("n2", 2, "1b", "1c")
                    .says("n2", changed(3, "n1", "n2", "n3", "n4", "n5"))
                    .end();
            Judged.by(CHECKER, history).valid();
        }

        @Test
        void withoutAWordAboutLogsNothingIsJudged() {
            Judged.by(CHECKER, LogStory.ofThree().leads("n1", 1).end())
                    .unknown("no node said anything about its log: nothing to judge");
        }

        @Test
        void aClusterThatKeepsItsConfigurationIsFine() {
            Judged.by(CHECKER, replicated().end()).valid();
        }
    }
}
