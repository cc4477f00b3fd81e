package io.faultline.checkers.transactions.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.faultline.checkers.kit.Draw;
import io.faultline.checkers.kit.Property;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is around some nodes: by hand, and against distances that a slow twin computes. */
class VicinityTests {
    private static final EdgeKind[] KINDS = {EdgeKind.WW, EdgeKind.WR, EdgeKind.RW, EdgeKind.PROCESS, EdgeKind.REALTIME
    };

    /** 0 to 1 to 2 to 3 to 4. */
    private static EdgeGraph chain() {
        GraphBuilder graph = new GraphBuilder(5);
        for (int node = 0; node < 4; node++) {
            graph.add(node, node + 1, EdgeKind.WR);
        }
        return graph.build();
    }

    @Test
    void edgesAreFollowedBothWays() {
        assertThat(Vicinity.of(chain(), List.of(2), 1, 40)).isEqualTo(new Vicinity(List.of(1, 3), List.of(1, 1), 0));
    }

    @Test
    void whatIsOneEdgeFartherIsNotInAndNotCounted() {
        assertThat(Vicinity.of(chain(), List.of(1), 2, 40))
                .isEqualTo(new Vicinity(List.of(0, 2, 3), List.of(1, 1, 2), 0));
        assertThat(Vicinity.of(chain(), List.of(1), 3, 40).nodes()).containsExactly(0, 2, 3, 4);
    }

    @Test
    void theNearestAreKeptAndTheOthersCounted() {
        assertThat(Vicinity.of(chain(), List.of(0), 4, 2)).isEqualTo(new Vicinity(List.of(1, 2), List.of(1, 2), 2));
        assertThat(Vicinity.of(chain(), List.of(0), 4, 0)).isEqualTo(new Vicinity(List.of(), List.of(), 4));
    }

    @Test
    void ofEquallyNearOnesThoseTiedByDataComeFirst() {
        GraphBuilder graph = new GraphBuilder(5);
        graph.add(0, 2, EdgeKind.REALTIME);
        graph.add(1, 2, EdgeKind.PROCESS);
        graph.add(1, 2, EdgeKind.WW);
        graph.add(2, 3, EdgeKind.PROCESS);
        graph.add(2, 4, EdgeKind.RW);
        assertThat(Vicinity.of(graph.build(), List.of(2), 1, 40).nodes()).containsExactly(1, 4, 0, 3);
    }

    @Test
    void nothingIsAroundWhatIsWhole() {
        assertThat(Vicinity.of(chain(), List.of(0, 1, 2, 3, 4), 20, 40))
                .isEqualTo(new Vicinity(List.of(), List.of(), 0));
        assertThat(Vicinity.of(chain(), List.of(2), 0, 40).nodes()).isEmpty();
    }

    @Test
    void distancesAreThoseOfASlowTwin() {
        Property.holds(2_000, draw -> {
            int size = draw.between(1, 9);
            GraphBuilder builder = new GraphBuilder(size);
            int[][] distance = distances(draw, size, builder);
            List<Integer> centre = draw.bool() ? List.of(0) : List.of(0, size - 1);
            int reach = draw.between(1, 4);
            int most = draw.between(0, 9);

            Vicinity vicinity = Vicinity.of(builder.build(), centre, reach, most);

            int within = 0;
            for (int node = 0; node < size; node++) {
                int away = Math.min(distance[centre.get(0)][node], distance[centre.get(centre.size() - 1)][node]);
                within += away > 0 && away <= reach ? 1 : 0;
                int place = vicinity.nodes().indexOf(node);
                if (place >= 0) {
                    assertThat(vicinity.distances().get(place)).isEqualTo(away).isBetween(1, reach);
                }
            }
            assertThat(vicinity.nodes()).doesNotHaveDuplicates().hasSize(Math.min(within, most));
            assertThat(vicinity.leftOut()).isEqualTo(within - vicinity.nodes().size());
            assertThat(vicinity.distances()).isSorted();
        });
    }

    /** Draws edges, and the lengths of shortest ways between all nodes (Floyd and Warshall). */
    private static int[][] distances(Draw draw, int size, GraphBuilder builder) {
        int[][] distance = new int[size][size];
        for (int node = 0; node < size; node++) {
            Arrays.fill(distance[node], 100);
            distance[node][node] = 0;
        }
        for (int i = draw.between(0, 2 * size); i > 0; i--) {
            int from = draw.between(0, size - 1);
            int to = draw.between(0, size - 1);
            builder.add(from, to, draw.oneOf(KINDS));
            distance[from][to] = from == to ? 0 : 1;
            distance[to][from] = distance[from][to];
        }
        for (int via = 0; via < size; via++) {
            for (int from = 0; from < size; from++) {
                for (int to = 0; to < size; to++) {
                    distance[from][to] = Math.min(distance[from][to], distance[from][via] + distance[via][to]);
                }
            }
        }
        return distance;
    }
}
