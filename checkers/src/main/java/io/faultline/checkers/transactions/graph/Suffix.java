package io.faultline.checkers.transactions.graph;

/** Whether a cycle needs an edge that is not about data. */
public enum Suffix {
    NONE("", 0),
    /** It needs the order within processes: what breaks is a promise about sessions. */
    PROCESS("-process", EdgeKind.PROCESS.bit()),
    /** It needs the order of time: what breaks is a promise about time. */
    REALTIME("-realtime", EdgeKind.REALTIME.bit());

    private final String word;
    private final int kindBits;

    Suffix(String word, int kindBits) {
        this.word = word;
        this.kindBits = kindBits;
    }

    /** What stands behind the name of the shape. */
    public String word() {
        return word;
    }

    int kindBits() {
        return kindBits;
    }

    /** The kind of those edges; only of a suffix that is one. */
    EdgeKind kind() {
        return this == PROCESS ? EdgeKind.PROCESS : EdgeKind.REALTIME;
    }
}
