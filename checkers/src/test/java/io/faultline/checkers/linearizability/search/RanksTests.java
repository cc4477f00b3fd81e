package io.faultline.checkers.linearizability.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RanksTests {
    @Test
    void agreeWithATreeOnRandomMixesOfAddAndRemove() {
        for (long seed = 1; seed <= 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            Ranks ranks = new Ranks();
            TreeSet<Integer> obvious = new TreeSet<>();
            for (int step = 0; step < 300; step++) {
                int rank = random.nextInt(100);
                if (obvious.contains(rank)) {
                    obvious.remove(rank);
                    ranks.remove(rank);
                } else {
                    assertThat(ranks.add(rank))
                            .as("seed %d, step %d", seed, step)
                            .isEqualTo(orNone(obvious.lower(rank)));
                    obvious.add(rank);
                }
                assertThat(ranks.greatest())
                        .as("seed %d, step %d", seed, step)
                        .isEqualTo(orNone(obvious.isEmpty() ? null : obvious.last()));
            }
        }
    }

    @Test
    void allThatAreTakenOutLeaveNothing() {
        Ranks ranks = new Ranks();
        List<Integer> all = new ArrayList<>();
        for (int rank = 40; rank > 0; rank--) {
            assertThat(ranks.add(rank)).isEqualTo(Ranks.NONE);
            all.add(rank);
        }
        all.forEach(ranks::remove);
        assertThat(ranks.greatest()).isEqualTo(Ranks.NONE);
    }

    private static int orNone(Integer rank) {
        return rank == null ? Ranks.NONE : rank;
    }
}
