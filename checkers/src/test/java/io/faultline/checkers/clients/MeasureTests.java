package io.faultline.checkers.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Checker;
import io.faultline.checkers.Checkers;
import io.faultline.checkers.ClientOptions;
import io.faultline.checkers.Validity;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.history.OperationType;
import io.faultline.checkers.kit.Story;
import org.junit.jupiter.api.Test;

/** How clients fared: D is 6 s in these stories. */
class MeasureTests {
    private static final long SECOND = 1_000_000_000;

    private Story story = Story.ofThree();
    private long process;

    private static Verdict verdict(String name, History history) {
        return verdict(name, history, ClientOptions.DEFAULT);
    }

    private static Verdict verdict(String name, History history, ClientOptions options) {
        for (Checker checker : Checkers.clients(history, options)) {
            if (checker.name().equals(name)) {
                return checker.check(history);
            }
        }
        throw new AssertionError("no checker is called " + name);
    }

    /** One operation after another, each half a second after the one before, which takes 100 ms. */
    private void ask(long fromMillis, int count, String f, OperationType end) {
        for (int i = 0; i < count; i++) {
            one(fromMillis + i * 500L, 100, f, end);
        }
    }

    private void one(long fromMillis, long millis, String f, OperationType end) {
        long value = ++process;
        story.at(fromMillis).operation(OperationType.INVOKE, value, f, "x", value);
        if (end != null) {
            story.at(fromMillis + millis).operation(end, value, f, "x", value);
        }
    }

    // ---- availability ----

    @Test
    void theLongestTimeWithoutASuccessIsBetweenTwoOrAtTheEnds() {
        story.at(1_000).operation(OperationType.INVOKE, 100, "write", "x", 1L);
        one(2_000, 100, "write", OperationType.OK);
        story.at(3_000).operation(OperationType.OK, 100, "write", "x", 1L);
        ask(7_000, 12, "write", OperationType.OK);
        Verdict verdict = verdict("availability", story.at(60_000).end());
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.measures()).containsEntry("longestWithoutSuccess", 4_100_000_000L);
        assertThat(verdict.measures()).containsEntry("write ok", 14L);

