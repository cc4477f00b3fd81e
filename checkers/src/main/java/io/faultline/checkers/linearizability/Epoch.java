package io.faultline.checkers.linearizability;

/**
 * A time that one call begins and that comes once, as that of a value that is written once: of two epochs of one thing one is
 * over before the other begins.
 *
 * @param of the thing, where calls are on several; null otherwise
 * @param call place of the call that begins it, among those the model was asked about; it must have happened, or, where {@code
 *     first} is {@link Call#NEVER}, may
 * @param block number of the block of epochs it belongs to, which follow each other with no other between them
 * @param rank its place in the block
 * @param first the least return of all that must have happened before the block is over
 * @param last the greatest invocation of all that can't happen before the block begins
 */
public record Epoch(Object of, int call, int block, int rank, long first, long last) {

    /** An epoch that is a block by itself. */
    public static Epoch single(int call, long first, long last) {
        return new Epoch(null, call, call, 0, first, last);
    }

    /** Whether it is known that it comes before that one of the same thing. */
    public boolean precedes(Epoch other) {
        return block == other.block ? rank < other.rank : first < other.last;
    }
}
