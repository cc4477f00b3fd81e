package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.Validity;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.transactions.consistency.Anomaly;
import io.faultline.checkers.transactions.log.TransactionLog;
import io.faultline.checkers.transactions.weak.WeakLevel;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Goal: a weak level holds just if some order of commits satisfies its axiom. Small histories of registers, each judged twice. */
class WeakLevelTwinTests {
    private static final int DRAWS = Integer.getInteger("faultline.draws", 4_000);

    /** Wrong by themselves, whatever the order of commits. */
    private static final Set<Anomaly> BAD_READS =
            EnumSet.of(Anomaly.G1A, Anomaly.G1B, Anomaly.INTERNAL, Anomaly.FUTURE_READ, Anomaly.GARBAGE_READ);

    @ParameterizedTest
    @EnumSource(WeakLevel.class)
    void aWeakLevelHoldsJustIfSomeOrderOfCommitsSatisfiesIt(WeakLevel level) {
        int[] counts = new int[2];
        Property.holds(DRAWS, draw -> {
            History history = new RandomTransactions(draw, 6, false).history(false);
            TransactionLog log = TransactionLog.of(history);
            Analysis analysis = Transactions.analyze(history, TransactionKind.RW_REGISTER, level.model());
            if (log.committed() == 0
                    || !Collections.disjoint(analysis.anomalies().keySet(), BAD_READS)) {
                return;
            }
            boolean holds = new CommitOrders(log).holds(level);
            assertThat(analysis.validity())
                    .as(() -> analysis.summary() + "\n" + history.events())
                    .isEqualTo(holds ? Validity.VALID : Validity.INVALID);
            counts[holds ? 0 : 1]++;
        });
        if (Property.triesAllSeeds()) {
            assertThat(counts[0]).as("that hold").isGreaterThan(DRAWS / 8);
            assertThat(counts[1]).as("that do not").isPositive();
        }
    }
}
