package io.faultline.checkers.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Cycles of each shape, shortest ones, in small graphs against a slow twin and in large ones in time. */
class CycleSearchTests {
    private static final EdgeKind[] DATA = {EdgeKind.WW, EdgeKind.WR, EdgeKind.RW};

    /** All at once, so that time orders nothing. */
    private static final Moments TOGETHER = new Moments() {
        @Override
        public long process(int node) {
            return node;
        }

        @Override
        public int begin(int node) {
            return node;
        }

        @Override
        public int end(int node) {
            return Integer.MAX_VALUE - 1;
        }
    };

    private static Cycles find(GraphBuilder graph) {
        return CycleSearch.find(graph.build(), TOGETHER, CycleSearch.STEPS);
    }

    @Test
    void aGraphWithoutACycleIsPeeledOffWhole() {
        GraphBuilder graph = new GraphBuilder(4);
        graph.add(0, 1, EdgeKind.WW);
        graph.add(1, 2, EdgeKind.RW);
        graph.add(0, 3, EdgeKind.WR);
        assertThat(find(graph)).isEqualTo(new Cycles(List.of(), List.of(), 0));
    }

    @Test
    void onlyTheStrongestShapeOfAComponentIsToldAndTheShortest() {
        GraphBuilder graph = new GraphBuilder(5);
        graph.add(0, 1, EdgeKind.WW);
        graph.add(1, 2, EdgeKind.WW);
        graph.add(2, 0, EdgeKind.WW);
        graph.add(2, 1, EdgeKind.WW);
        graph.add(1, 0, EdgeKind.RW);
        assertThat(find(graph).found())
                .containsExactly(
                        new Cycle(Shape.G0, Suffix.NONE, List.of(1, 2), List.of(EdgeKind.WW, EdgeKind.WW), 3, true));
    }

    /** The search from each node against all walks up to the length that the graph can have. */
    @Test
    void inSmallGraphsTheStrongestShapeAndTheLeastLengthAreThoseOfAllWalks() {
        Property.holds(3_000, draw -> {
            int nodes = draw.between(2, 6);
            GraphBuilder graph = new GraphBuilder(nodes);
            for (int edge = draw.between(1, 2 * nodes); edge > 0; edge--) {
                int from = draw.between(0, nodes - 1);
                int to = draw.between(0, nodes - 1);
                EdgeKind kind = draw.oneOf(DATA);
                graph.add(from, to, kind);
            }
            EdgeGraph built = graph.build();
            SlowCycles slow = new SlowCycles(built);
            List<Cycle> found = find(graph).found();
            assertThat(found.isEmpty()).isEqualTo(slow.strongest().isEmpty());
            if (!found.isEmpty()) {
                Cycle best = found.stream()
                        .min((a, b) -> a.shape() != b.shape()
                                ? a.shape().compareTo(b.shape())
                                : a.nodes().size() - b.nodes().size())
                        .orElseThrow();
                assertThat(best.shape()).isEqualTo(slow.strongest().orElseThrow());
                assertThat(best.nodes()).hasSize(slow.length());
            }
        });
    }

    @Test
    void aRingOfAHundredThousandIsFoundWhole() {
        int size = 100_000;
        GraphBuilder graph = new GraphBuilder(size);
        for (int node = 0; node < size; node++) {
            graph.add(node, (node + 1) % size, node == 7 ? EdgeKind.RW : EdgeKind.WR);
        }
        Cycle cycle = find(graph).found().get(0);
        assertThat(cycle.shape()).isEqualTo(Shape.G_SINGLE);
        assertThat(cycle.nodes()).hasSize(size);
        assertThat(cycle.shortest()).isTrue();
    }

    /** Ten edges a node, one in ten of them rw; a giant component with short cycles, as when half a store is stale. */
    @Test
    void aGiantComponentGivesItsShortestCycle() {
        int size = 20_000;
        SplittableRandom random = new SplittableRandom(1);
        GraphBuilder graph = new GraphBuilder(size);
        for (int edge = 0; edge < 10 * size; edge++) {
            int one = random.nextInt(size);
            int other = random.nextInt(size);
            boolean back = random.nextInt(10) == 0;
            graph.add(
                    back ? Math.max(one, other) : Math.min(one, other),
                    back ? Math.min(one, other) : Math.max(one, other),
                    back ? EdgeKind.RW : EdgeKind.WR);
        }
        Cycle cycle = find(graph).found().get(0);
        assertThat(cycle.component()).isGreaterThan(size * 9 / 10);
        assertThat(cycle.shape()).isEqualTo(Shape.G_SINGLE);
        assertThat(cycle.nodes()).hasSizeLessThanOrEqualTo(3);
        assertThat(cycle.kinds()).containsOnlyOnce(EdgeKind.RW);
    }

    @Test
    void aSearchThatIsCutShortSaysWhereAndThatThereIsACycle() {
        Draw draw = new Draw(1);
        int size = 200;
        GraphBuilder graph = new GraphBuilder(size);
        for (int node = 0; node < size; node++) {
            graph.add(node, (node + 1) % size, EdgeKind.RW);
            graph.add(node, draw.between(0, size - 1), EdgeKind.RW);
        }
        Cycles cycles = CycleSearch.find(graph.build(), TOGETHER, 3);
        assertThat(cycles.found()).isEmpty();
        assertThat(cycles.cutShort()).extracting(Cycles.CutShort::shape).contains(Shape.G2_ITEM);
        assertThat(cycles.cutShort()).allSatisfy(cut -> {
            assertThat(cut.component()).isEqualTo(size);
            assertThat(cut.first()).isZero();
        });
    }
}
