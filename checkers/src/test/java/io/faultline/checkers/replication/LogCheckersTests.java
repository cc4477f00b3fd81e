package io.faultline.checkers.replication;

import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.LogStart;
import io.faultline.checkers.history.LogTail;
import io.faultline.checkers.history.SnapshotPoint;
import io.faultline.checkers.kit.Judged;
import io.faultline.checkers.kit.LogStory;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is in logs; the identifiers are those of the catalogue of mutants. */
class LogCheckersTests {
    private static final List<String> ALL = List.of("n1", "n2", "n3");

    @Nested
    class LogMatching {
        private static final String CHECKER = "log-matching";

        @Test
        void twoLogsWithOneEntryUponDifferentOnesAreNamedAsWithR04() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .leads("n2", 2)
                    .append("n2", 1, "2x", "2b")
                    .append("n1", 2, "2b");
            Judged.by(CHECKER, story.end()).invalid("same-entry-other-prefix", 6, 8);
        }

        @Test
        void theSameIndexInDifferentTermsMayHoldDifferentEntries() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1c")
                    .leads("n2", 2)
                    .append("n2", 1, "2x", "2b")
                    .truncate("n1", 1)
                    .append("n1", 1, "2x", "2b");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aNodeThatOnceHadAnotherEntryOfThatIndexAndTermIsNamedAsWithR11() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .restartKeeping("n1", 0)
                    .append("n1", 1, "1b");
            Judged.by(CHECKER, story.end()).invalid("same-node-earlier", 4, 6);
        }

        @Test
        void anEntryThatIsReportedAgainIsFine() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .append("n2", 1, "1a", "1b")
                    .append("n2", 1, "1a");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aTailThatIsKeptBehindAReplacedEntryIsNamedAsWithR03() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b", "1c")
                    .leads("n2", 2)
                    .append("n2", 1, "1a", "2x")
                    .append("n1", 2, "2x");
            Judged.by(CHECKER, story.end()).invalid("r03-kept-tail", 4, 8);
        }

        @Test
        void aTailThatIsRemovedFirstIsFine() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b", "1c")
                    .leads("n2", 2)
                    .append("n2", 1, "1a", "2x")
                    .truncate("n1", 2)
                    .append("n1", 2, "2x");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aGapIsNamedAsWithR13() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b", "1c")
                    .append("n2", 1, "1a")
                    .says("n2", new LogFact.Appended(3, List.of(1L), List.of("1a.1b.1c")));
            Judged.by(CHECKER, story.end()).invalid("r13-gap", 7);
        }

        @Test
        void aBatchThatIsCutAtTheSizeLimitAndContinuedIsFine() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b", "1c")
                    .append("n2", 1, "1a")
                    .append("n2", 2, "1b")
                    .append("n2", 3, "1c");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aTailThatASnapshotShouldHaveDroppedIsNamedAsWithS02() {
            Judged.by(CHECKER, conflictingSnapshot().truncate("n3", 3).end()).invalid("s02-kept-tail", 13, 14);
        }

        @Test
        void aLogThatBeginsAnewBehindASnapshotIsFine() {
            Judged.by(
                            CHECKER,
                            conflictingSnapshot()
                                    .append("n1", 3, "2y")
                                    .append("n3", 3, "2y")
                                    .end())
                    .valid();
        }

        /** n3 has an old tail that conflicts with n1's snapshot up to entry 2; event 13 installs it. */
        private LogStory conflictingSnapshot() {
            return LogStory.ofThree()
                    .leads("n3", 1)
                    .append("n3", 1, "1a", "1b", "1c")
                    .leads("n1", 2)
                    .append("n1", 1, "1a", "2x")
                    .append("n2", 1, "1a", "2x")
                    .commitAndApply("n1", 1, 2)
                    .takeSnapshot("n1", 2)
                    .enters("n3", 2)
                    .install("n3", "n1", 2);
        }

        @Test
        void theSuffixBehindAMatchingSnapshotStays() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .appendAll(ALL, 1, "1a", "1b", "1c")
                    .commitAndApply("n1", 1, 2)
                    .takeSnapshot("n1", 2)
                    .install("n2", "n1", 2)
                    .append("n2", 4, "1d");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void withoutAnAppendedEntryNothingIsJudged() {
            Judged.by(CHECKER, LogStory.ofThree().leads("n1", 1).end())
                    .unknown("no node appended anything: nothing to judge");
        }

        @Test
        void aNodeOfWhichEventsAreMissingIsNotAccusedOfAGap() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .loseOneEvent("n1")
                    .says("n1", new LogFact.Appended(3, List.of(1L), List.of("1a.1b.1c")));
            Judged.by(CHECKER, story.end()).valid();
        }
    }

    @Nested
    class LeaderAppendOnly {
        private static final String CHECKER = "leader-append-only";

        @Test
        void aLeaderThatRemovesItsOwnEntriesIsNamedAsWithR12() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .truncate("n1", 2);
            Judged.by(CHECKER, story.end()).invalid("r12-truncates", 3, 5);
        }

        @Test
        void aLeaderThatOverwritesItsOwnEntriesIsNamedAsWithR12() {
            LogStory story = LogStory.ofThree()
                    .append("n1", 1, "1a")
                    .leads("n1", 2)
                    .append("n1", 2, "2a")
                    .append("n1", 2, "1b");
            Judged.by(CHECKER, story.end()).invalid("r12-overwrites", 5, 7);
        }

        @Test
        void aDeposedLeaderMayRemoveWhatItAppended() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .enters("n1", 2)
                    .truncate("n1", 2)
                    .append("n1", 2, "2x");
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aLeaderOfBeforeItsRestartMayRemoveEntries() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .restart("n1")
                    .truncate("n1", 2);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void withoutALeadersEntryNothingIsJudged() {
            Judged.by(CHECKER, LogStory.ofThree().append("n1", 1, "1a").end())
                    .unknown("no leader appended anything: nothing to judge");
        }
    }

    @Nested
    class LeaderCompleteness {
        private static final String CHECKER = "leader-completeness";

        /** Figure 8: an entry of term 2 is on a majority in term 4 and counted; (d) in the paper. */
        private LogStory figure8(String... ofS5) {
            return LogStory.of("n1", "n2", "n3", "n4", "n5")
                    .leads("n1", 2)
                    .append("n1", 1, "2a")
                    .append("n2", 1, "2a")
                    .leads("n5", 3)
                    .append("n5", 1, ofS5)
                    .leads("n1", 4)
                    .append("n1", 2, "4b")
                    .append("n3", 1, "2a")
                    .commit("n1", 1);
        }

        @Test
        void anEntryThatWasCommittedByCountingOldReplicasIsMissingLaterAsWithR01() {
            Judged.by(CHECKER, figure8("3x").leads("n5", 5).end()).invalid("r01-figure-8", 10, 15, 16);
        }

        @Test
        void theSameElectionIsFineWhenNothingWasCommittedBefore() {
            LogStory story = LogStory.of("n1", "n2", "n3", "n4", "n5")
                    .leads("n1", 2)
                    .append("n1", 1, "2a")
                    .leads("n5", 3)
                    .append("n5", 1, "3x")
                    .leads("n1", 4)
                    .leads("n5", 5)
                    .append("n1", 1, "3x")
                    .append("n2", 1, "3x")
                    .append("n5", 2, "5y")
                    .append("n1", 2, "5y")
                    .append("n2", 2, "5y")
                    .commit("n5", 2);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void anAckedEntryThatWasRemovedAndThenLedWithoutIsNamedAsWithR02() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .append("n2", 1, "1a", "1b")
                    .commit("n1", 2)
                    .truncate("n2", 2)
                    .leads("n2", 2);
            Judged.by(CHECKER, story.end()).invalid("r02-too-short", 7, 9);
        }

        @Test
        void aLeaderMayBeElectedBeforeTheNewsOfACommitInAnOlderTerm() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .append("n2", 1, "1a")
                    .leads("n2", 2)
                    .commit("n1", 1);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aLeaderThatWasElectedBeforeTheNewsWithoutTheEntryIsNamed() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .leads("n2", 2)
                    .commit("n1", 1);
            Judged.by(CHECKER, story.end()).invalid("news-after-election", 5, 6);
        }

        @Test
        void anEntryThatIsCommittedInTheLeadersOwnTermMayBeMissingAtItsElection() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a")
                    .append("n2", 1, "1a")
                    .commit("n1", 1)
                    .commit("n2", 1);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aSnapshotHoldsWhatItStandsFor() {
            LogStory story = LogStory.ofThree()
                    .leads("n1", 1)
                    .append("n1", 1, "1a", "1b")
                    .append("n2", 1, "1a", "1b")
                    .commitAndApply("n1", 1, 2)
                    .takeSnapshot("n1", 2)
                    .install("n3", "n1", 2)
                    .leads("n3", 2);
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void withoutACommitNothingIsJudged() {
            Judged.by(CHECKER, LogStory.ofThree().leads("n1", 1).end())
                    .unknown("no node committed anything: nothing to judge");
        }
    }

    @Nested
    class DurableLog {
        private static final String CHECKER = "durable-log";

        private LogStory acked() {
            return LogStory.ofThree().leads("n1", 1).append("n1", 1, "1a", "1b").append("n2", 1, "1a", "1b");
        }

        @Test
        void anEntryThatWasAckedBeforeItWasSyncedIsNamedAsWithR09() {
            Judged.by(CHECKER, acked().restartKeeping("n2", 1).end()).invalid("r09-lost-entry", 6, 7);
        }

        @Test
        void aLogThatIsStillThereIsFine() {
            Judged.by(CHECKER, acked().restart("n2").restart("n1").end()).valid();
        }

        @Test
        void anotherEntryInItsPlaceIsNamed() {
            Judged.by(
                            CHECKER,
                            acked().restart("n2", LogStart.of(new LogTail(2, 2)))
                                    .end())
                    .invalid("other-term", 6, 7);
        }

        @Test
        void entriesThatWereNotReportedAreNobodysLoss() {
            Judged.by(
                            CHECKER,
                            acked().restart("n2", LogStart.of(new LogTail(3, 1)))
                                    .end())
                    .valid();
        }

        @Test
        void entriesThatWereRemovedBeforeAreNobodysLoss() {
            Judged.by(CHECKER, acked().truncate("n2", 2).restart("n2").end()).valid();
        }

        /** Killed between its disk and its words: n3, leader of term 2, had it remove 1b, and n2 could not say so. */
        @Test
        void entriesThatANewerLeaderMayHaveHadRemovedAreNobodysLoss() {
            Judged.by(
                            CHECKER,
                            acked().leads("n3", 2)
                                    .enters("n2", 2)
                                    .restart("n2", LogStart.of(new LogTail(2, 2)))
                                    .end())
                    .valid();
        }

        @Test
        void notEvenANewerLeaderRemovesWhatIsCommitted() {
            Judged.by(
                            CHECKER,
                            acked().commit("n1", 2)
                                    .leads("n3", 2)
                                    .enters("n2", 2)
                                    .restartKeeping("n2", 1)
                                    .end())
                    .invalid("lost-committed", 6, 7, 10);
        }

        /** As in Figure 8: n3 has n2 remove 1b in term 2, n1 still has it and gets it committed in term 3. */
        @Test
        void anEntryThatWasCommittedOnlyLaterMayHaveBeenRemovedBefore() {
            Judged.by(
                            CHECKER,
                            acked().leads("n3", 2)
                                    .enters("n2", 2)
                                    .restart("n2", LogStart.of(new LogTail(2, 2)))
                                    .leads("n1", 3)
                                    .append("n1", 3, "3c")
                                    .commit("n1", 3)
                                    .end())
                    .valid();
        }

        @Test
        void aNodeThatStoppedInGoodOrderHadSaidAll() {
            Judged.by(
                            CHECKER,
                            acked().leads("n3", 2)
                                    .enters("n2", 2)
                                    .stop("n2")
                                    .restartKeeping("n2", 1)
                                    .end())
                    .invalid("lost-after-stop", 6, 10);
        }

        @Test
        void aSnapshotThatIsGoneIsNamedAsWithS06() {
            LogStory story = acked().commitAndApply("n1", 1, 2)
                    .takeSnapshot("n1", 2)
                    .restart("n1", LogStart.of(new LogTail(2, 1)));
            Judged.by(CHECKER, story.end()).invalid("s06-lost-snapshot", 9, 10);
        }

        @Test
        void aLogThatBeginsBehindNothingIsNamed() {
            Judged.by(
                            CHECKER,
                            acked().restart("n1", new LogStart(2, new LogTail(2, 1), null))
                                    .end())
                    .invalid("begins-behind-nothing", 7);
        }

        @Test
        void aSnapshotMayStandForTheFirstEntries() {
            LogStory story = acked().commitAndApply("n1", 1, 2)
                    .takeSnapshot("n1", 1)
                    .restart("n1", new LogStart(2, new LogTail(2, 1), new SnapshotPoint(1, 1, "a")));
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void aSnapshotThatCouldNotBeReportedMayHaveReplacedTheLog() {
            LogStory story = acked().leads("n3", 2)
                    .enters("n2", 2)
                    .restart("n2", new LogStart(3, new LogTail(2, 2), new SnapshotPoint(2, 2, "ax")));
            Judged.by(CHECKER, story.end()).valid();
        }

        @Test
        void withoutAWordAboutLogsNothingIsJudged() {
            Judged.by(CHECKER, LogStory.ofThree().leads("n1", 1).end())
                    .unknown("no node said anything about its log: nothing to judge");
        }
    }
}
