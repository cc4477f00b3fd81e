package io.faultline.checkers.history;

import java.util.Arrays;

/** What a node told of a row of entries of its log, where digests are numbers as our own node's are. */
public enum Batch {
    /** {@link LogFact.Appended}: has a digest and a term for each entry. */
    APPENDED,
    /** {@link LogFact.Applied}: has a digest for each entry, and 0 as its term. */
    APPLIED,
    /** {@link LogFact.Committed}: has no entries. */
    COMMITTED,
    /** Anything else: ask for the {@link NodeEvents#fact fact}. */
    NONE;

    /** Refuses what the fact would refuse. */
    void requireSound(long from, long[] digests, long[] terms) {
        boolean hasEntries = this == APPENDED || this == APPLIED;
        int count = digests == null ? 0 : digests.length;
        boolean sound = this != NONE
                && hasEntries == count > 0
                && (this == APPENDED ? terms != null && terms.length == count : terms == null)
                && from >= (hasEntries ? 1 : 0)
                && from <= Long.MAX_VALUE - count;
        for (int i = 0; sound && terms != null && i < count; i++) {
            sound = terms[i] >= 1;
        }
        if (!sound) {
            throw new IllegalArgumentException("no batch that a node tells of: " + this + " from " + from
                    + " with digests " + Arrays.toString(digests) + " and terms " + Arrays.toString(terms));
        }
    }

    /** The fact that tells of this. */
    NodeFact fact(long from, long[] digests, long[] terms) {
        return switch (this) {
            case APPENDED ->
                new LogFact.Appended(from, Arrays.stream(terms).boxed().toList(), HexDigests.of(digests));
            case APPLIED -> new LogFact.Applied(from, HexDigests.of(digests));
            case COMMITTED -> new LogFact.Committed(from);
            case NONE -> throw new IllegalArgumentException("of other facts there is more to tell");
        };
    }
}
