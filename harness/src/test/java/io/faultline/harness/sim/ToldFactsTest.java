package io.faultline.harness.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.history.HexDigests;
import io.faultline.checkers.history.LogFact;
import io.faultline.checkers.history.NodeFact;
import io.faultline.node.raft.Fact;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToldFactsTest {
    private final ToldFacts told = new ToldFacts();

    @Test
    void whatSeveralNodesSayIsToldByOneObject() {
        NodeFact appended = told.of(appended(7, 1, 11, 12));
        NodeFact applied = told.of(new Fact.Applied(7, new long[] {21, 22}));
        NodeFact committed = told.of(new Fact.Committed(8));
        assertThat(appended).isEqualTo(new LogFact.Appended(7, List.of(1L, 1L), HexDigests.of(11, 12)));
        assertThat(told.of(appended(7, 1, 11, 12))).isSameAs(appended);
        assertThat(told.of(new Fact.Applied(7, new long[] {21, 22}))).isSameAs(applied);
        assertThat(told.of(new Fact.Committed(8))).isSameAs(committed);
    }

    @Test
    void whatDiffersInAnythingIsToldAsItIs() {
        told.of(appended(7, 1, 11, 12));
        assertThat(told.of(appended(7, 2, 11, 12)))
                .isEqualTo(new LogFact.Appended(7, List.of(2L, 2L), HexDigests.of(11, 12)));
        assertThat(told.of(appended(7, 2, 11, 13)))
                .isEqualTo(new LogFact.Appended(7, List.of(2L, 2L), HexDigests.of(11, 13)));
        assertThat(told.of(appended(7, 2, 11))).isEqualTo(new LogFact.Appended(7, List.of(2L), HexDigests.of(11)));
        told.of(new Fact.Applied(7, new long[] {21}));
        assertThat(told.of(new Fact.Applied(7, new long[] {22}))).isEqualTo(new LogFact.Applied(7, HexDigests.of(22)));
        told.of(new Fact.Committed(8));
        assertThat(told.of(new Fact.Committed(8 + (1 << 12)))).isEqualTo(new LogFact.Committed(8 + (1 << 12)));
    }

    private static Fact appended(long from, long term, long... digests) {
        long[] terms = new long[digests.length];
        Arrays.fill(terms, term);
        return new Fact.Appended(from, terms, digests);
    }
}
