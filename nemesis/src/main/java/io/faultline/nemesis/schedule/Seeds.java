package io.faultline.nemesis.schedule;

import java.util.SplittableRandom;

/**
 * One seed, split by purpose: how every random choice of a trial is derived.
 *
 * <p>{@code Seeds.stream(seed, "nemesis/rhythm")} is a generator of its own; drawing from it moves no
 * other. The mixing is fixed for ever, for stored seeds must stay valid: the purpose is hashed with
 * 64-bit FNV-1a over its UTF-16 units, low byte first; seed and hash are each passed through the
 * finalizer of SplitMix64 (Stafford's variant 13), added, and finalized again.
 */
public final class Seeds {

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;
    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private Seeds() {}

    /** Returns a generator for that purpose. */
    public static SplittableRandom stream(long seed, String purpose) {
        return new SplittableRandom(derive(seed, purpose));
    }

    /** Returns the seed for that purpose, to be split further or handed on. */
    public static long derive(long seed, String purpose) {
        return finish(finish(seed + GOLDEN_GAMMA) + finish(hash(purpose)));
    }

    private static long hash(String purpose) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < purpose.length(); i++) {
            char unit = purpose.charAt(i);
            hash = (hash ^ (unit & 0xff)) * FNV_PRIME;
            hash = (hash ^ (unit >>> 8)) * FNV_PRIME;
        }
        return hash;
    }

    private static long finish(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return mixed ^ (mixed >>> 31);
    }
}
