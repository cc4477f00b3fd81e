package io.faultline.checkers.election;

/**
 * A stretch in which the same majority could talk among itself and nobody else interfered.
 *
 * @param group the majority
 * @param deaf nodes that reach all of the group but hear nobody; empty unless deaf nodes are judged
 * @param index index of the event that brought it about
 * @param endIndex index of the event that ended it, or the size of the history
 */
record CalmStretch(long group, long deaf, long index, long endIndex, long from, long to) {

    long length() {
        return to - from;
    }
}
