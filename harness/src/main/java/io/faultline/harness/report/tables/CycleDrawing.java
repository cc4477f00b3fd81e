package io.faultline.harness.report.tables;

import io.faultline.checkers.Evidence;
import io.faultline.checkers.Verdict;
import io.faultline.checkers.transactions.picture.CyclePicture;
import java.util.List;
import java.util.Map;

/**
 * A cycle of transactions as the page draws it.
 *
 * @param picture as SVG; empty when there is none
 * @param around the same with what is around it, for those who ask; empty when there is none
 */
record CycleDrawing(String picture, String around) {

    /** The cycle that this evidence tells of in words; empty when it tells of none that can be drawn. */
    static CycleDrawing of(Verdict verdict, Evidence evidence, String name) {
        for (Object one : verdict.measures().get(CyclePicture.MEASURE) instanceof List<?> cycles ? cycles : List.of()) {
            if (one instanceof Map<?, ?> tree
                    && evidence.why().equals(tree.get("text"))
                    && CyclePicture.isDrawable(tree)) {
                return new CycleDrawing(
                        CyclePicture.svg(tree, name),
                        CyclePicture.hasNeighbourhood(tree) ? CyclePicture.neighbourhood(tree, name + "-around") : "");
            }
        }
        return new CycleDrawing("", "");
    }
}