        story = Story.ofThree();
        ask(1_000, 12, "write", OperationType.OK);
        ask(7_000, 12, "write", OperationType.FAIL);
        one(20_000, 0, "read", null);
        assertThat(verdict("availability", story.end()).measures())
                .containsEntry("longestWithoutSuccess", 13_400_000_000L)
                .containsEntry("write fail", 12L)
                .containsEntry("read open", 1L);
    }

    @Test
    void successesAreSharesOfWhatWasAskedInEachCondition() {
        ask(1_000, 4, "write", OperationType.OK);
        story.at(4_000).isolate("n1");
        ask(4_500, 3, "write", OperationType.INFO);
        story.at(6_400).crash("n2");
        ask(6_500, 1, "write", OperationType.OK);
        story.at(7_000).restart("n2");
        story.heal();
        ask(8_000, 5, "write", OperationType.OK);
        assertThat(verdict("availability", story.end()).measures())
                .containsEntry("askedHealthy", 9L)
                .containsEntry("okShareHealthy", 1.0)
                .containsEntry("askedPartitioned", 4L)
                .containsEntry("okSharePartitioned", 0.25)
                .containsEntry("askedDown", 1L)
                .containsEntry("okShareDown", 1.0)
                .doesNotContainKey("askedPaused");
    }

    @Test
    void linksOfClientsAreNoPartition() {
        story.at(500).cut("n1", "clients");
        ask(1_000, 4, "write", OperationType.INFO);
        story.at(4_000).heal();
        ask(5_000, 4, "write", OperationType.OK);
        assertThat(verdict("availability", story.end()).measures())
                .containsEntry("askedClientLinks", 4L)
                .containsEntry("okShareClientLinks", 0.0)
                .containsEntry("askedHealthy", 4L)
                .doesNotContainKey("askedPartitioned");
    }

    // ---- progress ----

    @Test
    void clientsThatAreServedInCalmAreServed() {
        ask(1_000, 30, "write", OperationType.OK);
        Verdict verdict = verdict("progress", story.at(20_000).end());
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.summary()).isEqualTo("clients were served in 1 calm stretch");
        assertThat(verdict.measures())
                .containsEntry("stability", 6 * SECOND)
                .containsEntry("timeToSuccessAfterFaults", 1_100_000_000L)
                .containsEntry("unanswered", 0L);
    }

    @Test
    void aMajorityLeftAloneThatServesNobodyIsAccused() {
        ask(1_000, 30, "write", OperationType.FAIL);
        Verdict verdict = verdict("progress", story.at(20_000).end());
        assertThat(verdict.validity()).isEqualTo(Validity.INVALID);
        assertThat(verdict.summary())
                .isEqualTo("from 0.000 s (event 2) on the majority n1, n2 and n3 was left alone for 20.000 s; clients"
                        + " asked for 19 operations (events 25 to 61) that are never refused, and none succeeded in all"
                        + " that time");
        assertThat(verdict.evidence().get(0).events()).containsExactly(2L, 25L, 61L);
    }

    @Test
    void oneSuccessInAllThatTimeIsEnough() {
        ask(1_000, 29, "write", OperationType.FAIL);
        one(19_000, 100, "write", OperationType.OK);
        assertThat(verdict("progress", story.at(20_000).end()).validity()).isEqualTo(Validity.VALID);
    }

    @Test
    void whatWasServedBeforeTheCalmDoesNotCount() {
        ask(100, 10, "write", OperationType.OK);
        story.at(6_000).isolate("n1");
        ask(6_500, 3, "write", OperationType.FAIL);
        story.at(8_000).heal();
        ask(8_500, 40, "write", OperationType.FAIL);
        assertThat(verdict("progress", story.at(29_000).end()).validity()).isEqualTo(Validity.INVALID);
    }

    @Test
    void ofAShortCalmNothingCanBeTold() {
        ask(1_000, 20, "write", OperationType.FAIL);
        assertThat(verdict("progress", story.at(11_500).end()).summary())
                .isEqualTo("nobody was served in calm, but the calm was too short to tell why, or too few clients asked"
                        + " for what is never refused");
    }

    @Test
    void whereNobodyAsksNobodyIsServed() {
        ask(100, 10, "write", OperationType.OK);
        story.at(6_000).isolate("n1");
        story.at(8_000).heal();
        Verdict verdict = verdict("progress", story.at(29_000).end(), new ClientOptions(1, 6_500_000_000L));
        assertThat(verdict.summary())
                .isEqualTo("no client asked while a majority was left alone for 6.500 s: nothing to judge");
        assertThat(verdict.validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void fewWhoAskMayBeUnlucky() {
        ask(1_000, 10, "write", OperationType.FAIL);
        ask(8_000, 9, "write", OperationType.FAIL);
        assertThat(verdict("progress", story.at(20_000).end()).validity()).isEqualTo(Validity.UNKNOWN);
    }

    /** Two clients of three nodes may both stay with nodes that do not lead. */
    @Test
    void fewerClientsThanNodesMayAllAskElsewhere() {
        for (int clients : new int[] {2, 3}) {
            story = Story.ofThree();
            for (int i = 0; i < 40; i++) {
                process = i % clients;
                one(500 + i * 500L, 100, "write", OperationType.FAIL);
            }
            assertThat(verdict("progress", story.at(21_000).end()).validity())
                    .isEqualTo(clients == 2 ? Validity.UNKNOWN : Validity.INVALID);
        }
    }

    @Test
    void clientsAreCountedThoughTheyGoOnAsOtherProcesses() {
        for (int clients : new int[] {2, 3}) {
            story = Story.ofThree();
            process = 0;
            for (int turn = 0; turn < 20; turn++) {
                long from = 500 + turn * 1_000L;
                long first = process;
                for (int client = 0; client < clients; client++) {
                    story.at(from).operation(OperationType.INVOKE, ++process, "write", "x", process);
                }
                for (long ended = first + 1; ended <= process; ended++) {
                    story.at(from + 900).operation(OperationType.INFO, ended, "write", "x", ended);
                }
            }
            assertThat(verdict("progress", story.at(21_000).end()).validity())
                    .isEqualTo(clients == 2 ? Validity.UNKNOWN : Validity.INVALID);
        }
    }

    @Test
    void aLockMayBeAnothersForEver() {
        ask(1_000, 15, "acquire", OperationType.FAIL);
        ask(9_000, 15, "cas", OperationType.FAIL);
        assertThat(verdict("progress", story.at(20_000).end()).validity()).isEqualTo(Validity.UNKNOWN);
    }

    /** n3 is cut off: a client may hang there for 5 s, once when the calm begins and once more on its way to the leader. */
    @Test
    void aClientMayHangAtANodeThatIsCutOff() {
        for (long end : new long[] {21_000, 23_000}) {
            story = Story.ofThree();
            process = 0;
            story.at(100).isolate("n3");
            one(200, 300, "write", OperationType.INFO);
            one(1_000, 5_000, "write", OperationType.INFO);
            ask(7_000, (int) (end - 7_500) / 500, "write", OperationType.FAIL);
            assertThat(verdict("progress", story.at(end).end()).validity())
                    .isEqualTo(end == 21_000 ? Validity.UNKNOWN : Validity.INVALID);
        }
    }

    @Test
    void whereNoMajorityIsLeftAloneNothingIsOwed() {
        story.at(100).cut("n1", "n2");
        ask(200, 50, "write", OperationType.FAIL);
        assertThat(verdict("progress", story.at(30_000).end()).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void aMajorityThatClientsDoNotReachOwesNothing() {
        for (String[] way : new String[][] {{"clients", "n2"}, {"n2", "clients"}}) {
            story = Story.ofThree();
            story.at(100).cut(way[0], way[1]);
            ask(200, 50, "write", OperationType.INFO);
            assertThat(verdict("progress", story.at(30_000).end()).summary())
                    .isEqualTo("no client asked while a majority was left alone for 6.000 s: nothing to judge");
        }
        story = Story.ofThree();
        story.at(100).degrade("clients", "n2");
        ask(200, 50, "write", OperationType.INFO);
        assertThat(verdict("progress", story.at(30_000).end()).validity()).isEqualTo(Validity.UNKNOWN);
    }

    @Test
    void progressIsOwedOnceClientsGetThroughAgain() {
        for (long healed : new long[] {2_000, 12_000}) {
            story = Story.ofThree();
            story.at(100).cut("clients", "n2");
            ask(200, (int) (healed - 200) / 500, "write", OperationType.INFO);
            story.at(healed).heal();
            ask(healed + 100, (int) (21_500 - healed) / 500, "write", OperationType.FAIL);
            assertThat(verdict("progress", story.at(22_000).end()).validity())
                    .as("healed at %d ms", healed)
                    .isEqualTo(healed == 2_000 ? Validity.INVALID : Validity.UNKNOWN);
        }
    }

    @Test
    void whoWasServedBeforeClientsWereCutOffWasServed() {
        ask(500, 15, "write", OperationType.OK);
        story.at(8_500).cut("n1", "clients");
        ask(9_000, 30, "write", OperationType.INFO);
        Verdict verdict = verdict("progress", story.at(25_000).end());
        assertThat(verdict.validity()).isEqualTo(Validity.VALID);
        assertThat(verdict.measures()).containsEntry("calmStretches", 1L).containsEntry("calmStretchesServed", 1L);
    }

    @Test
    void nodesThatDoNotSpeakOweNoProgress() {
        History history = new ClientStory().ok("write", "x", 1L).history();
        assertThat(Checkers.clients(history)).extracting(Checker::name).doesNotContain("progress");
    }

    @Test
    void theTimeToTheFirstSuccessCountsFromWhenConditionsBecameCalmForGood() {
        ask(100, 10, "write", OperationType.OK);
        story.at(6_000).isolate("n1");
        story.at(8_000).heal();
        story.at(8_100).deaf("n2");
        story.at(8_500).heal();
        story.heal();
        ask(8_700, 5, "write", OperationType.OK);
        one(12_000, 0, "write", null);
        assertThat(verdict("progress", story.at(20_000).end()).measures())
                .containsEntry("timeToSuccessAfterFaults", 300_000_000L)
                .containsEntry("unanswered", 1L);

        story = Story.ofThree();
        ask(100, 10, "write", OperationType.OK);
        story.at(6_000).isolate("n1");
        assertThat(verdict("progress", story.at(20_000).end()).measures())
                .containsEntry("timeToSuccessAfterFaults", null);
    }
}
