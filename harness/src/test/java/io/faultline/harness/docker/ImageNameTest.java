package io.faultline.harness.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ImageNameTest {
    private static final Map<String, String> NONE = Map.of();

    @Test
    void aPropertyWinsOverAVariableAndAVariableOverWhatIsThere() {
        Map<String, String> property = Map.of("faultline.java.image", "mine:1");
        Map<String, String> variable = Map.of("FAULTLINE_JAVA_IMAGE", "yours:2");
        Set<String> local = Set.of("faultline/jre:17-local");

        assertThat(ImageName.JAVA.choose(property, variable, local::contains)).contains("mine:1");
        assertThat(ImageName.JAVA.choose(NONE, variable, local::contains)).contains("yours:2");
        assertThat(ImageName.JAVA.choose(NONE, NONE, local::contains)).contains("faultline/jre:17-local");
    }

    @Test
    void withoutALocalImageTheOfficialOneIsTaken() {
        assertThat(ImageName.JAVA.choose(NONE, NONE, name -> false)).contains("eclipse-temurin:17-jre");
    }

    @Test
    void aBlankNameIsNone() {
        assertThat(ImageName.JAVA.choose(
                        Map.of("faultline.java.image", " "), Map.of("FAULTLINE_JAVA_IMAGE", ""), name -> false))
                .contains("eclipse-temurin:17-jre");
    }

    /** There is no image of this version by a plain name; .ci/provision builds one anywhere. */
    @Test
    void theProxyIsNamedByTheUserOrBuiltHere() {
        assertThat(ImageName.TOXIPROXY.choose(NONE, NONE, name -> false)).isEmpty();
        assertThat(ImageName.TOXIPROXY.choose(NONE, NONE, name -> true)).contains("faultline/toxiproxy:2.12.0-local");
    }
}
