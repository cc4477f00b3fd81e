package io.faultline.node.kv;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FieldWriterTest {
    @Test
    void aNumberOfAnyLengthIsReadBackAndTakesTheBytesItWasSaidToTake() {
        for (int bits = 0; bits < Long.SIZE; bits++) {
            for (long number : new long[] {1L << bits, (1L << bits) - 1, -(1L << bits), ~(1L << bits)}) {
                FieldWriter out = new FieldWriter(0);
                out.number(number);
                out.number(FieldWriter.zigzag(number));
                assertThat(out.bytes())
                        .as("%d", number)
                        .hasSize(FieldWriter.size(number) + FieldWriter.size(FieldWriter.zigzag(number)));
                FieldReader in = new FieldReader("number", out.bytes());
                assertThat(in.number()).isEqualTo(number);
                assertThat(in.signed()).isEqualTo(number);
                in.end();
            }
        }
    }

    @Test
    void aTextTakesAsManyBytesAsUtf8MakesOfIt() {
        for (long seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                int range = new int[] {0x80, 0x800, 0x10000, 0x110000}[random.nextInt(4)];
                text.appendCodePoint(random.nextInt(range));
            }
            byte[] utf8 = text.toString().getBytes(StandardCharsets.UTF_8);
            boolean whole = new String(utf8, StandardCharsets.UTF_8).contentEquals(text);
            assertThat(Texts.utf8Length(text.toString()))
                    .as("seed %d: a text that can%s be written", seed, whole ? "" : "not")
                    .isEqualTo(whole ? utf8.length : -1);
        }
    }
}
