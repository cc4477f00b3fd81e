package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.checkers.Verdict;
import io.faultline.checkers.history.History;
import io.faultline.checkers.kit.Property;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.graph.EdgeGraph;
import io.faultline.checkers.transactions.graph.EdgeKind;
import io.faultline.checkers.transactions.inference.Inferred;
import io.faultline.checkers.transactions.log.TransactionLog;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of what is around a cycle: in histories made by hand, and never without a reason. */
class SurroundingsTests {
    /** A skew on x and y; a reader of x, and whoever read what that one wrote. */
    private static TransactionStory skew() {
        return new TransactionStory()
                .together(
                        "r x [], append y 1",
                        "r y [], append x 1",
                        "r x [1], append z 1",
                        "r z [1], append w 1",
                        "r w [1]",
                        "append v 1");
    }

    private static Surroundings around(TransactionStory story, Reach reach) {
        Analyst analyst =
                Transactions.analyst(story.history(), TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        return analyst.around(analyst.analyze().proofs().get(0), reach);
    }

    private static List<String> told(Surroundings around) {
        return around.neighbours().stream()
                .map(one -> one.distance() + " " + one.party().name() + " "
                        + one.party().content())
                .toList();
    }

    @Test
    void whoReadFromTheCycleIsOneEdgeAway() {
        Surroundings around = around(skew(), Reach.of(1));

        assertThat(told(around)).containsExactly("1 N1 r x [1], append z 1");
        assertThat(around.leftOut()).isZero();
        assertThat(around.edges())
                .containsExactly(
                        new Proof.Edge("T2", "N1", EdgeKind.WR, "N1 read x = [1], the last of which T2 had appended"));
    }

    @Test
    void whatIsOneEdgeFartherIsNotIn() {
        assertThat(told(around(skew(), Reach.of(2))))
                .containsExactly("1 N1 r x [1], append z 1", "2 N2 r z [1], append w 1");
        assertThat(told(around(skew(), Reach.of(Reach.EDGES_MOST))))
                .as("whoever has nothing to do with it never is")
                .hasSize(3);
    }

    @Test
    void onlyTheNearestAreToldAndTheOthersCounted() {
        Surroundings around = around(skew(), new Reach(20, 3));

        assertThat(told(around)).containsExactly("1 N1 r x [1], append z 1");
        assertThat(around.leftOut()).isEqualTo(2);
        assertThat(around(skew(), new Reach(20, 1)).neighbours())
                .as("the cycle alone is more")
                .isEmpty();
    }

    @Test
    void whatComesBeforeTheCycleIsAroundItToo() {
        Surroundings around = around(
                new TransactionStory().together("append u 1", "r x [], r u [1], append y 1", "r y [], append x 1"),
                Reach.of(1));
        assertThat(told(around)).containsExactly("1 N1 append u 1");
        assertThat(around.edges())
                .extracting(edge -> edge.from() + " " + edge.to())
                .containsExactly("N1 T1");
    }

    @Test
    void theOrderOfTimeIsToldWhereNothingElseTiesTheTwo() {
        Surroundings around = around(
                new TransactionStory()
                        .then("append u 1")
                        .then("append v 1")
                        .together("r x [], r u [1], append y 1", "r y [], append x 1"),
                Reach.of(1));
        assertThat(around.edges())
                .extracting(edge -> edge.from() + " " + edge.kind().word() + " " + edge.to())
                .containsExactlyInAnyOrder("N1 wr T1", "N2 realtime T1", "N2 realtime T2", "N1 realtime N2");
    }

    @Test
    void everyDependencyHasAReason() {
        Property.holds(2_000, draw -> {
            boolean lists = draw.bool();
            History history = new RandomTransactions(draw, 8, lists).history(draw.bool());
            TransactionLog log = TransactionLog.of(history);
            Inferred inferred = (lists ? TransactionKind.LIST_APPEND : TransactionKind.RW_REGISTER).infer(log);
            EdgeGraph graph = inferred.graph();
            for (int node = 0; node < graph.nodes(); node++) {
                for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                    assertThat(inferred.explainer().why(node, graph.target(edge), graph.kind(edge), "one", "other"))
                            .contains("one");
                }
            }
        });
    }

    @Test
    void aVerdictTellsOfItOnlyWhenAsked() {
        History history = skew().history();
        Verdict plain = Transactions.checker(TransactionKind.LIST_APPEND, Consistency.SERIALIZABLE)
                .check(history);
        Verdict asked = Transactions.checker(TransactionKind.LIST_APPEND, Consistency.SERIALIZABLE, Reach.of(1))
                .check(history);

        assertThat(CyclePicture.hasNeighbourhood(cycle(plain))).isFalse();
        assertThat(CyclePicture.hasNeighbourhood(cycle(asked))).isTrue();
        assertThat(asked.evidence()).isEqualTo(plain.evidence());
    }

    @Test
    void inATrialItIsToldWithoutAsking() {
        Verdict verdict = Transactions.of(skew().history(), Consistency.SERIALIZABLE, 1)
                .get(0)
                .check(skew().history());
        assertThat(CyclePicture.hasNeighbourhood(cycle(verdict))).isTrue();
    }

    private static Map<?, ?> cycle(Verdict verdict) {
        return (Map<?, ?>) ((List<?>) verdict.measures().get(CyclePicture.MEASURE)).get(0);
    }

    @Test
    void ofThousandsOfReadersAPageIsTold() {
        List<String> lines = new ArrayList<>(List.of("r x [], append y 1", "r y [], append x 1"));
        String[] readers = new String[3_000];
        Arrays.fill(readers, "r x [1]");
        lines.addAll(List.of(readers));

        Surroundings around = around(new TransactionStory().together(lines.toArray(new String[0])), Reach.OF_A_PAGE);

        assertThat(around.neighbours()).hasSize(22);
        assertThat(around.leftOut()).isEqualTo(2_978);
    }

    @Test
    void aReachThatMakesNoSenseIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reach.of(-1))
                .withMessage("a neighbourhood reaches 0 to 20 edges, not -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reach(1, 41))
                .withMessage("a neighbourhood has 0 to 40 transactions, not 41");
    }
}
