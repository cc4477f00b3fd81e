package io.faultline.harness.report.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.faultline.harness.report.Records;
import io.faultline.harness.report.page.Plan;
import io.faultline.harness.report.picture.FaultBand;
import io.faultline.harness.report.words.ConditionText;
import io.faultline.harness.store.TrialRecord;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTableTest {
    private final Plan plan = plan(Records.twoLeaders());

    @Test
    void eachFaultStandsBesideWhatCameOfIt() {
        assertThat(plan.faults())
                .extracting(Plan.FaultRow::id, Plan.FaultRow::ended, Plan.FaultRow::resolved, Plan.FaultRow::effect)
                .containsExactly(
                        tuple("1", "never healed", "cut-links", ""),
                        tuple("2", "2.000000 s", "nodes n3", "took hold (simulated)"),
                        tuple("3", "", "", "never began"));
    }

    @Test
    void aFaultThatNeverBeganIsStillToldAsItWasMeant() {
        assertThat(plan.faults().get(2).meant()).isEqualTo("target (leader, order n1 n2 n3)");
    }

    @Test
    void classesSayWhatWasDrawnAndWhatBegan() {
        assertThat(plan.classes())
                .extracting(
                        Plan.ClassRow::name,
                        Plan.ClassRow::on,
                        Plan.ClassRow::interval,
                        Plan.ClassRow::planned,
                        Plan.ClassRow::begun)
                .containsExactly(
                        tuple("partition", true, "2 s", 1, 1),
                        tuple("crash", true, "3.5 s", 2, 1),
                        tuple("pause", false, "", 0, 0));
    }

    private static Plan plan(TrialRecord record) {
        EventRows rows = new EventRows(record.history(), new ConditionText(List.of()), Set.of(), Set.of(), Set.of());
        return PlanTable.of(record.schedule(), FaultBand.read(record.history()), rows);
    }
}
