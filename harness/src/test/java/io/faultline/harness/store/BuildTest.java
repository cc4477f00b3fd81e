package io.faultline.harness.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which commit this is, as far as it can be told. */
class BuildTest {
    @Test
    void theLauncherTells() {
        assertThat(Build.commit(Map.of("FAULTLINE_COMMIT", "48d0467aa"))).isEqualTo("48d0467aa");
        assertThat(Build.commit(Map.of("FAULTLINE_COMMIT", "48d0467aa-dirty"))).isEqualTo("48d0467aa-dirty");
    }

    @Test
    void withoutALauncherOrWithANonsenseOneItIsUnknown() {
        assertThat(Build.commit(Map.of())).isEqualTo("unknown");
        assertThat(Build.commit(Map.of("FAULTLINE_COMMIT", ""))).isEqualTo("unknown");
        assertThat(Build.commit(Map.of("FAULTLINE_COMMIT", "fatal: not a git repository")))
                .isEqualTo("unknown");
    }

    @Test
    void aVersionIsNeverMissing() {
        assertThat(Build.version()).isNotBlank();
    }
}
