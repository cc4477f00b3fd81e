package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.checkers.history.PlainTree;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

/** A cycle as a picture and as a graph in other tools' language. */
class CyclePictureTests {
    private static Map<String, Object> tree(TransactionStory story) {
        Analysis analysis =
                Transactions.analyze(story.history(), TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        Proof proof = analysis.proofs().get(analysis.proofs().size() - 1);
        return PlainTree.ofMap(CyclePicture.tree(proof));
    }

    private static TransactionStory longFork() {
        return new TransactionStory().overlapping("p1: append y 1", "p2: r x []", "append x 1", "r x [1], r y []");
    }

    @Test
    void aCycleOfFourIsDrawn() throws Exception {
        String svg = CyclePicture.svg(tree(longFork()), "cycle");
        Golden.matches("transactions/cycle.svg", svg);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void aCycleIsWrittenForGraphviz() {
        Golden.matches("transactions/cycle.dot", CyclePicture.dot(tree(longFork())));
    }

    @Test
    void twoTransactionsHaveTwoArrowsThatLieApart() {
        String svg = CyclePicture.svg(
                tree(new TransactionStory().together("r x [], append y 1", "r y [], append x 1")), "cycle");
        assertThat(svg.split("<path d=\"M\\d+\\.", -1)).hasSize(3);
        assertThat(svg).contains("rw: missed its write").doesNotContain("wr: wrote");
    }

    @Test
    void aFindingWithoutACycleIsNotDrawn() {
        Map<String, Object> tree = tree(new TransactionStory().together("fail append x 1", "r x [1]"));
        assertThat(CyclePicture.isDrawable(tree)).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> CyclePicture.svg(tree, "cycle"));
        assertThat(CyclePicture.isDrawable(Map.of("edges", "none"))).isFalse();
    }
}
