package io.faultline.node.kv;

import io.faultline.node.raft.Digests;

/** What the service must know of texts, without making bytes of them. */
final class Texts {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private Texts() {}

    /** How many bytes UTF-8 takes; -1 when half a surrogate pair stands alone, as UTF-8 has no bytes for it. */
    static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            if (c < 0x800) {
                bytes++;
            } else if (!Character.isSurrogate(c)) {
                bytes += 2;
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                bytes += 2;
                i++;
            } else {
                return -1;
            }
        }
        return bytes;
    }

    /** A polynomial over the characters, mixed once: {@link Digests#of(String)} mixes at each, too slow for every entry. */
    static long hash(String text) {
        long hash = 0;
        for (int i = 0; i < text.length(); i++) {
            hash = hash * FACTOR + text.charAt(i);
        }
        return Digests.mix(hash, text.length());
    }
}
