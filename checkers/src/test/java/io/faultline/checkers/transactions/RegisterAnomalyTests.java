package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.consistency.Consistency;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What can be told of registers, with its proof in words; and that what can't be told is not taken for sound. */
class RegisterAnomalyTests {
    @Test
    void readsThatAreWrongByThemselvesAreKnown() {
        shows(new TransactionStory().together("fail w x 1", "r x 1"), "G1a");
        shows(new TransactionStory().together("w x 1, w x 2", "r x 1"), "G1b");
        shows(new TransactionStory().together("r x 7"), "garbage-read");
        shows(new TransactionStory().together("w x 1, r x nil"), "internal");
        shows(new TransactionStory().together("r x 1, w x 1"), "future-read");
    }

    @Test
    void transactionsThatReadEachOthersWritesAreG1c() {
        shows(new TransactionStory().together("w x 1, r y 1", "w y 1, r x 1"), "G1c");
    }

    @Test
    void twoUpdatesOfOneVersionAreALostUpdate() {
        shows(new TransactionStory().together("w x 1", "r x 1, w x 2", "r x 1, w x 3"), "lost-update", "G2-item");
    }

    @Test
    void aReadOfTheInitialVersionBehindAWriteIsGSingle() {
        shows(new TransactionStory().together("w x 1, w y 1", "r y nil, r x 1"), "fractured-read", "G-single");
    }

    @Test
    void writeSkewIsG2Item() {
        shows(new TransactionStory().together("r x nil, w y 1", "r y nil, w x 1"), "G2-item");
    }

    @Test
    void aVersionThatComesBeforeItselfIsCyclic() {
        shows(new TransactionStory().together("r x 2, w x 1", "r x 1, w x 2"), "cyclic-versions", "G1c");
    }

    @Test
    void aStaleReadIsGSingleRealtime() {
        shows(new TransactionStory().then("w x 1").then("w x 2").then("r x 1"), "G-single-realtime");
    }

    /** Two readers who saw two blind writes one after the other, and then the other way round. */
    @Test
    void versionsThatAreSeenInBothOrdersContradictTime() {
        shows(
                new TransactionStory()
                        .together("w x 1", "w x 2")
                        .then("r x 1")
                        .then("r x 2")
                        .then("r x 1"),
                "G-single-realtime");
    }

    @Test
    void whereNobodyKnowsTheOrderOfVersionsAnOrderOfAllIsProofEnough() {
        Analysis analysis = analyze(
                new TransactionStory().together("w x 1", "w x 2").then("r x 1"), Consistency.STRICT_SERIALIZABLE);
        assertThat(analysis.validity()).isEqualTo(Validity.VALID);
        assertThat(analysis.summary())
                .isEqualTo(
                        "3 transactions committed, nothing against strict-serializable, and an order that explains all"
                                + " reads was found");
        assertThat(analysis.measures()).containsEntry("versions", 2L).containsEntry("versionsWithKnownPredecessor", 0L);
    }

    /** T3 saw x before y was replaced, T4 y before x was: no order explains it, and no cycle of known versions says so. */
    @Test
    void whereNoOrderIsFoundSilenceIsNoProof() {
        Analysis analysis = analyze(
                new TransactionStory().together("w x 1, w y 1", "w x 2, w y 2", "r x 1, r y 2"),
                Consistency.SERIALIZABLE);
        assertThat(analysis.validity()).as(analysis.summary()).isNotEqualTo(Validity.VALID);
    }

    @Test
    void valuesThatAreWrittenTwiceLeaveNothingToSay() {
        Analysis analysis =
                analyze(new TransactionStory().together("w x 1", "w x 1", "r x 1"), Consistency.SERIALIZABLE);
        assertThat(analysis.validity()).isEqualTo(Validity.UNKNOWN);
        assertThat(analysis.summary())
                .isEqualTo(
                        "1 was written to x twice: by the transaction of process 100 (event 0) and by the transaction"
                                + " of process 101 (event 1); nothing can be told unless what is written to a key is unique");
    }

    @Test
    void appendsToRegistersLeaveNothingToSay() {
        Analysis analysis = analyze(new TransactionStory().together("append x 1"), Consistency.SERIALIZABLE);
        assertThat(analysis.validity()).isEqualTo(Validity.UNKNOWN);
    }

    private static Analysis analyze(TransactionStory story, Consistency model) {
        return Transactions.analyze(story.history(), TransactionKind.RW_REGISTER, model);
    }

    private static void shows(TransactionStory story, String... names) {
        Analysis analysis = analyze(story, Consistency.STRICT_SERIALIZABLE);
        assertThat(analysis.anomalies().keySet())
                .as(() -> analysis.summary() + "\n" + analysis.proofs())
                .extracting(Anomaly::word)
                .containsExactly(names);
        assertThat(analysis.validity()).isEqualTo(Validity.INVALID);
        Golden.matches(
                "transactions/register-" + String.join("-and-", List.of(names)) + "-" + analysis.transactions()
                        + ".txt",
                analysis.summary() + "\n\n"
                        + analysis.proofs().stream().map(Proof::text).collect(Collectors.joining("\n\n")) + "\n");
    }
}
