package io.faultline.harness.sim;

import java.util.HexFormat;

/**
 * Digests as texts, each made once where it can be: what one node reports of its log the others report soon after, and a text
 * for each of them would be most of what a trial under load remembers.
 */
final class DigestTexts {
    private static final int KEPT = 1 << 13;

    private final long[] digests = new long[KEPT];
    private final String[] texts = new String[KEPT];

    /** 16 hexadecimal digits, as the node's event lines have them. */
    String of(long digest) {
        int place = (int) digest & KEPT - 1;
        if (texts[place] == null || digests[place] != digest) {
            digests[place] = digest;
            texts[place] = HexFormat.of().toHexDigits(digest);
        }
        return texts[place];
    }
}
