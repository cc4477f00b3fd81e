package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.log.TransactionLog;
import org.junit.jupiter.api.Test;

/**
 * Goal: a verdict is that of all orders. Small histories of a store that is often right, each judged twice.
 *
 * <p>{@code -Dfaultline.draws=100000} tries so many instead of a few.
 */
class TransactionTwinTests {
    private static final int DRAWS = Integer.getInteger("faultline.draws", 4_000);

    @Test
    void serializableListsAreThoseThatSomeOrderExplains() {
        assertThat(compare(Consistency.SERIALIZABLE, true, 6)).isZero();
    }

    @Test
    void strictSerializableListsAreThoseThatSomeOrderInTimeExplains() {
        assertThat(compare(Consistency.STRICT_SERIALIZABLE, true, 6)).isZero();
    }

    /** What nobody saw may stand in any order, which snapshots tell apart: then nothing is said. */
    @Test
    void listsInSnapshotIsolationAreThoseThatSomeSnapshotsExplain() {
        assertThat(compare(Consistency.SNAPSHOT_ISOLATION, true, 5)).isLessThan(DRAWS / 20);
    }

    @Test
    void serializableRegistersAreThoseThatSomeOrderExplains() {
        assertThat(compare(Consistency.SERIALIZABLE, false, 6)).isLessThan(DRAWS / 5);
    }

    @Test
    void strictSerializableRegistersAreThoseThatSomeOrderInTimeExplains() {
        assertThat(compare(Consistency.STRICT_SERIALIZABLE, false, 6)).isLessThan(DRAWS / 10);
    }

    /** How often nothing was said. */
    private static int compare(Consistency model, boolean lists, int transactions) {
        int[] counts = new int[3];
        TransactionKind kind = lists ? TransactionKind.LIST_APPEND : TransactionKind.RW_REGISTER;
        Property.holds(DRAWS, draw -> {
            boolean readAtEnd = model == Consistency.SNAPSHOT_ISOLATION;
            History history = new RandomTransactions(draw, transactions, lists).history(readAtEnd);
            TransactionLog log = TransactionLog.of(history);
            Analysis analysis = Transactions.analyze(history, kind, model);
            if (log.committed() == 0) {
                return;
            } else if (analysis.validity() == Validity.UNKNOWN) {
                counts[2]++;
                return;
            }
            Orders orders = new Orders(log, lists);
            boolean explained = switch (model) {
                case SERIALIZABLE -> orders.serializable(false);
                case STRICT_SERIALIZABLE -> orders.serializable(true);
                default -> orders.snapshotIsolated();
            };
            assertThat(analysis.validity())
                    .as(() -> analysis.summary() + "\n" + text(log) + "\n" + history.events())
                    .isEqualTo(explained ? Validity.VALID : Validity.INVALID);
            counts[explained ? 0 : 1]++;
        });
        if (Property.triesAllSeeds()) {
            assertThat(counts[0]).as("that an order explains").isGreaterThan(DRAWS / 20);
            assertThat(counts[1]).as("that none explains").isGreaterThan(DRAWS / 20);
        }
        return counts[2];
    }

    private static String text(TransactionLog log) {
        StringBuilder text = new StringBuilder();
        for (int one = 0; one < log.size(); one++) {
            text.append(log.fate(one) + " " + log.told(one) + ": " + log.content(one) + "\n");
        }
        return text.toString();
    }
}
