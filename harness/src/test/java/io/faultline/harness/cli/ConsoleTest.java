package io.faultline.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Colour is a courtesy to people who can see it and did not ask for none. */
class ConsoleTest {
    @Test
    void noColorMeansNoColour() {
        assertThat(Console.wantsColour(Map.of())).isTrue();
        assertThat(Console.wantsColour(Map.of("NO_COLOR", ""))).isTrue();
        assertThat(Console.wantsColour(Map.of("NO_COLOR", "1"))).isFalse();
        assertThat(Console.wantsColour(Map.of("NO_COLOR", "0"))).isFalse();
        assertThat(Console.wantsColour(Map.of("TERM", "dumb"))).isFalse();
    }

    @Test
    void inkLeavesPlainTextPlain() {
        Ink plain = new Ink(false);

        assertThat(plain.good("a") + plain.bad("b") + plain.doubtful("c") + plain.strong("d") + plain.faint("e"))
                .isEqualTo("abcde");
        assertThat(new Ink(true).bad("b")).isEqualTo("\u001b[1;31mb\u001b[0m");
    }
}
