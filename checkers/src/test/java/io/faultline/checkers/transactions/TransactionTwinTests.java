package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.log.TransactionLog;
import org.junit.jupiter.api.Test;

/**
 * Goal: the verdict on lists is that of all orders. Small histories of a store that is often right, each judged twice.
 *
 * <p>{@code -Dfaultline.draws=100000} tries so many instead of a few.
 */
class TransactionTwinTests {
    private static final int DRAWS = Integer.getInteger("faultline.draws", 4_000);

    @Test
    void serializableIsWhatSomeOrderExplains() {
        compare(Consistency.SERIALIZABLE, 6, false);
    }

    @Test
    void strictSerializableIsWhatSomeOrderInTimeExplains() {
        compare(Consistency.STRICT_SERIALIZABLE, 6, false);
    }

    /** What nobody saw may stand in any order, which snapshots tell apart: then nothing is said. */
    @Test
    void snapshotIsolationIsWhatSomeSnapshotsExplain() {
        compare(Consistency.SNAPSHOT_ISOLATION, 5, true);
    }

    private static void compare(Consistency model, int transactions, boolean readAtEnd) {
        int[] counts = new int[3];
        Property.holds(DRAWS, draw -> {
            History history = new RandomTransactions(draw, transactions).history(readAtEnd);
            TransactionLog log = TransactionLog.of(history);
            Analysis analysis = Transactions.analyze(history, TransactionKind.LIST_APPEND, model);
            Orders orders = new Orders(log, true);
            boolean explained = switch (model) {
                case SERIALIZABLE -> orders.serializable(false);
                case STRICT_SERIALIZABLE -> orders.serializable(true);
                default -> orders.snapshotIsolated();
            };
            if (analysis.validity() == Validity.UNKNOWN) {
                counts[2]++;
            } else {
                assertThat(analysis.validity())
                        .as(() -> analysis.summary() + "\n" + text(log) + "\n" + history.events())
                        .isEqualTo(explained ? Validity.VALID : Validity.INVALID);
                counts[explained ? 0 : 1]++;
            }
        });
        if (Property.triesAllSeeds()) {
            assertThat(counts[2]).as("not decided").isLessThan(DRAWS / 20);
            assertThat(counts[0]).as("that an order explains").isGreaterThan(DRAWS / 8);
            assertThat(counts[1]).as("that none explains").isGreaterThan(DRAWS / 8);
        }
    }

    private static String text(TransactionLog log) {
        StringBuilder text = new StringBuilder();
        for (int one = 0; one < log.size(); one++) {
            text.append(log.fate(one) + " " + log.told(one) + ": " + log.content(one) + "\n");
        }
        return text.toString();
    }
}
