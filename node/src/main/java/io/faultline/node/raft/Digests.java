package io.faultline.node.raft;

/**
 * The 64-bit hashes by which nodes tell what their logs and states hold: the same on every node and in every run.
 *
 * <p>Against accidents, not against an adversary. The mixing step is the finalizer of SplitMix64 (Steele, Lea, Flood 2014).
 */
public final class Digests {
    /** Of an empty log. */
    public static final long EMPTY = 0;

    private Digests() {}

    /** The hash of a sequence so far and its next element; the order counts. */
    public static long mix(long before, long next) {
        long z = before * 0x9E3779B97F4A7C15L + next + 0x632BE59BD9B4E019L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** The hash of bytes. */
    public static long of(byte[] bytes) {
        long hash = bytes.length;
        for (byte b : bytes) {
            hash = mix(hash, b);
        }
        return hash;
    }

    /** The hash of a text; a text's own hash code has too few bits. */
    public static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mix(hash, text.charAt(i));
        }
        return hash;
    }
}
