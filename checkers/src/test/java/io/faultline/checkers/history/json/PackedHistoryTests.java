package io.faultline.checkers.history.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** A {@code history.jsonl} that is packed is read as it is, or refused when its packing is damaged. */
class PackedHistoryTests {
    private static final String PHASE = "{\"index\":0,\"time\":5,\"type\":\"phase\",\"phase\":\"end\"}\n";

    @Test
    void packedOrNotItIsTheSameHistory() throws IOException {
        byte[] plain = PHASE.getBytes(StandardCharsets.UTF_8);

        assertThat(HistoryReader.read(new ByteArrayInputStream(packed()), "h"))
                .isEqualTo(HistoryReader.read(new ByteArrayInputStream(plain), "h"));
    }

    @Test
    void severalPackedPiecesMakeOneFile() throws IOException {
        byte[] empty = new byte[0];
        byte[] both = Arrays.copyOf(packed(), packed().length + packed(empty).length);
        System.arraycopy(packed(empty), 0, both, packed().length, packed(empty).length);

        assertThat(HistoryReader.read(new ByteArrayInputStream(both), "h").size())
                .isEqualTo(1);
    }

    @Test
    void damageIsFoundOnItsLine() throws IOException {
        byte[] whole = packed();
        byte[] wrong = whole.clone();
        wrong[whole.length - 1] ^= 1;

        refuses(Arrays.copyOf(whole, whole.length - 3), "line 2: found the end of the gzip data in its middle");
        refuses(Arrays.copyOf(whole, 5), "line 1: found the end of the gzip data in its middle");
        refuses(
                Arrays.copyOf(whole, whole.length + 1),
                "line 2: found damaged gzip data (there is more behind its end)");
        refuses(wrong, "line 2: found damaged gzip data (Corrupt GZIP trailer)");
    }

    private static void refuses(byte[] bytes, String message) {
        assertThatThrownBy(() -> HistoryReader.read(new ByteArrayInputStream(bytes), "h"))
                .isInstanceOf(MalformedHistoryException.class)
                .hasMessage("h, " + message + ", expected the file as it was packed");
    }

    private static byte[] packed() throws IOException {
        return packed(PHASE.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }
}
