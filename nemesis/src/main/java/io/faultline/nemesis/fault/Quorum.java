package io.faultline.nemesis.fault;

/** How many nodes make a majority, and how many at most do not. */
final class Quorum {

    private Quorum() {}

    static int majority(int nodes) {
        return nodes / 2 + 1;
    }

    /** The greatest group that is no majority and whose complement is one, but at least one node. */
    static int minority(int nodes) {
        return Math.max(1, (nodes - 1) / 2);
    }
}
