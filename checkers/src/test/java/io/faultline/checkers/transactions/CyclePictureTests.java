package io.faultline.checkers.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.faultline.checkers.history.PlainTree;
import io.faultline.checkers.kit.Golden;
import io.faultline.checkers.transactions.consistency.Consistency;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** A cycle as a picture and as a graph in other tools' language. */
class CyclePictureTests {
    private static Map<String, Object> tree(TransactionStory story) {
        Analysis analysis =
                Transactions.analyze(story.history(), TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        Proof proof = analysis.proofs().get(analysis.proofs().size() - 1);
        return PlainTree.ofMap(CyclePicture.tree(proof));
    }

    /** A skew, and what is two edges around it; of that, so many transactions in all. */
    private static Map<String, Object> neighbourhood(int most) {
        TransactionStory story = new TransactionStory()
                .then("append u 1")
                .together(
                        "r <x> [], r u [1], append y 1",
                        "r y [], append <x> 1",
                        "r <x> [1], append z 1",
                        "r z [1], append w 1",
                        "r z [1]");
        Analyst analyst =
                Transactions.analyst(story.history(), TransactionKind.LIST_APPEND, Consistency.STRICT_SERIALIZABLE);
        Proof proof = analyst.analyze().proofs().get(0);
        return PlainTree.ofMap(CyclePicture.tree(proof, analyst.around(proof, new Reach(2, most))));
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

    @Test
    void whatIsAroundACycleIsDrawnFaintly() throws Exception {
        String svg = CyclePicture.neighbourhood(neighbourhood(Reach.TRANSACTIONS_MOST), "cycle");
        Golden.matches("transactions/neighbourhood.svg", svg);
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(svg).contains("Faint: all 4 other transactions within 2 edges of it.");
    }

    @Test
    void whatIsAroundACycleIsWrittenForGraphviz() {
        Golden.matches("transactions/neighbourhood.dot", CyclePicture.dot(neighbourhood(Reach.TRANSACTIONS_MOST)));
    }

    @Test
    void whatIsAroundACycleIsWrittenAsJson() {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Golden.matches(
                "transactions/neighbourhood.json",
                mapper.writeValueAsString(neighbourhood(Reach.TRANSACTIONS_MOST)) + "\n");
    }

    @Test
    void aCutOutIsNeverTakenForTheWhole() {
        Map<String, Object> tree = neighbourhood(5);
        String told = "Faint: 3 of the 4 other transactions within 2 edges of it; 1 is left out.";
        assertThat(CyclePicture.neighbourhood(tree, "cycle")).contains(told);
        assertThat(CyclePicture.dot(tree)).contains(told);
        assertThat(tree.get("neighbourhood")).extracting("leftOut").isEqualTo(1L);
    }

    @Test
    void aCycleThatIsAllThereIsSaysSo() {
        Analyst analyst = Transactions.analyst(
                new TransactionStory()
                        .together("r x [], append y 1", "r y [], append x 1")
                        .history(),
                TransactionKind.LIST_APPEND,
                Consistency.STRICT_SERIALIZABLE);
        Proof proof = analyst.analyze().proofs().get(0);
        assertThat(CyclePicture.neighbourhood(CyclePicture.tree(proof, analyst.around(proof, Reach.of(1))), "cycle"))
                .contains("There is no other transaction within 1 edge of it.");
    }

    @Test
    void theCycleAloneIsDrawnAsBefore() {
        Map<String, Object> tree = neighbourhood(Reach.TRANSACTIONS_MOST);
        assertThat(CyclePicture.svg(tree, "cycle")).doesNotContain("N1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CyclePicture.neighbourhood(tree(longFork()), "cycle"))
                .withMessage("this tells nothing of what is around the cycle");
    }

    /** Verdicts are kept in files, which anybody may change. */
    @Test
    void aNeighbourhoodThatMakesNoSenseIsNotDrawn() {
        Map<String, Object> whole = new LinkedHashMap<>(neighbourhood(Reach.TRANSACTIONS_MOST));
        for (Object nonsense : List.of(
                "around",
                Map.of("transactions", List.of("N1")),
                Map.of("transactions", Collections.nCopies(39, Map.of("name", "N1"))),
                Map.of("edges", List.of(Map.of("from", "T1", "to", "N9", "kind", "ww"))))) {
            whole.put("neighbourhood", nonsense);
            assertThat(CyclePicture.hasNeighbourhood(whole)).as("%s", nonsense).isFalse();
            assertThat(CyclePicture.isDrawable(whole)).isTrue();
        }
        whole.put("neighbourhood", Map.of("reach", "far"));
        assertThat(CyclePicture.hasNeighbourhood(whole)).isTrue();
    }
}
