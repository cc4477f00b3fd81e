package io.faultline.nemesis.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A stream of a seed")
class SeedsTests {

    // Computed once by another program from the description of the mixing.
    private static final long VECTOR_EMPTY = -7439775146490877063L;
    private static final long VECTOR_RHYTHM = 6488854044178346998L;
    private static final long VECTOR_FIRST = -8750802832820425372L;

    @Test
    void isFixedForEver() {
        assertThat(Seeds.derive(0, "")).isEqualTo(VECTOR_EMPTY);
        assertThat(Seeds.derive(42, "nemesis/rhythm")).isEqualTo(VECTOR_RHYTHM);
        assertThat(Seeds.stream(42, "nemesis/rhythm").nextLong()).isEqualTo(VECTOR_FIRST);
    }

    @Test
    void isItsOwnForEachSeedAndPurpose() {
        Set<Long> seen = new HashSet<>();
        for (long seed = -500; seed < 500; seed++) {
            for (String purpose : new String[] {"a", "b", "nemesis/crash", "nemesis/crash-point", ""}) {
                seen.add(Seeds.derive(seed, purpose));
            }
        }
        assertThat(seen).hasSize(5000);
    }

    @Test
    void ofNeighbouringSeedsHasNothingInCommon() {
        int ones = 0;
        for (long seed = 0; seed < 1000; seed++) {
            ones += Long.bitCount(Seeds.derive(seed, "x") ^ Seeds.derive(seed + 1, "x"));
        }
        assertThat(ones / 1000.0).isBetween(31.0, 33.0);
    }
}
